package io.assay.feature.leakage;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns that say too much by themselves. */
final class ColumnChecks {

    /** An AUC, or the size of a correlation, that nothing known beforehand has. */
    private static final double TOO_GOOD = 0.98;

    /**
     * How much more a category may look worth in sample than it is, on a scale on which 1 is all there is to know. Below it
     * is what chance gives a few levels of many rows each, which does no harm.
     */
    private static final double GAP = 0.3;

    private static final double WIDE_GAP = 0.5;

    private ColumnChecks() {}

    /** A single column that nearly is the outcome. */
    static Check singleFeature(List<ColumnFigures> columns, Outcome outcome) {
        String id = "single_feature";
        String reason = outcome.reason();
        if (reason != null) {
            return new Check(id, Status.UNKNOWN, reason, "Send more rows of each class.");
        }
        List<String> found = new ArrayList<>();
        for (ColumnFigures column : columns) {
            add(found, column.name(), "its value", column.value(), outcome, true);
            add(found, column.name(), "whether it is missing", column.missingIndicator(), outcome, true);
            add(found, column.name(), "its category, cross-fitted", column.crossFitted(), outcome, false);
        }
        return Findings.check(
                id,
                Status.FAIL,
                found,
                "none of %d columns has %s beyond %s alone"
                        .formatted(columns.size(), measure(outcome), Double.toString(TOO_GOOD)),
                "Find out when each was written: what is known only after the outcome is no feature.");
    }

    private static void add(
            List<String> found,
            String column,
            String what,
            @Nullable Double figure,
            Outcome outcome,
            boolean eitherWay) {
        if (figure == null) {
            return;
        }
        double lowest = outcome.isClassification() ? 1 - TOO_GOOD : -TOO_GOOD;
        if (figure > TOO_GOOD || (eitherWay && figure < lowest)) {
            found.add("%s: %s %s of %s".formatted(column, measure(outcome), Findings.figure(figure), what));
        }
    }

    /** Categories that would look predictive to a model if a row's own target were in its encoding. */
    static Check inSampleEncoding(List<ColumnFigures> columns, Outcome outcome) {
        String id = "in_sample_encoding";
        String reason = outcome.reason();
        if (reason != null) {
            return new Check(id, Status.UNKNOWN, reason, "Send more rows of each class.");
        }
        List<String> found = new ArrayList<>();
        double widest = 0;
        for (ColumnFigures column : columns) {
            Double inSample = column.inSample();
            Double crossFitted = column.crossFitted();
            // A number is encoded as a category only by who takes it for one.
            boolean category = column.kind() == ColumnFigures.Kind.CATEGORY || IdLike.isNamedSo(column.name());
            if (category && inSample != null && crossFitted != null) {
                double gap = worth(inSample, outcome) - worth(crossFitted, outcome);
                if (gap <= GAP) {
                    continue;
                }
                widest = Math.max(widest, gap);
                found.add("%s (%d levels): %s %s in sample, %s cross-fitted"
                        .formatted(
                                column.name(),
                                column.distinct(),
                                measure(outcome),
                                Findings.figure(inSample),
                                Findings.figure(crossFitted)));
            }
        }
        return Findings.check(
                id,
                widest > WIDE_GAP ? Status.FAIL : Status.WARN,
                found,
                "no category looks worth much more in sample than cross-fitted",
                "Encode with target_encode, which is cross-fitted, and drop what is worth nothing then.");
    }

    /** What a figure says either way: |2 AUC - 1|, which is Gini's coefficient, or |ρ|. */
    private static double worth(double figure, Outcome outcome) {
        return Math.abs(outcome.isClassification() ? 2 * figure - 1 : figure);
    }

    private static String measure(Outcome outcome) {
        return outcome.isClassification() ? "AUC" : "rank correlation";
    }
}
