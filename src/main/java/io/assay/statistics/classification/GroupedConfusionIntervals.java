package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.proportion.GroupedShare;
import io.assay.statistics.resampling.GroupedJackknife;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Of rows that come in groups, those of one alike; with their weights, where they have any. Shares by {@link GroupedShare},
 * the others by the delta method and {@link GroupedJackknife}.
 */
public final class GroupedConfusionIntervals implements RateIntervals {

    private static final int CELLS = 4;

    private final Confusion confusion;
    private final Confusion[] ofGroups;
    /** By cell: true positives, false positives, false negatives, true negatives. */
    private final double[] sums = new double[CELLS];

    private final double[] squares = new double[CELLS];

    /** Of each row. */
    private final int[] cells;

    private final double[] weights;
    private final int[] groups;
    private final double confidence;

    /**
     * Of the rows from a threshold on.
     *
     * @param predictions with groups
     */
    public GroupedConfusionIntervals(BinaryPredictions predictions, double threshold, double confidence) {
        this.confusion = Confusion.at(predictions, threshold);
        this.groups = Objects.requireNonNull(predictions.groups());
        this.confidence = confidence;
        int n = predictions.rows();
        this.cells = new int[n];
        this.weights = new double[n];
        int count = 0;
        for (int group : groups) {
            count = Math.max(count, group + 1);
        }
        double[][] ofGroup = new double[count][CELLS];
        int[] order = predictions.order();
        for (int place = 0; place < n; place++) {
            int cell = (predictions.positive()[place] ? 0 : 1) + (predictions.scores()[place] >= threshold ? 0 : 2);
            int row = order[place];
            cells[row] = cell;
            weights[row] = predictions.weight(place);
            ofGroup[groups[row]][cell] += weights[row];
            sums[cell] += weights[row];
            squares[cell] += weights[row] * weights[row];
        }
        this.ofGroups = new Confusion[count];
        for (int group = 0; group < count; group++) {
            ofGroups[group] = new Confusion(ofGroup[group][0], ofGroup[group][1], ofGroup[group][2], ofGroup[group][3]);
        }
    }

    @Override
    public Outcome<Interval> precision() {
        return share(Confusion::truePositives, one -> one.truePositives() + one.falsePositives(), 0, 1);
    }

    @Override
    public Outcome<Interval> recall() {
        return share(Confusion::truePositives, one -> one.truePositives() + one.falseNegatives(), 0, 2);
    }

    @Override
    public Outcome<Interval> specificity() {
        return share(Confusion::trueNegatives, one -> one.trueNegatives() + one.falsePositives(), 1, 3);
    }

    @Override
    public Outcome<Interval> accuracy() {
        return share(one -> one.truePositives() + one.trueNegatives(), Confusion::total, 0, 1, 2, 3);
    }

    @Override
    public Outcome<Interval> flagged() {
        return share(one -> one.truePositives() + one.falsePositives(), Confusion::total, 0, 1, 2, 3);
    }

    /** As of independent rows, from the share TP/(TP + FP + FN). */
    @Override
    public Outcome<Interval> f1() {
        return share(
                        Confusion::truePositives,
                        one -> one.truePositives() + one.falsePositives() + one.falseNegatives(),
                        0,
                        1,
                        2)
                .then(of -> Outcome.of(ConfusionIntervals.ofShare(of)));
    }

    /** value ± t se: a group's recall and specificity are no independent proportions. */
    @Override
    public Outcome<Interval> balancedAccuracy() {
        Double value = confusion.balancedAccuracy();
        Double recall = confusion.recall();
        Double specificity = confusion.specificity();
        if (value == null || recall == null || specificity == null) {
            return Outcome.notAvailable("there are rows of one class only");
        }
        double positives = confusion.truePositives() + confusion.falseNegatives();
        double negatives = confusion.falsePositives() + confusion.trueNegatives();
        return jackknife(
                        (1 - recall) / positives / 2,
                        -specificity / negatives / 2,
                        -recall / positives / 2,
                        (1 - specificity) / negatives / 2)
                .interval(value, value, confidence, 0, 1);
    }

    /** atanh(r) ± t se(r)/(1 - r²). */
    @Override
    public Outcome<Interval> matthews() {
        Double r = confusion.matthews();
        if (r == null) {
            return Outcome.notAvailable("rows are of one class only, or all are taken or none");
        }
        if (Math.abs(r) >= 1) {
            return Outcome.notAvailable("no row is wrong, or all are, which does not tell how sure that is");
        }
        double[] slopes = ConfusionIntervals.matthewsSlopes(confusion, r);
        double n = confusion.total();
        GroupedJackknife jackknife = jackknife(slopes[0] / n, slopes[1] / n, slopes[2] / n, slopes[3] / n);
        double least = Double.NEGATIVE_INFINITY;
        double most = Double.POSITIVE_INFINITY;
        double centre = Math.log((1 + r) / (1 - r)) / 2;
        return new GroupedJackknife(jackknife.standardError() / (1 - r * r), jackknife.groups())
                .interval(centre, Math.abs(centre), confidence, least, most)
                .then(of -> Outcome.of(new Interval(
                        Math.tanh(Objects.requireNonNull(of.lower())),
                        Math.tanh(Objects.requireNonNull(of.upper())),
                        confidence,
                        of.method())));
    }

    /** @param among cells that are the whole */
    private Outcome<Interval> share(ToDoubleFunction<Confusion> part, ToDoubleFunction<Confusion> whole, int... among) {
        double sum = 0;
        double square = 0;
        for (int cell : among) {
            sum += sums[cell];
            square += squares[cell];
        }
        double[] parts = new double[ofGroups.length];
        double[] wholes = new double[ofGroups.length];
        for (int group = 0; group < parts.length; group++) {
            parts[group] = part.applyAsDouble(ofGroups[group]);
            wholes[group] = whole.applyAsDouble(ofGroups[group]);
        }
        return GroupedShare.wilson(parts, wholes, sum * sum / square, confidence);
    }

    /** From how the value moves with the weight in each cell. */
    private GroupedJackknife jackknife(double byTp, double byFp, double byFn, double byTn) {
        double[] slopes = {byTp, byFp, byFn, byTn};
        double[] influences = new double[cells.length];
        for (int row = 0; row < influences.length; row++) {
            influences[row] = weights[row] * slopes[cells[row]];
        }
        return GroupedJackknife.of(influences, groups);
    }
}
