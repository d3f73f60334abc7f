package io.assay.validity;

import static io.assay.statistics.inference.Alternative.GREATER;
import static io.assay.statistics.inference.Alternative.LESS;
import static io.assay.statistics.inference.Alternative.TWO_SIDED;
import static io.assay.statistics.inference.Reference.NORMAL;
import static io.assay.statistics.inference.Reference.STUDENT_T;
import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.inference.RelativeIntervals;
import io.assay.statistics.moments.Comparison;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.population.NormalPopulation;
import io.assay.validity.population.Population;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fixed-horizon tests and intervals of two arms' means, with and without adjustment. */
final class MeansMethods {

    private static final double ALPHA = AdjustedReadings.ALPHA;

    private MeansMethods() {}

    /** One of the three constructions of an interval that is not symmetric about the relative effect. */
    private interface RatioInterval {
        Outcome<Interval> of(Comparison comparison, Alternative alternative, Reference reference, double alpha);
    }

    static List<Method<AdjustedReadings>> tests(Population population) {
        return List.of(
                test("welch", ASYMPTOTIC, AdjustedReadings::plain, TWO_SIDED, STUDENT_T),
                test("welch, increase", ASYMPTOTIC, AdjustedReadings::plain, GREATER, STUDENT_T),
                test("welch, decrease", ASYMPTOTIC, AdjustedReadings::plain, LESS, STUDENT_T),
                test("student", student(population), AdjustedReadings::equalVariances, TWO_SIDED, STUDENT_T),
                test("z", ASYMPTOTIC, AdjustedReadings::plain, TWO_SIDED, NORMAL),
                Method.test(
                        "chance_to_win",
                        ASYMPTOTIC,
                        ALPHA,
                        readings -> doubt(readings.plain().absolute())),
                test("cuped", ASYMPTOTIC, AdjustedReadings::cuped, TWO_SIDED, STUDENT_T),
                test("post_stratification", ASYMPTOTIC, AdjustedReadings::stratified, TWO_SIDED, STUDENT_T),
                test("post_stratification, covariate", ASYMPTOTIC, AdjustedReadings::both, TWO_SIDED, STUDENT_T));
    }

    /** Intervals of the difference. */
    static List<Method<AdjustedReadings>> differences(Population population, double truth) {
        return List.of(
                interval("welch", ASYMPTOTIC, truth, AdjustedReadings::plain),
                interval("student", student(population), truth, AdjustedReadings::equalVariances),
                Method.interval(
                        "flat_posterior",
                        ASYMPTOTIC,
                        ALPHA,
                        truth,
                        readings -> posterior(readings.plain().absolute())),
                interval("cuped", ASYMPTOTIC, truth, AdjustedReadings::cuped),
                interval("post_stratification", ASYMPTOTIC, truth, AdjustedReadings::stratified),
                interval("post_stratification, covariate", ASYMPTOTIC, truth, AdjustedReadings::both));
    }

    /** Intervals of the relative effect. */
    static List<Method<AdjustedReadings>> relatives(double truth) {
        return List.of(
                relative("delta", truth, AdjustedReadings::plain),
                Method.interval(
                        "flat_posterior",
                        ASYMPTOTIC,
                        ALPHA,
                        truth,
                        readings -> posterior(readings.plain().relative())),
                ratio("log_ratio", truth, AdjustedReadings::plain, RelativeIntervals::logRatio),
                ratio("fieller", truth, AdjustedReadings::plain, RelativeIntervals::fieller),
                relative("cuped: delta", truth, AdjustedReadings::cuped),
                ratio("cuped: log_ratio", truth, AdjustedReadings::cuped, RelativeIntervals::logRatio),
                ratio("cuped: fieller", truth, AdjustedReadings::cuped, RelativeIntervals::fieller),
                relative("post_stratification: delta", truth, AdjustedReadings::stratified),
                ratio("post_stratification: fieller", truth, AdjustedReadings::stratified, RelativeIntervals::fieller),
                relative("post_stratification, covariate: delta", truth, AdjustedReadings::both));
    }

    /** Student's test is exact for normal units with equal variances. */
    private static Guarantee student(Population population) {
        return population.equals(NormalPopulation.sameStrata()) ? EXACT : ASYMPTOTIC;
    }

    private static Method<AdjustedReadings> test(
            String name,
            Guarantee guarantee,
            Function<AdjustedReadings, Reading> adjustment,
            Alternative alternative,
            Reference reference) {
        return Method.test(name, guarantee, ALPHA, readings -> {
            Estimate estimate = adjustment.apply(readings).absolute();
            return estimate == null
                    ? null
                    : (Double) FixedHorizon.test(estimate, 0, alternative, reference)
                            .pValue();
        });
    }

    /** Twice the chance of the less probable direction. */
    private static @Nullable Double doubt(@Nullable Estimate estimate) {
        if (estimate == null) {
            return null;
        }
        NormalPosterior posterior = NormalPosterior.of(estimate.effect(), estimate.standardError(), null);
        return 2 * Math.min(posterior.chanceToWin(Direction.INCREASE), posterior.chanceToWin(Direction.DECREASE));
    }

    private static Method<AdjustedReadings> interval(
            String name, Guarantee guarantee, double truth, Function<AdjustedReadings, Reading> adjustment) {
        return Method.interval(name, guarantee, ALPHA, truth, readings -> {
            Estimate estimate = adjustment.apply(readings).absolute();
            return estimate == null ? null : FixedHorizon.interval(estimate, TWO_SIDED, STUDENT_T, ALPHA);
        });
    }

    private static Method<AdjustedReadings> relative(
            String name, double truth, Function<AdjustedReadings, Reading> adjustment) {
        return Method.interval(name, ASYMPTOTIC, ALPHA, truth, readings -> {
            Estimate estimate = adjustment.apply(readings).relative();
            return estimate == null ? null : FixedHorizon.interval(estimate, TWO_SIDED, STUDENT_T, ALPHA);
        });
    }

    private static Method<AdjustedReadings> ratio(
            String name, double truth, Function<AdjustedReadings, Reading> adjustment, RatioInterval interval) {
        return Method.interval(name, ASYMPTOTIC, ALPHA, truth, readings -> {
            Comparison comparison = adjustment.apply(readings).comparison();
            return comparison == null
                    ? null
                    : interval.of(comparison, TWO_SIDED, STUDENT_T, ALPHA).valueOrNull();
        });
    }

    private static @Nullable Interval posterior(@Nullable Estimate estimate) {
        return estimate == null
                ? null
                : NormalPosterior.of(estimate.effect(), estimate.standardError(), null)
                        .credibleInterval(ALPHA);
    }
}
