package io.assay.causal.staggered;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The statement that makes cohort moments of a table of rows, one per unit and period: units first, then cohorts. It is
 * answered so that the moments can be had where the rows are; DuckDB and PostgreSQL understand it.
 */
final class CohortSql {

    /** Beyond so many periods the statement is longer than anybody would send. */
    private static final int MOST_PERIODS = 60;

    private CohortSql() {}

    /** Of the columns that a request names, or of columns called outcome, unit, period and cohort; null for too many periods. */
    static @Nullable String of(PanelRequest request, PanelInput input) {
        double[] periods = input.data().periods();
        if (periods.length > MOST_PERIODS) {
            return null;
        }
        String outcome = quoted(request.outcome(), "outcome");
        String unit = quoted(request.unitCol(), "unit");
        String time = quoted(request.timeCol(), "period");
        List<String> named =
                IntStream.rangeClosed(1, periods.length).mapToObj(t -> "y" + t).toList();
        String pivoted = IntStream.range(0, periods.length)
                .mapToObj(t -> "         max(case when %s = %s then cast(%s as double precision) end) as %s"
                        .formatted(time, literal(input.label(periods[t])), outcome, named.get(t)))
                .collect(Collectors.joining(",\n"));
        String means = named.stream()
                .map(y -> "       avg(%s) as mean_%s".formatted(y, y.substring(1)))
                .collect(Collectors.joining(",\n"));
        String products = IntStream.range(0, periods.length)
                .mapToObj(s -> IntStream.rangeClosed(0, s)
                        .mapToObj(t -> "count(*) * covar_pop(%s, %s) as s_%d_%d"
                                .formatted(named.get(s), named.get(t), s + 1, t + 1))
                        .collect(Collectors.joining(", ", "       ", "")))
                .collect(Collectors.joining(",\n"));
        List<String> needed = new ArrayList<>(List.of(outcome, unit, time));
        String treated = request.treatmentCol();
        if (treated != null) {
            // A row that lacks it is left out of the answer; a cohort that is missing is one that is never treated.
            needed.add(quoted(treated, treated));
        }
        return "with units as (\n  select "
                + cohort(request, time)
                + " as cohort,\n"
                + pivoted
                + "\n  from the_table\n  where "
                + needed.stream().map(column -> column + " is not null").collect(Collectors.joining(" and "))
                + "\n  group by " + unit
                + "\n  having count(distinct " + time + ") = " + periods.length
                + "\n)\nselect cohort, count(*) as n,\n"
                + means
                + ",\n"
                + products
                + "\nfrom units\ngroup by cohort\norder by cohort";
    }

    /** A period as a statement has it; databases read moments and dates from their text. */
    private static String literal(Object period) {
        return period instanceof String text ? "'" + text.replace("'", "''") + "'" : period.toString();
    }

    /** When a unit is treated first; null for never. */
    private static String cohort(PanelRequest request, String time) {
        String treated = request.treatmentCol();
        return treated == null
                ? "nullif(max(" + quoted(request.cohortCol(), "cohort") + "), 0)"
                : "min(case when cast(%s as integer) = 1 then %s end)".formatted(quoted(treated, treated), time);
    }

    private static String quoted(@Nullable String name, String otherwise) {
        return "\"" + (name == null ? otherwise : name).replace("\"", "\"\"") + "\"";
    }
}
