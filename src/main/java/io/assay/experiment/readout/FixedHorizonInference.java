package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.proportion.Barnard;
import io.assay.statistics.proportion.Boschloo;
import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.LiftIntervals;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.ScoreTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import org.jspecify.annotations.Nullable;

/** The fixed-horizon test of a metric, {@link FixedTest}, with the intervals that go with it. */
final class FixedHorizonInference implements Inference {

    private static final String SAME_OUTCOME = "every unit had the same outcome, so that nothing varies";

    /** The last one; it serves both scales of a contrast. */
    private @Nullable Critical critical;

    private record Critical(
            double degreesOfFreedom, Alternative alternative, Reference reference, double alpha, double value) {

        boolean is(double degrees, Alternative ofAlternative, Reference ofReference, double ofAlpha) {
            return degreesOfFreedom == degrees
                    && alternative == ofAlternative
                    && reference == ofReference
                    && alpha == ofAlpha;
        }
    }

    @Override
    public InferenceKind kind() {
        return InferenceKind.FIXED_HORIZON;
    }

    @Override
    public Outcome<Double> pValue(Contrast contrast, Hypothesis hypothesis) {
        FixedTest test = contrast.fixedTest();
        TwoByTwo table = contrast.table();
        if (table != null && test.needsTable()) {
            return tablePValue(table, test, hypothesis);
        }
        return forTest(contrast, test)
                .then(compared -> compared.beyond(hypothesis))
                .then(estimate ->
                        Outcome.of(FixedHorizon.pValue(estimate, 0, hypothesis.alternative(), reference(test))));
    }

    private static Outcome<Double> tablePValue(TwoByTwo table, FixedTest test, Hypothesis hypothesis) {
        boolean exact = test == FixedTest.FISHER || test == FixedTest.BARNARD || test == FixedTest.BOSCHLOO;
        if (hypothesis.nullEffect() == 0 && exact) {
            if (hypothesis.alternative() != Alternative.TWO_SIDED) {
                return Outcome.notAvailable("the exact tests are two-sided");
            }
            Double p = switch (test) {
                case FISHER -> FisherExact.pValue(table);
                case BARNARD -> Barnard.pValue(table);
                case BOSCHLOO -> Boschloo.pValue(table);
                case WELCH, STUDENT, Z, POOLED_Z, SCORE -> null;
            };
            return p == null
                    ? Outcome.notAvailable("there are too many units for this exact test, or nothing varies")
                    : Outcome.of(p);
        }
        if (hypothesis.nullEffect() <= -1 || (hypothesis.scale() == Scale.ABSOLUTE && hypothesis.nullEffect() >= 1)) {
            return Outcome.notAvailable("no effect on a proportion is as large as the margin");
        }
        Double z;
        if (hypothesis.nullEffect() == 0 && test == FixedTest.POOLED_Z) {
            ZTest pooled = ProportionTests.pooledZ(table);
            z = pooled == null ? null : (Double) pooled.z();
        } else {
            z = switch (hypothesis.scale()) {
                case ABSOLUTE -> ScoreTests.differenceZ(table, hypothesis.nullEffect());
                case RELATIVE -> ScoreTests.liftZ(table, hypothesis.nullEffect());
            };
        }
        return z == null ? Outcome.notAvailable(SAME_OUTCOME) : Outcome.of(normalP(z, hypothesis.alternative()));
    }

    private static double normalP(double z, Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Normal.twoSidedP(z);
            case GREATER -> Normal.survival(z);
            case LESS -> Normal.cumulative(z);
        };
    }

    @Override
    public Outcome<Effect> effect(Contrast contrast, Scale scale, Alternative alternative, double alpha) {
        FixedTest test = contrast.fixedTest();
        TwoByTwo table = contrast.table();
        RelativeMethod relative = contrast.metric().relativeMethod();
        if (table != null && test.needsTable() && (scale == Scale.ABSOLUTE || relative == null)) {
            return tableEffect(table, test, scale, alternative, alpha);
        }
        return forTest(contrast, test)
                .then(compared -> compared.estimate(scale)
                        .then(estimate -> interval(compared, estimate, test, scale, alternative, alpha)
                                .then(interval -> Outcome.of(Effect.of(estimate.effect(), interval)))));
    }

    private static Outcome<Effect> tableEffect(
            TwoByTwo table, FixedTest test, Scale scale, Alternative alternative, double alpha) {
        double twoSided = alternative == Alternative.TWO_SIDED ? alpha : 2 * alpha;
        Interval interval = switch (scale) {
            case ABSOLUTE ->
                test == FixedTest.POOLED_Z
                        ? DifferenceIntervals.waldPooled(table, twoSided)
                        : DifferenceIntervals.miettinenNurminen(table, twoSided);
            case RELATIVE -> LiftIntervals.score(table, twoSided);
        };
        Double estimate = scale == Scale.ABSOLUTE ? (Double) table.difference() : table.lift();
        if (estimate == null) {
            return Outcome.notAvailable("no unit of the arm compared with had it, so that nothing is relative to it");
        }
        return interval == null
                ? Outcome.notAvailable(SAME_OUTCOME)
                : Outcome.of(Effect.of(estimate, Sided.of(interval, alternative, alpha)));
    }

    private Outcome<Interval> interval(
            Contrast contrast, Estimate estimate, FixedTest test, Scale scale, Alternative alternative, double alpha) {
        if (scale == Scale.ABSOLUTE) {
            return Outcome.of(symmetric(estimate, reference(test), alternative, alpha));
        }
        Comparison comparison = contrast.comparison();
        return switch (contrast.relativeMethodOr(RelativeMethod.DELTA)) {
            case LOG_RATIO -> RelativeIntervals.logRatio(comparison, alternative, reference(test), alpha);
            case FIELLER -> RelativeIntervals.fieller(comparison, alternative, reference(test), alpha);
            case DELTA -> Outcome.of(symmetric(estimate, reference(test), alternative, alpha));
        };
    }

    /** The relative effect with the limits that a test against a relative margin leaves. */
    Outcome<Effect> besideMargin(Contrast contrast, double alpha) {
        FixedTest test = contrast.fixedTest();
        TwoByTwo table = contrast.table();
        if (table != null && test.needsTable()) {
            return tableEffect(table, test, Scale.RELATIVE, Alternative.TWO_SIDED, alpha);
        }
        return forTest(contrast, test)
                .then(compared -> compared.estimate(Scale.RELATIVE)
                        .then(estimate -> RelativeIntervals.fieller(
                                        compared.comparison(), Alternative.TWO_SIDED, reference(test), alpha)
                                .then(limits -> Outcome.of(Effect.of(estimate.effect(), limits)))));
    }

    private Interval symmetric(Estimate estimate, Reference reference, Alternative alternative, double alpha) {
        double degrees = estimate.degreesOfFreedom();
        Critical last = critical;
        if (last == null || !last.is(degrees, alternative, reference, alpha)) {
            double value = FixedHorizon.criticalValue(degrees, alternative, reference, alpha);
            last = new Critical(degrees, alternative, reference, alpha, value);
            critical = last;
        }
        return FixedHorizon.interval(estimate, alternative, reference, last.value(), alpha);
    }

    private static Outcome<Contrast> forTest(Contrast contrast, FixedTest test) {
        return test == FixedTest.STUDENT ? contrast.withEqualVariances() : Outcome.of(contrast);
    }

    private static Reference reference(FixedTest test) {
        return switch (test) {
            case WELCH, STUDENT -> Reference.STUDENT_T;
            case Z, POOLED_Z, SCORE, FISHER, BARNARD, BOSCHLOO -> Reference.NORMAL;
        };
    }
}
