package io.assay.experiment;

import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.power.TwoProportionPower;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sampleratio.SampleRatio;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The checklist of a comparison of two conversion rates. */
final class ProportionChecks {

    static final String SAMPLE_RATIO = "sample_ratio";
    static final String SMALL_COUNTS = "small_counts";
    static final String MINIMUM_DETECTABLE_EFFECT = "minimum_detectable_effect";
    static final String BOTH_ARMS_SEEN = "both_arms_seen";

    /** Below this many conversions (or non-conversions) in an arm the z-test's level is off: see docs/validity.md. */
    static final long SMALL_COUNT = 10;

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
        String evidence = "%s units in control and %s in treatment where %s and %s were planned%s"
                .formatted(
                        Wording.count(ratio.arms().get(0).observed()),
                        Wording.count(ratio.arms().get(1).observed()),
                        Wording.count(ratio.arms().get(0).expected()),
                        Wording.count(ratio.arms().get(1).expected()),
                        p == null ? "" : " (" + Wording.pValue(p) + ")");
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

    Check smallCounts() {
        long smallest = smallestCount(table);
        String evidence = "the smallest of the four counts is " + Wording.count(smallest);
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

    static boolean hasSmallCounts(TwoByTwo table) {
        return smallestCount(table) < SMALL_COUNT;
    }

    private static long smallestCount(TwoByTwo table) {
        return LongStream.of(
                        table.control().successes(),
                        table.control().failures(),
                        table.treatment().successes(),
                        table.treatment().failures())
                .min()
                .orElseThrow();
    }

    /** What this many units can find: from the control rate and the sizes, never from the effect that was observed. */
    Check minimumDetectableEffect(boolean significant) {
        Double relative = relativeMinimumDetectableEffect();
        if (relative == null) {
            return new Check(
                    MINIMUM_DETECTABLE_EFFECT,
                    Status.UNKNOWN,
                    "no effect can be planned for from a control rate of "
                            + Wording.percent(table.control().rate()) + " at these sizes",
                    "Take the baseline from history and ask sample-size.");
        }
        String evidence = "with this many units a true lift of %s is found four times out of five"
                .formatted(Wording.signedPercent(relative));
        return significant
                ? new Check(MINIMUM_DETECTABLE_EFFECT, Status.PASS, evidence, null)
                : new Check(
                        MINIMUM_DETECTABLE_EFFECT,
                        Status.WARN,
                        evidence,
                        "Not significant is not the same as no effect: smaller lifts are easily missed. If they "
                                + "matter, plan for them with sample-size.");
    }

    private @Nullable Double relativeMinimumDetectableEffect() {
        Proportion control = table.control();
        if (control.successes() == 0 || control.failures() == 0 || alpha >= USUAL_POWER) {
            return null;
        }
        OptionalDouble increase = TwoProportionPower.minimumDetectableIncrease(
                control.rate(), (double) control.n(), (double) table.treatment().n(), alpha, USUAL_POWER);
        return increase.isPresent() ? (Double) (increase.getAsDouble() / control.rate()) : null;
    }

    /** An arm in which nothing ever happens, or always, is more often a logging fault than a finding. */
    Check bothArmsSeen() {
        String evidence = "%s of %s converted in control, %s of %s in treatment"
                .formatted(
                        Wording.count(table.control().successes()),
                        Wording.count(table.control().n()),
                        Wording.count(table.treatment().successes()),
                        Wording.count(table.treatment().n()));
        if (varies(table.control()) && varies(table.treatment())) {
            return new Check(BOTH_ARMS_SEEN, Status.PASS, evidence, null);
        }
        return new Check(
                BOTH_ARMS_SEEN,
                Status.WARN,
                evidence,
                "An arm has only one outcome: make sure that conversions are logged in both arms.");
    }

    private static boolean varies(Proportion arm) {
        return arm.successes() > 0 && arm.failures() > 0;
    }
}
