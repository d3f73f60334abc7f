package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;

import io.assay.statistics.Outcome;
import io.assay.statistics.bayes.NormalPosterior;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Estimate;
import io.assay.statistics.inference.Estimates;
import io.assay.statistics.inference.FixedHorizon;
import io.assay.statistics.inference.Reference;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.sequential.AsymptoticConfidenceSequence;
import io.assay.statistics.sequential.NormalMixture;
import io.assay.statistics.sequential.Sides;
import io.assay.validity.Section.Row;
import io.assay.validity.population.BinomialPopulation;
import io.assay.validity.population.LogNormalPopulation;
import io.assay.validity.population.NormalPopulation;
import io.assay.validity.population.Population;
import io.assay.validity.population.RatioPopulation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Always-valid and fixed-horizon inference, read again and again while an experiment grows. */
final class PeekingStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final long FIRST_SEED = 2400;
    private static final int PLANNED = 10_000;
    /** Where units have to be drawn one by one. */
    private static final int PLANNED_LOG_NORMAL = 2_500;

    private static final int LOOKS_TO_PLANNED = 50;
    private static final int LOOKS_BEYOND = 15;

    private PeekingStudy() {}

    /** What a method left out or rejected though it is true, at one look at least. */
    private enum Mistake {
        SEQUENCE,
        SEQUENCE_RELATIVE,
        SEQUENCE_INCREASE,
        MIXTURE,
        FIXED_HORIZON,
        CHANCE_TO_WIN
    }

    /**
     * One experiment.
     *
     * @param first at the first look
     * @param byPlanned up to the planned size
     * @param byEnd up to four times that
     */
    private record Course(Set<Mistake> first, Set<Mistake> byPlanned, Set<Mistake> byEnd) {}

    static Section section() {
        List<PeekingScenario> scenarios = new ArrayList<>();
        for (int first : new int[] {50, 500}) {
            for (double lift : new double[] {0, 0.2}) {
                add(scenarios, NormalPopulation.sameStrata(), lift, new Adjustment.None(), "none", 0.5, first);
            }
            add(scenarios, NormalPopulation.sameStrata(), 0, new Adjustment.None(), "none", 0.9, first);
        }
        for (double share : new double[] {0.5, 0.9}) {
            for (int first : new int[] {200, 1_000, 5_000}) {
                add(scenarios, new BinomialPopulation(0.01), 0, new Adjustment.None(), "none", share, first);
            }
            for (int first : new int[] {100, 500, 2_000}) {
                add(scenarios, new BinomialPopulation(0.1), 0, new Adjustment.None(), "none", share, first);
            }
            add(scenarios, new LogNormalPopulation(), 0, new Adjustment.None(), "none", share, 100);
        }
        add(scenarios, new LogNormalPopulation(), 0, new Adjustment.None(), "none", 0.9, 500);
        add(scenarios, new BinomialPopulation(0.1), 0.2, new Adjustment.None(), "none", 0.5, 500);
        add(scenarios, new RatioPopulation(), 0, new Adjustment.None(), "none", 0.5, 100);
        for (Population population :
                List.of(new NormalPopulation("normal strata", 2, 1), new BinomialPopulation(0.1))) {
            add(scenarios, population, 0, population.cuped(), "CUPED", 0.5, 500);
            add(scenarios, population, 0, new Adjustment.PostStratification(List.of()), "strata", 0.5, 500);
        }
        return new Section(
                "Continuous peeking",
                """
                Share of experiments in per cent that are wrong at one look at least (alpha = 5 %): the true difference outside the
                interval, or the true hypothesis rejected. 50 looks, each later than the one before by the same factor, from the stated
                first look to the planned units of both arms together, for which the always-valid methods are tuned, and 15 more to four
                times as many. `asymptotic_cs`: asymptotic confidence sequence of the difference; `relative`: of the lift;
                `increase`: one-sided. `normal_mixture`: the mSPRT with the estimated standard error. `fixed_horizon`: Welch's
                interval, which is made for one look. `chance_to_win`: above 95 % under the flat prior, of a treatment that is no
                better (with a lift, of one that is no better than the true lift).""",
                List.of("data", "lift", "adjustment", "share of control", "first look", "plan", "seed"),
                List.of(),
                scenarios.parallelStream().map(PeekingStudy::row).toList());
    }

    private static void add(
            List<PeekingScenario> scenarios,
            Population population,
            double lift,
            Adjustment adjustment,
            String adjustmentName,
            double controlShare,
            int first) {
        int planned = population instanceof LogNormalPopulation ? PLANNED_LOG_NORMAL : PLANNED;
        List<Integer> looks = new ArrayList<>(PeekingScenario.geometric(first, planned, LOOKS_TO_PLANNED));
        List<Integer> beyond = PeekingScenario.geometric(planned, 4 * planned, LOOKS_BEYOND + 1);
        looks.addAll(beyond.subList(1, beyond.size()));
        scenarios.add(new PeekingScenario(
                population, lift, adjustment, adjustmentName, controlShare, looks, FIRST_SEED + scenarios.size()));
    }

    private static Row row(PeekingScenario scenario) {
        Reader reader = new Reader(scenario);
        return new Row(
                List.of(
                        scenario.population().name(),
                        TwoArmScenario.percent(scenario.lift()),
                        scenario.adjustmentName(),
                        TwoArmScenario.percent(scenario.controlShare()),
                        String.format(Locale.ROOT, "%,d", scenario.looks().getFirst()),
                        String.format(Locale.ROOT, "%,d", planned(scenario)),
                        Long.toString(scenario.seed())),
                Simulation.judge(
                        scenario.seed(),
                        reader::follow,
                        List.of(
                                method("asymptotic_cs to plan", course -> course.byPlanned.contains(Mistake.SEQUENCE)),
                                method("asymptotic_cs to 4 × plan", course -> course.byEnd.contains(Mistake.SEQUENCE)),
                                method(
                                        "asymptotic_cs relative to 4 × plan",
                                        course -> course.byEnd.contains(Mistake.SEQUENCE_RELATIVE)),
                                method(
                                        "asymptotic_cs increase to 4 × plan",
                                        course -> course.byEnd.contains(Mistake.SEQUENCE_INCREASE)),
                                method("normal_mixture to 4 × plan", course -> course.byEnd.contains(Mistake.MIXTURE)),
                                method(
                                        "fixed_horizon first look",
                                        course -> course.first.contains(Mistake.FIXED_HORIZON)),
                                method(
                                        "fixed_horizon to plan",
                                        course -> course.byPlanned.contains(Mistake.FIXED_HORIZON)),
                                method(
                                        "chance_to_win to plan",
                                        course -> course.byPlanned.contains(Mistake.CHANCE_TO_WIN)))),
                List.of());
    }

    private static int planned(PeekingScenario scenario) {
        return scenario.looks().get(LOOKS_TO_PLANNED - 1);
    }

    private static Method<Course> method(String name, Predicate<Course> wrong) {
        return Method.mistake(name, ASYMPTOTIC, ALPHA, wrong);
    }

    /** Reads each look of an experiment with all methods. */
    private static final class Reader {

        private final PeekingScenario scenario;
        private final AsymptoticConfidenceSequence twoSided;
        private final AsymptoticConfidenceSequence oneSided;
        private final NormalMixture mixture;

        Reader(PeekingScenario scenario) {
            this.scenario = scenario;
            this.twoSided = new AsymptoticConfidenceSequence(ALPHA, Sides.TWO, planned(scenario));
            this.oneSided = new AsymptoticConfidenceSequence(ALPHA, Sides.ONE, planned(scenario));
            double standardError = plannedStandardError();
            this.mixture = NormalMixture.tuned(1 / (standardError * standardError), ALPHA, Sides.TWO);
        }

        /** As one experiment of the planned size found it. */
        private double plannedStandardError() {
            RandomGenerator random = Simulation.generator(scenario.seed());
            var atPlan = new PeekingScenario(
                    scenario.population(),
                    scenario.lift(),
                    scenario.adjustment(),
                    scenario.adjustmentName(),
                    scenario.controlShare(),
                    List.of(planned(scenario)),
                    scenario.seed());
            return Objects.requireNonNull(atPlan.start(random)
                            .read()
                            .then(Estimates::absolute)
                            .valueOrNull())
                    .standardError();
        }

        Course follow(RandomGenerator random) {
            Set<Mistake> errors = EnumSet.noneOf(Mistake.class);
            Set<Mistake> first = Set.of();
            Set<Mistake> byPlanned = Set.of();
            PeekingScenario.Growing growing = scenario.start(random);
            for (int look = 0; look < scenario.looks().size(); look++) {
                if (look > 0) {
                    growing.grow();
                }
                read(growing.read(), look, errors);
                first = look == 0 ? EnumSet.copyOf(errors) : first;
                byPlanned = look == LOOKS_TO_PLANNED - 1 ? EnumSet.copyOf(errors) : byPlanned;
            }
            return new Course(first, byPlanned, errors);
        }

        private void read(Outcome<Comparison> comparison, int look, Set<Mistake> errors) {
            double n = scenario.looks().get(look);
            Estimate estimate = comparison.then(Estimates::absolute).valueOrNull();
            if (estimate == null) {
                return;
            }
            double error = estimate.effect() - scenario.difference();
            double standardError = estimate.standardError();
            note(errors, Mistake.SEQUENCE, Math.abs(error) > twoSided.halfWidth(standardError, n));
            note(errors, Mistake.SEQUENCE_INCREASE, error > oneSided.halfWidth(standardError, n));
            note(errors, Mistake.MIXTURE, Math.abs(error) > mixture.effectHalfWidth(standardError, ALPHA));
            if (look < LOOKS_TO_PLANNED) {
                double better = NormalPosterior.of(estimate.effect(), standardError, null)
                        .probabilityAbove(scenario.difference());
                note(errors, Mistake.CHANCE_TO_WIN, better > 1 - ALPHA);
                if (!errors.contains(Mistake.FIXED_HORIZON)) {
                    double p = FixedHorizon.test(
                                    estimate, scenario.difference(), Alternative.TWO_SIDED, Reference.STUDENT_T)
                            .pValue();
                    note(errors, Mistake.FIXED_HORIZON, p < ALPHA);
                }
            }
            Estimate relative =
                    comparison.then(found -> Estimates.relative(found, ALPHA)).valueOrNull();
            if (relative != null) {
                double halfWidth = twoSided.halfWidth(relative.standardError(), n);
                note(errors, Mistake.SEQUENCE_RELATIVE, Math.abs(relative.effect() - scenario.lift()) > halfWidth);
            }
        }

        private static void note(Set<Mistake> errors, Mistake mistake, boolean wrong) {
            if (wrong) {
                errors.add(mistake);
            }
        }
    }
}
