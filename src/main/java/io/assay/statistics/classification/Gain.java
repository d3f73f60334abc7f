package io.assay.statistics.classification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gain and lift: rows sorted by score, the highest first, and cut into parts of equal weight. Rows of one score that a cut
 * goes through are shared out as if in random order, so that no number depends on the order in which they came.
 *
 * @param part from 1, the highest scores
 * @param lowestScore the lowest score in it
 * @param rows rows, or their weight, in this part
 * @param positives of them positive
 * @param rate positives/rows
 * @param lift rate over that of all rows; null without positives
 * @param gain share of all positives that are in this part or above; null without positives
 * @param cumulativeLift rate of this part and those above over that of all rows; null without positives
 */
public record Gain(
        int part,
        double lowestScore,
        double rows,
        double positives,
        double rate,
        @Nullable Double lift,
        @Nullable Double gain,
        @Nullable Double cumulativeLift) {

    /**
     * The parts, the highest scores first.
     *
     * @param parts how many; where there are fewer rows, as many as there are rows
     */
    public static List<Gain> of(BinaryPredictions predictions, int parts) {
        Steps steps = Steps.of(predictions);
        int count = Math.min(parts, predictions.rows());
        double total = predictions.totalWeight();
        double all = predictions.positiveWeight();
        List<Gain> gains = new ArrayList<>();
        double found = 0;
        int step = 0;
        for (int part = 1; part <= count; part++) {
            double cut = part == count ? total : total * part / count;
            while (step < steps.size() - 1 && taken(steps, step) < cut) {
                step++;
            }
            double until = part == count ? all : positivesUntil(steps, step, cut);
            double rows = cut - total * (part - 1) / count;
            double positives = until - found;
            found = until;
            boolean any = all > 0;
            gains.add(new Gain(
                    part,
                    steps.threshold(step),
                    rows,
                    positives,
                    positives / rows,
                    any ? (Double) (positives / rows * total / all) : null,
                    any ? (Double) (until / all) : null,
                    any ? (Double) (until / cut * total / all) : null));
        }
        return List.copyOf(gains);
    }

    private static double taken(Steps steps, int step) {
        return steps.truePositives(step) + steps.falsePositives(step);
    }

    /** Positives among the first {@code cut} rows, the last of which are among those of {@code step}. */
    private static double positivesUntil(Steps steps, int step, double cut) {
        double rowsBefore = step == 0 ? 0 : taken(steps, step - 1);
        double before = step == 0 ? 0 : steps.truePositives(step - 1);
        double here = steps.truePositives(step) - before;
        return before + here * (cut - rowsBefore) / (taken(steps, step) - rowsBefore);
    }
}
