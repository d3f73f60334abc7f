package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Small help for metrics. */
final class Measures {

    private Measures() {}

    /**
     * Why rows do not tell how sure a value is in which each class has a part: the only row of a class, or the only group of
     * them, is the same in all that can be drawn again.
     *
     * @param fewest of a class that do not depend on each other
     */
    static @Nullable String unsure(long fewest, boolean isGrouped) {
        return fewest >= 2
                ? null
                : isGrouped
                        ? "each class needs rows of two groups to tell how much they differ"
                        : "each class needs two rows to tell how much they differ";
    }

    static @Nullable String unsure(MulticlassPredictions predictions) {
        long fewest = Arrays.stream(predictions.independent()).min().orElse(0);
        return unsure(fewest, predictions.groups() != null);
    }

    static @Nullable String unsure(BinaryPredictions predictions) {
        return unsure(predictions.independent(), predictions.groups() != null);
    }

    /** The value, or the reason why it is null. */
    static Outcome<Double> orReason(@Nullable Double value, String reason) {
        return value == null ? Outcome.notAvailable(reason) : Outcome.of(value);
    }
}
