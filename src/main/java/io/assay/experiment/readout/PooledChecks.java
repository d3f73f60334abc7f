package io.assay.experiment.readout;

import io.assay.experiment.ProportionChecks;
import io.assay.experiment.Wording;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.check.HeavyTails;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a metric that can be made while blinded: from all arms together and the arms' shares of the units. Those of
 * {@link MetricChecks} that need an effect or an arm's own value (minimum detectable effect, winner's curse, Twyman's law)
 * wait for a look.
 */
final class PooledChecks {

    private static final String HEAVY_TAILS = "heavy_tails";

    private final PooledMetric pooled;
    private final Units units;
    private final @Nullable MissingUnits missing;
    private final @Nullable String withheld;

    /**
     * @param withheld why nothing is shown that hangs on the values; null where it is
     */
    PooledChecks(PooledMetric pooled, Units units, @Nullable MissingUnits missing, @Nullable String withheld) {
        this.withheld = withheld;
        this.missing = missing;
        this.pooled = pooled;
        this.units = units;
    }

    List<Check> all() {
        MetricInput metric = pooled.metric();
        List<Check> checks = new ArrayList<>();
        if (missing != null) {
            checks.add(missing.blinded(withheld == null));
        }
        checks.add(everyArmSeen());
        if (metric.kind() == MetricKind.PROPORTION) {
            checks.add(smallCounts());
        }
        if (metric.kind() == MetricKind.MEAN
                || (metric.kind() == MetricKind.COUNT && metric.metric() instanceof Metric.Mean)) {
            MetricInput.Skewness skewness = metric.skewness();
            checks.add(
                    withheld == null
                            ? HeavyTails.check(
                                    Math.round(smallestArm()), skewness == null ? null : skewness.ofAllArms())
                            : new Check(HEAVY_TAILS, Status.UNKNOWN, withheld, null));
        }
        return checks;
    }

    /** Whether they differ within each arm would say of an arm that it had no success, or only those. */
    private Check everyArmSeen() {
        boolean units = this.units.perArm().stream().allMatch(arm -> arm >= 2);
        ArmEstimate estimate = pooled.estimate().valueOrNull();
        boolean differ = pooled.metric().kind() == MetricKind.QUANTILE
                ? pooled.n() >= 2
                : estimate != null && estimate.baseVariance() > 0;
        return units && differ
                ? new Check(
                        ProportionChecks.BOTH_ARMS_SEEN,
                        Status.PASS,
                        "every arm has units, and values differ over all of them; whether they do within every arm is "
                                + "not said while blinded",
                        null)
                : new Check(
                        ProportionChecks.BOTH_ARMS_SEEN,
                        Status.WARN,
                        "an arm has too few units, or there is only one value in all",
                        "Make sure that it is logged in every arm.");
    }

    /** Cochran's rule: what the smallest arm can expect at the rate of all. */
    private Check smallCounts() {
        String id = "small_counts";
        if (withheld != null) {
            return new Check(id, Status.UNKNOWN, withheld, null);
        }
        ArmEstimate estimate = pooled.estimate().valueOrNull();
        if (estimate == null) {
            return new Check(id, Status.UNKNOWN, "too few units were observed", null);
        }
        double smallest = smallestArm() * Math.min(estimate.base(), 1 - estimate.base());
        String evidence = "at the rate of all arms together the smallest count of an arm is expected to be "
                + Wording.digits(smallest);
        return smallest >= ProportionChecks.SMALL_COUNT
                ? new Check(id, Status.PASS, evidence, null)
                : new Check(
                        id,
                        Status.WARN,
                        evidence,
                        "Normal approximations are poor here: ask for test fisher, barnard or boschloo, and for always_valid "
                                + "beta_binomial.");
    }

    /** By the arms' shares of the units of the experiment, since the metric's own by arm could be an outcome. */
    private double smallestArm() {
        double total = units.total();
        double smallest =
                units.perArm().stream().mapToLong(Long::longValue).min().orElse(0);
        return total == 0 ? 0 : pooled.n() * (smallest / total);
    }
}
