package io.assay.model.evaluation;

import io.assay.model.judgement.Better;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric over the folds.
 *
 * @param mean of the folds' test figures
 * @param std their standard deviation with n in the denominator
 * @param overfitGap mean of the training figures less that of the test figures
 * @param better null where neither more nor less is better
 */
@Schema(name = "FoldedMetric")
public record Folded(
        @Schema(
                description =
                        "Mean of the folds' figures on rows that were not learned from; null where one is undefined")
        @Nullable
        Double mean,

        @Schema(
                description =
                        "Standard deviation of these figures, with n in the denominator. It says how much folds differ and is "
                                + "no standard error of the mean: folds share most of their training rows")
        @Nullable
        Double std,

        @Schema(description = "Mean of the figures on the rows that were learned from, less the mean") @Nullable
        Double overfitGap,

        @Schema(description = "The direction in which it gets better; null for neither") @Nullable
        Better better,

        @Schema(description = "Each fold's figure on rows that were not learned from; null where it is undefined")
        List<@Nullable Double> test,

        @Schema(description = "Each fold's figure on the rows that were learned from; null where it is undefined")
        List<@Nullable Double> train) {

    /** Above it the models know their rows by heart. */
    static final double WIDE_GAP = 0.05;

    public Folded {
        test = Collections.unmodifiableList(new ArrayList<>(test));
        train = Collections.unmodifiableList(new ArrayList<>(train));
    }

    /** Where it is undefined in a fold there is no mean of all. */
    static Folded of(@Nullable Better better, List<@Nullable Double> test, List<@Nullable Double> train) {
        Double mean = mean(test);
        Double learned = mean(train);
        Double std = null;
        if (mean != null) {
            double squares = 0;
            for (Double figure : test) {
                double off = (figure == null ? mean : figure) - mean;
                squares += off * off;
            }
            std = Math.sqrt(squares / test.size());
        }
        return new Folded(mean, std, mean == null || learned == null ? null : learned - mean, better, test, train);
    }

    private static @Nullable Double mean(List<@Nullable Double> figures) {
        double sum = 0;
        for (Double figure : figures) {
            if (figure == null) {
                return null;
            }
            sum += figure;
        }
        return figures.isEmpty() ? null : sum / figures.size();
    }

    /** Whether training rows are foretold so much better that the models know them by heart. */
    boolean isOverfit() {
        return better == Better.HIGHER && overfitGap != null && overfitGap > WIDE_GAP;
    }
}
