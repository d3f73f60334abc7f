package io.assay.experiment.readout;

import io.assay.experiment.ProportionChecks;
import io.assay.experiment.Wording;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.check.HeavyTails;
import io.assay.statistics.check.Twyman;
import io.assay.statistics.check.WinnersCurse;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.moments.ArmEstimate;
import io.assay.statistics.moments.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The part of the checklist that is about one metric. */
final class MetricChecks {

    private static final double POWER = 0.8;
    private static final double Z_OF_POWER = Normal.quantile(POWER);
    /** Planned effect over standard error below which the exaggeration says no more than that there is no power. */
    private static final double SMALLEST_SHIFT = 1e-3;

    private final MetricInput metric;
    private final List<Contrast> contrasts;
    private final @Nullable MissingUnits missing;

    MetricChecks(MetricInput metric, List<Contrast> contrasts, @Nullable MissingUnits missing) {
        this.metric = metric;
        this.contrasts = contrasts;
        this.missing = missing;
    }

    /**
     * @param results under the inference that may be acted on, of the contrasts in their order
     */
    List<Check> all(List<InferenceReadout> results) {
        List<Check> checks = new ArrayList<>();
        if (missing != null) {
            checks.add(missing.check());
        }
        if (metric.role() == Role.PRIMARY) {
            checks.add(minimumDetectableEffect(results));
            checks.add(winnersCurse(results));
        }
        checks.add(everyArmSeen());
        if (metric.kind() == MetricKind.PROPORTION) {
            checks.add(smallCounts());
        }
        if (metric.kind() == MetricKind.MEAN
                || (metric.kind() == MetricKind.COUNT && metric.metric() instanceof Metric.Mean)) {
            checks.add(heavyTails());
        }
        if (metric.role() == Role.PRIMARY || metric.plausibleLift() != null) {
            checks.add(Twyman.check(largestLift(), metric.plausibleLift()));
        }
        return checks;
    }

    /** From the interval that may be acted on, never from the effect. */
    private Check minimumDetectableEffect(List<InferenceReadout> results) {
        String id = "minimum_detectable_effect";
        double largest = 0;
        for (int i = 0; i < results.size(); i++) {
            Double detectable = detectable(results.get(i), contrasts.get(i));
            if (detectable == null) {
                return new Check(
                        id, Status.UNKNOWN, "there is no relative effect with a two-sided interval to plan from", null);
            }
            largest = Math.max(largest, detectable);
        }
        if (results.isEmpty()) {
            return new Check(id, Status.UNKNOWN, "nothing was compared", null);
        }
        String evidence = "read now, a lift of " + Wording.percent(largest) + " is found four times out of five";
        Double planned = metric.plannedLift();
        if (planned == null) {
            return new Check(id, Status.UNKNOWN, evidence, "Send the minimum_detectable_effect that was planned.");
        }
        String found = evidence + "; " + Wording.percent(planned) + " was planned";
        return largest <= planned * (1 + 1e-9)
                ? new Check(id, Status.PASS, found, null)
                : new Check(
                        id,
                        Status.WARN,
                        found,
                        "Not significant is not the same as no effect: an effect of the planned size may well be missed.");
    }

    /** Relative to the mean compared with, at the standard error that no effect would have had: not at the observed one. */
    private static @Nullable Double detectable(InferenceReadout result, Contrast contrast) {
        Double critical = criticalZ(result, contrast);
        Double spread = relativeSpread(contrast);
        return critical == null || spread == null ? null : (Double) ((critical + Z_OF_POWER) * spread);
    }

    /** Standard errors from the estimate to a limit of the interval; null where that is not two-sided. */
    private static @Nullable Double criticalZ(InferenceReadout result, Contrast contrast) {
        Effect absolute = result.absolute();
        Estimate estimate = contrast.absolute().valueOrNull();
        return absolute == null || estimate == null || absolute.lower() == null || absolute.upper() == null
                ? null
                : (Double) ((absolute.upper() - absolute.lower()) / 2 / estimate.standardError());
    }

    /** Standard error of the effect over the mean compared with; null where an effect relative to it has no meaning. */
    private static @Nullable Double relativeSpread(Contrast contrast) {
        Estimate estimate = contrast.absolute().valueOrNull();
        return estimate == null || contrast.relative().valueOrNull() == null
                ? null
                : (Double) (estimate.standardError() / Math.abs(estimate.controlMean()));
    }

    /** Of the arm where it is worst. */
    private Check winnersCurse(List<InferenceReadout> results) {
        Double planned = metric.plannedLift();
        WinnersCurse worst = null;
        for (int i = 0; planned != null && i < results.size(); i++) {
            Double spread = relativeSpread(contrasts.get(i));
            Double level = level(results.get(i), contrasts.get(i));
            if (spread != null && level != null && planned >= SMALLEST_SHIFT * spread) {
                WinnersCurse curse = WinnersCurse.of(planned, spread, level);
                worst = worst == null || curse.exaggeration() > worst.exaggeration() ? curse : worst;
            }
        }
        return worst == null
                ? new Check(
                        "winners_curse",
                        Status.UNKNOWN,
                        "there is no planned effect, or nothing to hold it against",
                        "Send the minimum_detectable_effect that was planned.")
                : worst.check();
    }

    /** Of a fixed-horizon test as hard to pass as this inference is today; null where it cannot be passed. */
    private static @Nullable Double level(InferenceReadout result, Contrast contrast) {
        if (result.absolute() == null) {
            return null;
        }
        Double critical = criticalZ(result, contrast);
        return critical == null
                ? result.testedAt()
                : (Double) Math.max(2 * Normal.survival(critical), Double.MIN_VALUE);
    }

    private Check smallCounts() {
        boolean small = contrasts.stream().anyMatch(MetricChecks::hasSmallCounts);
        return small
                ? new Check(
                        "small_counts",
                        Status.WARN,
                        "fewer than " + ProportionChecks.SMALL_COUNT
                                + " units had it, or had it not, in one of the arms",
                        "Ask for test fisher, barnard or boschloo, and for always_valid beta_binomial; normal "
                                + "approximations are poor here.")
                : new Check(
                        "small_counts",
                        Status.PASS,
                        "at least " + ProportionChecks.SMALL_COUNT + " units had it, and had it not, in every arm",
                        null);
    }

    /** Of adjusted proportions and of strata as well, whose counts are the arms' unadjusted rates times their units. */
    private static boolean hasSmallCounts(Contrast contrast) {
        return contrast.table() != null
                ? ProportionChecks.hasSmallCounts(contrast.table())
                : smallestCount(contrast.comparison().control()) < ProportionChecks.SMALL_COUNT
                        || smallestCount(contrast.comparison().treatment()) < ProportionChecks.SMALL_COUNT;
    }

    private static double smallestCount(ArmEstimate arm) {
        return arm.n() * Math.min(arm.base(), 1 - arm.base());
    }

    private Check everyArmSeen() {
        boolean compared = contrasts.size() == metric.data().size() - 1;
        boolean seen = compared
                && contrasts.stream()
                        .map(Contrast::comparison)
                        .allMatch(comparison -> comparison.control().baseVariance() > 0
                                && comparison.treatment().baseVariance() > 0);
        return seen
                ? new Check(ProportionChecks.BOTH_ARMS_SEEN, Status.PASS, "values differ within every arm", null)
                : new Check(
                        ProportionChecks.BOTH_ARMS_SEEN,
                        Status.WARN,
                        "an arm has too few units, or only one value",
                        "Make sure that it is logged in every arm.");
    }

    private Check heavyTails() {
        long smallest = metric.data().stream().mapToLong(Units::behind).min().orElse(0);
        return HeavyTails.check(
                smallest, metric.skewness() == null ? null : metric.skewness().largestOfArms());
    }

    private @Nullable Double largestLift() {
        return contrasts.stream()
                .map(contrast -> contrast.relative().valueOrNull())
                .filter(Objects::nonNull)
                .map(Estimate::effect)
                .max(Comparator.comparingDouble(Math::abs))
                .orElse(null);
    }
}
