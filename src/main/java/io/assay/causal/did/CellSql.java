package io.assay.causal.did;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The statement that makes cells of a table of rows where the rows are; DuckDB and PostgreSQL understand it. */
final class CellSql {

    private CellSql() {}

    static String of(DiffInDiffRequest request) {
        List<String> keys = new ArrayList<>(List.of(request.treatmentCol(), request.postCol()));
        if (request.controls() != null) {
            keys.addAll(request.controls());
        }
        if (request.clusterCols() != null) {
            keys.addAll(request.clusterCols());
        }
        if (request.unitCol() != null) {
            keys.add(request.unitCol());
        }
        String grouped = keys.stream().distinct().map(CellSql::quoted).collect(Collectors.joining(", "));
        // An outcome of single precision, or one summed in it, loses what the variance is made of.
        String outcome = "cast(" + quoted(request.outcome()) + " as double precision)";
        String present = keys.stream()
                .distinct()
                .map(name -> quoted(name) + " is not null")
                .collect(Collectors.joining(" and "));
        return "select %s,\n       count(*) as n, avg(%s) as mean, count(*) * var_pop(%s) as m2\nfrom the_table\nwhere %s is not null and %s\ngroup by %s"
                .formatted(grouped, outcome, outcome, quoted(request.outcome()), present, grouped);
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
