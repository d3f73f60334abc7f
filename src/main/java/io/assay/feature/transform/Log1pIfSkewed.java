package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.SampleMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * ln(1 + x) of what is skewed to the right, everything else as it is: where no training row is negative, the skewness G1
 * is above the threshold, and that of ln(1 + x) is nearer to 0. Both are in the report. A negative number that comes
 * later becomes -ln(1 - x). Missing stays missing.
 *
 * @param threshold 1 where nothing is said
 */
@Kind("log1p_if_skewed")
public record Log1pIfSkewed(
        @Schema(description = "Above which skewness", defaultValue = "1") @Nullable
        Double threshold) implements ColumnTransformer {

    public Log1pIfSkewed {
        Options.require(Options.or(threshold, 1) >= 0, "threshold", "must not be negative");
    }

    @Override
    public Fitted learn(Column in, Training training) {
        double[] values = Columns.someNumbers(in);
        SampleMoments moments = SampleMoments.of(values);
        Double before = moments.skewness();
        double limit = Options.or(threshold, 1);
        if (before == null) {
            return new Learned(false, null, null, "it has no skewness: fewer than three values, or no variation");
        } else if (before <= limit) {
            return new Learned(false, before, before, "%s is not above %s".formatted(skewness(before), limit));
        } else if (moments.smallest() < 0) {
            return new Learned(false, before, before, "%s, but some values are negative".formatted(skewness(before)));
        }
        double[] logarithms = Arrays.stream(values).map(StrictMath::log1p).toArray();
        Double after = SampleMoments.of(logarithms).skewness();
        if (after == null || Math.abs(after) >= before) {
            return new Learned(false, before, before, "%s, and ln(1 + x) has no less".formatted(skewness(before)));
        }
        return new Learned(
                true,
                before,
                after,
                String.format(Locale.ROOT, "%s is above %s and becomes %.3g", skewness(before), limit, after));
    }

    private static String skewness(double g1) {
        return String.format(Locale.ROOT, "a skewness of %.3g", g1);
    }

    /**
     * Whether it is applied.
     *
     * @param skewnessBefore G1 of the training rows, null where there is none
     * @param skewnessAfter G1 of what they became
     * @param reason why it is, or is not
     */
    @Kind("log1p_if_skewed")
    public record Learned(
            boolean applied,
            @Nullable Double skewnessBefore,
            @Nullable Double skewnessAfter,
            String reason) implements Elementwise {

        @Override
        public void map(double[] values, int from, int to) {
            if (applied) {
                for (int i = from; i < to; i++) {
                    double x = values[i];
                    values[i] = x < 0 ? -StrictMath.log1p(-x) : StrictMath.log1p(x);
                }
            }
        }

        @Override
        public Finding finding() {
            return new Finding(skewnessBefore, skewnessAfter, null, applied ? "log1p" : "unchanged", reason);
        }
    }
}
