package io.assay.experiment.readout;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two arms held against each other on one metric: what every inference starts from.
 *
 * @param metric what is compared
 * @param arm index of the arm of interest
 * @param against index of the arm that it is compared with
 * @param share of all units that the two were to get
 * @param alpha level at which a mean must differ from 0 for an effect to be relative to it
 * @param comparison the arms' estimates
 * @param absolute the effect in the metric's units
 * @param relative the effect relative to the mean of {@code against}
 * @param table the counts behind it, where they are all there is; null otherwise
 * @param unadjustedBecause why the adjustment that was asked for could not be made; null where it was
 */
record Contrast(
        MetricInput metric,
        int arm,
        int against,
        double share,
        double alpha,
        Comparison comparison,
        Outcome<Estimate> absolute,
        Outcome<Estimate> relative,
        @Nullable TwoByTwo table,
        @Nullable String unadjustedBecause) {

    /**
     * @param weights of all arms together
     */
    static Outcome<Contrast> of(ReadoutInput input, MetricInput metric, int arm, int against, double weights) {
        double share =
                (input.arms().get(arm).weight() + input.arms().get(against).weight()) / weights;
        Outcome<Comparison> adjusted = compare(input, metric, metric.adjustment(), arm, against);
        String reason = adjusted.reasonOrNull();
        boolean retry = reason != null && !(metric.adjustment() instanceof Adjustment.None);
        Outcome<Comparison> compared = retry ? compare(input, metric, new Adjustment.None(), arm, against) : adjusted;
        return compared.then(comparison -> Outcome.of(new Contrast(
                metric,
                arm,
                against,
                share,
                input.alpha(),
                comparison,
                Estimates.absolute(comparison),
                Estimates.relative(comparison, input.alpha()),
                table(metric, arm, against),
                retry ? reason : null)));
    }

    private static Outcome<Comparison> compare(
            ReadoutInput input, MetricInput metric, Adjustment adjustment, int arm, int against) {
        try {
            return Comparisons.compare(
                    metric.metric(),
                    adjustment,
                    metric.data().get(against),
                    metric.data().get(arm));
        } catch (InvalidInputException impossible) {
            throw new InvalidInputException(
                    "metrics/" + input.metrics().indexOf(metric) + "/data",
                    impossible.parameter() + " " + impossible.detail());
        }
    }

    private static @Nullable TwoByTwo table(MetricInput metric, int arm, int against) {
        List<Proportion> counts = metric.counts();
        return counts == null || !(metric.adjustment() instanceof Adjustment.None)
                ? null
                : new TwoByTwo(counts.get(against), counts.get(arm));
    }

    Outcome<Estimate> estimate(Scale scale) {
        return switch (scale) {
            case ABSOLUTE -> absolute;
            case RELATIVE -> relative;
        };
    }

    /** The effect measured from the null hypothesis; a relative margin is tested without dividing by the mean. */
    Outcome<Estimate> beyond(Hypothesis hypothesis) {
        double nullEffect = hypothesis.nullEffect();
        return switch (hypothesis.scale()) {
            case RELATIVE -> Estimates.beyondShare(comparison, nullEffect);
            case ABSOLUTE -> absolute.then(estimate -> Outcome.of(estimate.shifted(-nullEffect)));
        };
    }

    /**
     * How limits on the relative scale are found, where the metric does not say. The margin of a guardrail is tested without
     * dividing by the control mean, and Fieller's limits are what that test leaves.
     */
    RelativeMethod relativeMethodOr(RelativeMethod usual) {
        if (metric.role() == Role.GUARDRAIL) {
            return RelativeMethod.FIELLER;
        }
        return metric.relativeMethod() == null ? usual : metric.relativeMethod();
    }

    /** The same with one variance for both arms, for Student's test. */
    Outcome<Contrast> withEqualVariances() {
        return comparison
                .withEqualVariances()
                .then(pooled -> Outcome.of(new Contrast(
                        metric,
                        arm,
                        against,
                        share,
                        alpha,
                        pooled,
                        Estimates.absolute(pooled),
                        Estimates.relative(pooled, alpha),
                        table,
                        unadjustedBecause)));
    }

    /** The fixed-horizon test that serves it: the one asked for where it can be had. */
    FixedTest fixedTest() {
        FixedTest asked = metric.test();
        if (asked == null) {
            return table == null ? FixedTest.WELCH : FixedTest.SCORE;
        }
        return asked.needsTable() && table == null ? FixedTest.WELCH : asked;
    }

    /** Whether a change of this sign is the good one. */
    boolean isGood(double effect) {
        return switch (metric.direction()) {
            case INCREASE -> effect > 0;
            case DECREASE -> effect < 0;
        };
    }
}
