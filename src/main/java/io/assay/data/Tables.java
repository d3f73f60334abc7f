package io.assay.data;

import io.assay.platform.json.NearestName;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the tables that requests name, be they in the request or stored. */
@Component
public final class Tables {

    /**
     * The table.
     *
     * @param pointer JSON pointer of the data in the request, such as {@code /data}, for what is refused
     * @param columns names of those to read, in the order wanted; null for all in their own order
     * @throws ProblemException with status 422 when there is no such table or column, or its values do not fit
     */
    public Table read(TableData data, String pointer, @Nullable Collection<String> columns) {
        check(data, pointer);
        return InlineTable.read(data, pointer, columns == null ? null : new LinkedHashSet<>(columns));
    }

    /** Where the table came from; rows in the request are read for it. */
    public Source source(TableData data) {
        check(data, "");
        Table table = InlineTable.read(data, "", null);
        return new Source(null, Fingerprint.of(table), table.rows(), schema(table));
    }

    /** How many rows there are, known without reading them. */
    public long rows(TableData data) {
        return InlineTable.rows(data);
    }

    private static void check(TableData data, String pointer) {
        int forms = (data.columns() == null ? 0 : 1) + (data.rows() == null ? 0 : 1) + (data.dataset() == null ? 0 : 1);
        if (forms != 1) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The table cannot be read.",
                    List.of(new FieldError(pointer, "must have exactly one of columns, rows and dataset")));
        }
    }

    private static Map<String, String> schema(Table table) {
        Map<String, String> schema = new LinkedHashMap<>();
        for (Column column : table.columns()) {
            schema.put(
                    column.name(),
                    switch (column) {
                        case NumberColumn numbers -> numbers.isWhole() ? "integer" : "number";
                        case TextColumn words -> "text";
                        case TimeColumn times -> times.isLocal() ? "datetime" : "instant";
                    });
        }
        return schema;
    }

    /** The names wanted, or all; refuses those that are not there. */
    static Collection<String> chosen(Collection<String> names, @Nullable Set<String> wanted, String pointer) {
        if (wanted == null) {
            return names;
        }
        Set<String> known = new LinkedHashSet<>(names);
        List<FieldError> unknown = new ArrayList<>();
        for (String name : wanted) {
            if (!known.contains(name)) {
                String near = NearestName.to(name, known)
                        .map(nearest -> "; did you mean " + nearest + "?")
                        .orElse("");
                unknown.add(new FieldError(pointer, "has no column " + name + near));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "The table lacks a column that is needed.", unknown);
        }
        return wanted;
    }
}
