package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.encoding.TargetEncoding;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How well one column alone foretells the outcome, each way that a pipeline might use it. */
public record ColumnFigures(
        @Schema(description = "The column") String name,

        @Schema(description = "What it holds; whole numbers are looked at as categories, too")
        Kind kind,

        @Schema(description = "Rows in which it is missing") int missing,

        @Schema(description = "Different values in the training rows, without missing")
        int distinct,

        @Schema(
                description =
                        "AUC, or rank correlation, of the value itself over the rows that have one; null for text")
        @Nullable
        Double value,

        @Schema(description = "The same of whether it is missing; null where it never or always is") @Nullable
        Double missingIndicator,

        @Schema(
                description =
                        "The same of its category's mean target over all rows, a row's own among them: what an encoder "
                                + "that is not cross-fitted shows a model. Null for times and for numbers with fractions")
        @Nullable
        Double inSample,

        @Schema(description = "The same of the mean over the other folds: what the category is worth") @Nullable
        Double crossFitted,

        @Schema(description = "Why there are no figures, null where there are") @Nullable
        String reason) {

    /** Without it nothing hides the difference. */
    private static final TargetEncoding.Smoothing PLAIN = TargetEncoding.Smoothing.of(0);

    /** What a column holds. */
    public enum Kind {
        NUMBER,
        CATEGORY,
        TIME
    }

    /** @param folds the fold of each row with a target, in their order; null where the outcome allows no figures */
    static ColumnFigures of(Column column, Outcome outcome, int @Nullable [] folds) {
        int n = column.size();
        int missing = 0;
        double[] absent = new double[n];
        for (int row = 0; row < n; row++) {
            absent[row] = column.isMissing(row) ? 1 : 0;
            missing += column.isMissing(row) ? 1 : 0;
        }
        Kind kind = kind(column);
        if (folds == null) {
            return new ColumnFigures(
                    column.name(),
                    kind,
                    missing,
                    Categories.distinct(column),
                    null,
                    null,
                    null,
                    null,
                    outcome.reason());
        }
        double[] values = values(column);
        Double inSample = null;
        Double crossFitted = null;
        int distinct;
        if (isCategorical(column)) {
            Categories categories = Categories.of(column);
            distinct = categories.distinct();
            int[] known = outcome.known();
            int[] codes =
                    Arrays.stream(known).map(row -> categories.codes()[row]).toArray();
            double[] target = Arrays.stream(known)
                    .mapToDouble(row -> outcome.values()[row])
                    .toArray();
            int count = distinct + 1;
            inSample = outcome.foretoldBy(spread(inSample(codes, count, target), known, n));
            crossFitted = outcome.foretoldBy(
                    spread(TargetEncoding.crossFitted(codes, count, target, folds, PLAIN), known, n));
        } else {
            distinct = Categories.distinct(column);
        }
        return new ColumnFigures(
                column.name(),
                kind,
                missing,
                distinct,
                values == null ? null : outcome.foretoldBy(values),
                missing == 0 || missing == n ? null : outcome.foretoldBy(absent),
                inSample,
                crossFitted,
                missing == n ? "it is missing everywhere" : null);
    }

    private static double[] inSample(int[] codes, int count, double[] target) {
        TargetEncoding encoding = TargetEncoding.of(codes, count, target, PLAIN);
        return Arrays.stream(codes).mapToDouble(encoding::of).toArray();
    }

    private static Kind kind(Column column) {
        return switch (column) {
            case NumberColumn numbers -> Kind.NUMBER;
            case TextColumn text -> Kind.CATEGORY;
            case TimeColumn times -> Kind.TIME;
        };
    }

    private static boolean isCategorical(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers.isWhole();
            case TextColumn text -> true;
            case TimeColumn times -> false;
        };
    }

    private static double @Nullable [] values(Column column) {
        return switch (column) {
            case NumberColumn numbers -> numbers.values();
            case TextColumn text -> null;
            case TimeColumn times ->
                Arrays.stream(times.micros())
                        .mapToDouble(micros -> micros == TimeColumn.MISSING ? Double.NaN : micros)
                        .toArray();
        };
    }

    private static double[] spread(double[] encoded, int[] rows, int n) {
        double[] all = new double[n];
        Arrays.fill(all, Double.NaN);
        for (int i = 0; i < rows.length; i++) {
            all[rows[i]] = encoded[i];
        }
        return all;
    }
}
