package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.proportion.OneArmIntervals;
import io.assay.statistics.proportion.Proportion;

/**
 * Of rows that are independent and weigh the same.
 *
 * @param confusion whole counts
 * @param confidence of each interval
 */
public record ConfusionIntervals(Confusion confusion, double confidence) implements RateIntervals {

    /** Wilson's of TP among TP + FP. */
    @Override
    public Outcome<Interval> precision() {
        return wilson(confusion.truePositives(), confusion.truePositives() + confusion.falsePositives());
    }

    /** Wilson's of TP among TP + FN. */
    @Override
    public Outcome<Interval> recall() {
        return wilson(confusion.truePositives(), confusion.truePositives() + confusion.falseNegatives());
    }

    /** Wilson's of TN among TN + FP. */
    @Override
    public Outcome<Interval> specificity() {
        return wilson(confusion.trueNegatives(), confusion.trueNegatives() + confusion.falsePositives());
    }

    /** Wilson's of TP + TN among all. */
    @Override
    public Outcome<Interval> accuracy() {
        return wilson(confusion.truePositives() + confusion.trueNegatives(), confusion.total());
    }

    /** Wilson's of TP + FP among all. */
    @Override
    public Outcome<Interval> flagged() {
        return wilson(confusion.truePositives() + confusion.falsePositives(), confusion.total());
    }

    /**
     * F1 = 2J/(1 + J) ascends in J = TP/(TP + FP + FN), a proportion of the rows that are positive or taken: Wilson's limits
     * of J, carried over.
     */
    @Override
    public Outcome<Interval> f1() {
        double relevant = confusion.truePositives() + confusion.falsePositives() + confusion.falseNegatives();
        return wilson(confusion.truePositives(), relevant).then(of -> Outcome.of(ofShare(of)));
    }

    /** 2J/(1 + J) of both limits. */
    static Interval ofShare(Interval share) {
        Double lower = share.lower();
        Double upper = share.upper();
        return new Interval(
                lower == null ? null : (Double) (2 * lower / (1 + lower)),
                upper == null ? null : (Double) (2 * upper / (1 + upper)),
                share.level(),
                share.method());
    }

    /**
     * The mean of two independent proportions, with the distances of Wilson's limits squared and added. Source: Zou and
     * Donner (2008), "Construction of confidence limits about effect measures: a general approach", Statistics in Medicine
     * 27; Newcombe (1998).
     */
    @Override
    public Outcome<Interval> balancedAccuracy() {
        Double value = confusion.balancedAccuracy();
        Double recall = confusion.recall();
        Double specificity = confusion.specificity();
        if (value == null || recall == null || specificity == null) {
            return Outcome.notAvailable("there are rows of one class only");
        }
        return recall().then(of -> specificity().then(other -> {
            double below = Math.hypot(recall - least(of), specificity - least(other)) / 2;
            double above = Math.hypot(most(of) - recall, most(other) - specificity) / 2;
            return limits(value - below, value + above, "square_and_add");
        }));
    }

    private static double least(Interval interval) {
        Double lower = interval.lower();
        return lower == null ? 0 : lower;
    }

    private static double most(Interval interval) {
        Double upper = interval.upper();
        return upper == null ? 1 : upper;
    }

    /**
     * Matthews' correlation on Fisher's scale, atanh(r) ± z se(r)/(1 - r²), with se² = (Σ p g² - (Σ p g)²)/n, g the slopes
     * of r by the shares p of the four cells. Source: the delta method for a multinomial sample, Bishop, Fienberg and
     * Holland, "Discrete Multivariate Analysis" (1975), section 14.6.
     */
    @Override
    public Outcome<Interval> matthews() {
        Double r = confusion.matthews();
        if (r == null) {
            return Outcome.notAvailable("rows are of one class only, or all are taken or none");
        }
        if (Math.abs(r) >= 1) {
            return Outcome.notAvailable("no row is wrong, or all are, which does not tell how sure that is");
        }
        double n = confusion.total();
        double[] slopes = matthewsSlopes(confusion, r);
        double[] counts = {
            confusion.truePositives(), confusion.falsePositives(), confusion.falseNegatives(), confusion.trueNegatives()
        };
        double square = 0;
        for (int cell = 0; cell < slopes.length; cell++) {
            square += counts[cell] / n * slopes[cell] * slopes[cell];
        }
        double half = Normal.upperQuantile((1 - confidence) / 2) * Math.sqrt(square / n) / (1 - r * r);
        double centre = Math.log((1 + r) / (1 - r)) / 2;
        return Double.isFinite(half)
                ? limits(Math.tanh(centre - half), Math.tanh(centre + half), "fisher_delta")
                : Outcome.notAvailable("rows are of one class only, or all are taken or none");
    }

    /** How r moves with the share of TP, FP, FN and TN, less the mean of that over the rows, which proportions have to be. */
    static double[] matthewsSlopes(Confusion confusion, double r) {
        double n = confusion.total();
        double tp = confusion.truePositives() / n;
        double fp = confusion.falsePositives() / n;
        double fn = confusion.falseNegatives() / n;
        double taken = tp + fp;
        double positive = tp + fn;
        double scale = Math.sqrt(taken * (1 - taken) * positive * (1 - positive));
        // r = (tp - taken positive)/scale with the shares adding up to 1.
        double byTaken = -positive / scale - r * (1 - 2 * taken) / (2 * taken * (1 - taken));
        double byPositive = -taken / scale - r * (1 - 2 * positive) / (2 * positive * (1 - positive));
        double ofTp = 1 / scale + byTaken + byPositive;
        double mean = tp * ofTp + fp * byTaken + fn * byPositive;
        return new double[] {ofTp - mean, byTaken - mean, byPositive - mean, -mean};
    }

    private Outcome<Interval> wilson(double part, double whole) {
        return whole > 0
                ? Outcome.of(
                        OneArmIntervals.wilson(new Proportion(Math.round(part), Math.round(whole)), 1 - confidence))
                : Outcome.notAvailable("there is no row to take a share of");
    }

    private Outcome<Interval> limits(double lower, double upper, String method) {
        return Outcome.of(new Interval(lower, upper, confidence, method));
    }
}
