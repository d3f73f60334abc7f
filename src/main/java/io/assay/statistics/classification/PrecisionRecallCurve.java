package io.assay.statistics.classification;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The precision-recall curve: for each distinct score as a threshold, from the lowest on, precision and recall of what is
 * taken. Ends at precision 1 and recall 0, where nothing is taken, which has no threshold. The same points as
 * scikit-learn 1.9's {@code precision_recall_curve(drop_intermediate=False)}.
 *
 * @param precision of each point
 * @param recall descending
 * @param thresholds ascending; the last is null
 * @param pointsInAll how many points there are, of which the lists may hold fewer
 */
public record PrecisionRecallCurve(
        List<Double> precision, List<Double> recall, List<@Nullable Double> thresholds, int pointsInAll) {

    /**
     * The curve; null without a positive row that counts.
     *
     * @param most how many points to keep, at least 2
     */
    public static @Nullable PrecisionRecallCurve of(BinaryPredictions predictions, int most) {
        if (!(predictions.positiveWeight() > 0)) {
            return null;
        }
        Steps steps = Steps.of(predictions);
        int last = steps.size();
        double[] x = new double[last + 1];
        double[] y = new double[last + 1];
        for (int i = 0; i < last; i++) {
            int step = last - 1 - i;
            double taken = steps.truePositives(step) + steps.falsePositives(step);
            x[i] = steps.truePositives(step) / predictions.positiveWeight();
            y[i] = taken > 0 ? steps.truePositives(step) / taken : 0;
        }
        y[last] = 1;
        int[] kept = Thinning.along(x, y, most);
        List<@Nullable Double> thresholds = new ArrayList<>();
        for (int i : kept) {
            thresholds.add(i == last ? null : (Double) steps.threshold(last - 1 - i));
        }
        return new PrecisionRecallCurve(
                Thinning.at(y, kept), Thinning.at(x, kept), Collections.unmodifiableList(thresholds), last + 1);
    }
}
