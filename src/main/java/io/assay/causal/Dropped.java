package io.assay.causal;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an analysis left out.
 *
 * @param rowsGiven how many rows there were
 * @param rowsUsed how many were analysed
 * @param missing how many rows lack a value, by column; a row may lack several
 * @param reasons why other rows were left out, each with how many
 * @param columns that are combinations of others and were left out
 */
@Schema(name = "CausalDropped")
public record Dropped(
        int rowsGiven, int rowsUsed, Map<String, Long> missing, List<Reason> reasons, List<String> columns) {

    /** Rows that were left out for one reason. */
    @Schema(name = "CausalDroppedReason")
    public record Reason(String reason, int rows) {}

    public Dropped {
        missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
        reasons = List.copyOf(reasons);
        columns = List.copyOf(columns);
    }

    /** The same with further rows left out. */
    public Dropped and(String reason, int rows) {
        if (rows == 0) {
            return this;
        }
        List<Reason> more = new ArrayList<>(reasons);
        more.add(new Reason(reason, rows));
        return new Dropped(rowsGiven, rowsUsed - rows, missing, more, columns);
    }
}
