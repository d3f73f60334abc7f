package io.assay.statistics.classification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ROC curve: for each distinct score as a threshold, from the highest on, what share of the negatives and of the
 * positives is taken. Begins at (0, 0), where the threshold is above all scores. The same points as scikit-learn 1.9's
 * {@code roc_curve(drop_intermediate=False)}.
 *
 * @param falsePositiveRate ascending
 * @param truePositiveRate ascending
 * @param thresholds descending; the first is null, above all scores
 * @param pointsInAll how many points there are, of which the lists may hold fewer
 */
public record RocCurve(
        List<Double> falsePositiveRate,
        List<Double> truePositiveRate,
        List<@Nullable Double> thresholds,
        int pointsInAll) {

    /**
     * The curve; null where one of the classes has no row that counts.
     *
     * @param most how many points to keep, at least 2
     */
    public static @Nullable RocCurve of(BinaryPredictions predictions, int most) {
        if (!predictions.hasBothClasses()) {
            return null;
        }
        Steps steps = Steps.of(predictions);
        int n = steps.size() + 1;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 1; i < n; i++) {
            x[i] = steps.falsePositives(i - 1) / predictions.negativeWeight();
            y[i] = steps.truePositives(i - 1) / predictions.positiveWeight();
        }
        int[] kept = Thinning.along(x, y, most);
        List<@Nullable Double> thresholds = new ArrayList<>();
        for (int i : kept) {
            thresholds.add(i == 0 ? null : (Double) steps.threshold(i - 1));
        }
        return new RocCurve(Thinning.at(x, kept), Thinning.at(y, kept), Collections.unmodifiableList(thresholds), n);
    }
}
