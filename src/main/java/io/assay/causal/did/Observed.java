package io.assay.causal.did;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalData;
import io.assay.data.StoredCells;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.statistics.regression.Design;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two groups are compared by: rows, or cells that each stand for several which are alike in all columns but the outcome,
 * and then tell the same. Of a stored dataset cells are made where there are few, and its rows never are in memory.
 */
final class Observed {

    /** More cells than these are read as rows. */
    private static final int MOST_CELLS = 100_000;

    private final CausalData data;
    private final double[] outcome;
    private final double[] treated;
    private final double[] post;
    private final double @Nullable [] weights;
    private final double @Nullable [] squares;
    private final boolean grouped;
    private final double offset;
    private final @Nullable String sql;

    private Observed(CausalData data, @Nullable CellSums sums, @Nullable String sql) {
        this.data = data;
        this.grouped = sums != null;
        this.outcome = sums == null ? data.number(TwoGroupsRequest.OUTCOME) : data.picked(sums.means());
        this.treated = data.binary(TwoGroupsRequest.TREATMENT);
        this.post = data.binary(TwoGroupsRequest.POST);
        this.weights = sums != null
                ? data.picked(sums.counts())
                : data.has(TwoGroupsRequest.WEIGHTS) ? data.number(TwoGroupsRequest.WEIGHTS) : null;
        this.squares = sums == null || sums.squares() == null ? null : data.picked(sums.squares());
        this.offset = sums == null ? 0 : sums.offset();
        this.sql = sql;
    }

    static Observed rows(CausalData data) {
        return new Observed(data, null, null);
    }

    static Observed cells(CausalData data, CellSums sums) {
        return new Observed(data, sums, null);
    }

    /** The cells of a stored dataset; null where rows have to be read. */
    static @Nullable Observed stored(Tables tables, TwoGroupsRequest request) {
        if (!isStored(request)) {
            return null;
        }
        TableData stored = request.data();
        StoredCells cells = stored == null ? null : tables.cells(stored, "/data", request.cellColumns(), MOST_CELLS);
        if (cells == null || cells.rows() > Integer.MAX_VALUE) {
            return null;
        }
        CausalData.requireSquares(cells.lowest(), cells.highest(), TwoGroupsRequest.OUTCOME, request.outcome());
        return new Observed(
                CausalData.of(cells, request.keyColumns(new CausalColumns())), CellSums.of(cells), cells.sql());
    }

    /** Whether cells of a stored dataset would tell all that the request asks; of weights they know nothing. */
    static boolean isStored(TwoGroupsRequest request) {
        TableData data = request.data();
        return data != null && data.dataset() != null && request.weightsCol() == null;
    }

    CausalData data() {
        return data;
    }

    /** Less {@link #offset}. */
    double[] outcome() {
        return outcome;
    }

    /** What outcomes are counted from. */
    double offset() {
        return offset;
    }

    double[] treated() {
        return treated;
    }

    double[] post() {
        return post;
    }

    /** What rows weigh, or how many each cell stands for; null where all rows weigh the same. */
    double @Nullable [] weights() {
        return weights;
    }

    /** Σ (y - mean)² in each cell; null of rows, and where it is not known. */
    double @Nullable [] squares() {
        return squares;
    }

    /** How many rows one of these stands for. */
    double count(int place) {
        return grouped && weights != null ? weights[place] : 1;
    }

    /** Whether they are cells. */
    boolean isGrouped() {
        return grouped;
    }

    /** The statement that made the cells of a stored dataset; null where none did. */
    @Nullable
    String sql() {
        return sql;
    }

    /** The outcome on columns, of all or of some places. */
    Design design(List<String> names, List<double[]> columns, int @Nullable [] places) {
        Design design = Design.of(names, columns.toArray(double[][]::new), pick(outcome, places));
        double[] each = weights;
        if (each == null) {
            return design;
        }
        double[] within = squares;
        double[] picked = pick(each, places);
        return grouped
                ? design.grouped(picked, within == null ? new double[picked.length] : pick(within, places))
                : design.weighted(picked);
    }

    static double[] pick(double[] values, int @Nullable [] places) {
        return places == null
                ? values
                : Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }
}
