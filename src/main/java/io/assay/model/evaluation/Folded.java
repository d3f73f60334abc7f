package io.assay.model.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric over the folds.
 *
 * @param mean of the folds' test figures
 * @param std their standard deviation with n in the denominator
 * @param overfitGap mean of the training figures less that of the test figures
 */
@Schema(name = "FoldedMetric")
record Folded(
        @Schema(description = "Mean of the folds' figures on rows that were not learned from")
        double mean,

        @Schema(
                description =
                        "Standard deviation of these figures, with n in the denominator. It says how much folds differ and is "
                                + "no standard error of the mean: folds share most of their training rows")
        double std,

        @Schema(description = "Mean of the figures on the rows that were learned from, less the mean")
        double overfitGap,

        @Schema(description = "Whether more is better") boolean higherIsBetter,

        @Schema(description = "Each fold's figure on rows that were not learned from")
        List<Double> test,

        @Schema(description = "Each fold's figure on the rows that were learned from")
        List<Double> train) {

    /** Above it the models learn the rows by heart. */
    static final double WIDE_GAP = 0.05;

    static Folded of(List<Double> test, List<Double> train, boolean higherIsBetter) {
        double mean = mean(test);
        double squares = 0;
        for (double figure : test) {
            squares += (figure - mean) * (figure - mean);
        }
        return new Folded(mean, Math.sqrt(squares / test.size()), mean(train) - mean, higherIsBetter, test, train);
    }

    private static double mean(List<Double> figures) {
        double sum = 0;
        for (double figure : figures) {
            sum += figure;
        }
        return sum / figures.size();
    }

    @Nullable
    String warning(String metric) {
        return higherIsBetter && overfitGap > WIDE_GAP
                ? "%s is %.3f higher on rows that were learned from: the model knows them by heart"
                        .formatted(metric, overfitGap)
                : null;
    }
}
