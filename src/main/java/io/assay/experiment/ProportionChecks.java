package io.assay.experiment;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import io.assay.statistics.power.TwoProportionPower;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The checklist of a comparison of two conversion rates; public for its rule of small counts and its names. */
public final class ProportionChecks {

    static final String SAMPLE_RATIO = "sample_ratio";
    static final String SMALL_COUNTS = "small_counts";
    static final String MINIMUM_DETECTABLE_EFFECT = "minimum_detectable_effect";
    public static final String BOTH_ARMS_SEEN = "both_arms_seen";

    /** Where fewer conversions, or units without one, are expected the z-test's level is off: see docs/validity.md. */
    public static final long SMALL_COUNT = 10;

    private static final double USUAL_POWER = 0.8;

    private final TwoByTwo table;
    private final double alpha;

    ProportionChecks(TwoByTwo table, double alpha) {
        this.table = table;
        this.alpha = alpha;
    }

    Check sampleRatio(List<Double> weights) {
        SampleRatio ratio = SampleRatio.once(
                new Look(List.of(table.control().n(), table.treatment().n()), weights));
        Double p = ratio.decidingPValue();
        SampleRatio.Arm control = ratio.arms().get(0);
        SampleRatio.Arm treatment = ratio.arms().get(1);
        String evidence = Wording.count(control.observed()) + " units in control and "
                + Wording.count(treatment.observed()) + " in treatment where " + Wording.count(control.expected())
                + " and " + Wording.count(treatment.expected()) + " were planned"
                + (p == null ? "" : " (" + Wording.pValue(p) + ")");
        return switch (ratio.verdict()) {
            case PASS -> new Check(SAMPLE_RATIO, Status.PASS, evidence, null);
            case WARN ->
                new Check(
                        SAMPLE_RATIO,
                        Status.WARN,
                        evidence,
                        "Look at how units are assigned and logged before you act; if the split was not planned to be "
                                + "equal, send weights.");
            case FAIL ->
                new Check(
                        SAMPLE_RATIO,
                        Status.FAIL,
                        evidence,
                        "Do not act on this result: units were lost or assigned wrongly, and whoever is missing may differ "
                                + "from whoever stayed. If the split was not planned to be equal, send weights.");
        };
    }

    /** Cochran's rule: the approximation depends on what the arms could expect under equal rates, not on what they got. */
    Check smallCounts() {
        double smallest = smallestExpected(table);
        String evidence = "at the rate of both arms together the smallest of the four counts is expected to be "
                + Wording.digits(smallest);
        if (smallest >= SMALL_COUNT) {
            return new Check(SMALL_COUNTS, Status.PASS, evidence, null);
        }
        Double exact = FisherExact.pValue(table);
        return new Check(
                SMALL_COUNTS,
                Status.WARN,
                evidence + (exact == null ? "" : "; Fisher's exact test gives " + Wording.pValue(exact)),
                "Read difference_ci and lift_ci, and the exact tests of the two-by-two calculator.");
    }

    private static double smallestExpected(TwoByTwo table) {
        return (double) Math.min(table.control().n(), table.treatment().n())
                * Math.min(table.pooledRate(), table.pooledFailureRate());
    }

    /** Whether a count, observed or expected, is too small for methods that take each arm's variance from itself. */
    public static boolean hasSmallCounts(TwoByTwo table) {
        long observed = Math.min(
                Math.min(table.control().successes(), table.control().failures()),
                Math.min(table.treatment().successes(), table.treatment().failures()));
        return observed < SMALL_COUNT || smallestExpected(table) < SMALL_COUNT;
    }

    /** What this many units can find: from the control rate and the sizes, never from the effect that was observed. */
    Check minimumDetectableEffect(boolean significant, Interval differenceCi) {
        Proportion control = table.control();
        if (alpha >= USUAL_POWER) {
            return unknownEffect(
                    "at this alpha the test rejects more often than four times out of five without any effect");
        }
        if (!varies(control)) {
            return unknownEffect(
                    "the control rate is " + Wording.percent(control.rate()) + ", from which nothing can be planned");
        }
        double n = (double) control.n();
        double treatmentN = (double) table.treatment().n();
        Double rise =
                orNull(TwoProportionPower.minimumDetectableIncrease(control.rate(), n, treatmentN, alpha, USUAL_POWER));
        Double fall =
                orNull(TwoProportionPower.minimumDetectableDecrease(control.rate(), n, treatmentN, alpha, USUAL_POWER));
        String evidence = "four times out of five this many units find " + found("a lift of +", rise) + ", and "
                + found("one of -", fall);
        if (significant) {
            Double detectable = table.difference() > 0 ? rise : fall;
            return detectable != null && Math.abs(table.difference()) >= detectable
                    ? new Check(MINIMUM_DETECTABLE_EFFECT, Status.PASS, evidence, null)
                    : new Check(
                            MINIMUM_DETECTABLE_EFFECT,
                            Status.WARN,
                            evidence + "; the observed effect is smaller",
                            "Significant results of a test that is too small for its effect exaggerate it: expect the true "
                                    + "lift nearer to 0, and plan the next experiment with sample-size.");
        }
        boolean ruledOut = rise != null
                && fall != null
                && differenceCi.lower() != null
                && differenceCi.upper() != null
                && differenceCi.lower() > -fall
                && differenceCi.upper() < rise;
        return ruledOut
                ? new Check(
                        MINIMUM_DETECTABLE_EFFECT,
                        Status.PASS,
                        evidence + "; the interval rules out effects of that size",
                        null)
                : new Check(
                        MINIMUM_DETECTABLE_EFFECT,
                        Status.WARN,
                        evidence,
                        "Not significant is not the same as no effect: the interval still holds effects of that size. If "
                                + "smaller ones matter, plan for them with sample-size.");
    }

    private static Check unknownEffect(String reason) {
        return new Check(
                MINIMUM_DETECTABLE_EFFECT,
                Status.UNKNOWN,
                reason,
                "Take the baseline from history and ask sample-size.");
    }

    private String found(String lift, @Nullable Double difference) {
        return difference == null
                ? "no " + (lift.endsWith("+") ? "rise" : "fall") + " at all"
                : lift + Wording.percent(difference / table.control().rate());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    /** An arm in which nothing ever happens, or always, is more often a logging fault than a finding. */
    Check bothArmsSeen() {
        String evidence =
                converted(table.control()) + " converted in control, " + converted(table.treatment()) + " in treatment";
        if (varies(table.control()) && varies(table.treatment())) {
            return new Check(BOTH_ARMS_SEEN, Status.PASS, evidence, null);
        }
        return new Check(
                BOTH_ARMS_SEEN,
                Status.WARN,
                evidence,
                "An arm has only one outcome: make sure that conversions are logged in both arms.");
    }

    private static String converted(Proportion arm) {
        return Wording.count(arm.successes()) + " of " + Wording.count(arm.n());
    }

    private static boolean varies(Proportion arm) {
        return arm.successes() > 0 && arm.failures() > 0;
    }
}
