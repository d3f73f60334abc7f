package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.proportion.OneArmIntervals;
import io.assay.statistics.proportion.Proportion;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of the rates of a confusion table whose rows weigh the same.
 *
 * @param confusion whole counts
 * @param confidence of each interval
 */
public record ConfusionIntervals(Confusion confusion, double confidence) {

    /** Wilson's of TP among TP + FP. */
    public Outcome<Interval> precision() {
        return wilson(confusion.truePositives(), confusion.truePositives() + confusion.falsePositives());
    }

    /** Wilson's of TP among TP + FN. */
    public Outcome<Interval> recall() {
        return wilson(confusion.truePositives(), confusion.truePositives() + confusion.falseNegatives());
    }

    /** Wilson's of TN among TN + FP. */
    public Outcome<Interval> specificity() {
        return wilson(confusion.trueNegatives(), confusion.trueNegatives() + confusion.falsePositives());
    }

    /** Wilson's of TP + TN among all. */
    public Outcome<Interval> accuracy() {
        return wilson(confusion.truePositives() + confusion.trueNegatives(), confusion.total());
    }

    /** Wilson's of TP + FP among all. */
    public Outcome<Interval> flagged() {
        return wilson(confusion.truePositives() + confusion.falsePositives(), confusion.total());
    }

    /**
     * F1 = 2J/(1 + J) ascends in J = TP/(TP + FP + FN), a proportion of the rows that are positive or taken: Wilson's limits
     * of J, carried over.
     */
    public Outcome<Interval> f1() {
        double relevant = confusion.truePositives() + confusion.falsePositives() + confusion.falseNegatives();
        return wilson(confusion.truePositives(), relevant)
                .then(of -> limits(ofShare(of.lower()), ofShare(of.upper()), "wilson"));
    }

    private static double ofShare(@Nullable Double share) {
        return share == null ? Double.NaN : 2 * share / (1 + share);
    }

    /**
     * The mean of two independent proportions, with the distances of Wilson's limits squared and added. Source: Zou and
     * Donner (2008), "Construction of confidence limits about effect measures: a general approach", Statistics in Medicine
     * 27; Newcombe (1998).
     */
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
    public Outcome<Interval> matthews() {
        Double r = confusion.matthews();
        if (r == null) {
            return Outcome.notAvailable("rows are of one class only, or all are taken or none");
        }
        if (Math.abs(r) >= 1) {
            return Outcome.notAvailable("no row is wrong, or all are, which does not tell how sure that is");
        }
        double n = confusion.total();
        double tp = confusion.truePositives() / n;
        double fp = confusion.falsePositives() / n;
        double fn = confusion.falseNegatives() / n;
        double taken = tp + fp;
        double positive = tp + fn;
        double scale = Math.sqrt(taken * (1 - taken) * positive * (1 - positive));
        // r = (tp - taken positive)/scale with the shares adding up to 1; slopes by each cell, up to a common constant.
        double byTaken = -positive / scale - r * (1 - 2 * taken) / (2 * taken * (1 - taken));
        double byPositive = -taken / scale - r * (1 - 2 * positive) / (2 * positive * (1 - positive));
        double ofTp = 1 / scale + byTaken + byPositive;
        double mean = tp * ofTp + fp * byTaken + fn * byPositive;
        double square = tp * ofTp * ofTp + fp * byTaken * byTaken + fn * byPositive * byPositive;
        double se = Math.sqrt(Math.max(0, square - mean * mean) / n);
        double centre = Math.log((1 + r) / (1 - r)) / 2;
        double half = Normal.upperQuantile((1 - confidence) / 2) * se / (1 - r * r);
        return Double.isFinite(half)
                ? limits(Math.tanh(centre - half), Math.tanh(centre + half), "fisher_delta")
                : Outcome.notAvailable("rows are of one class only, or all are taken or none");
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
