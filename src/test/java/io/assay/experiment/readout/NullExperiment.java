package io.assay.experiment.readout;

import io.assay.statistics.proportion.Proportion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * An experiment whose arms do not differ: four weeks, each day 500 more users in each of two arms, one in ten of whom
 * converts. It was planned with a fixed horizon of 28,000 users, and somebody looks every day.
 *
 * @param control conversions up to and with each day
 * @param treatment the same in the other arm
 */
record NullExperiment(List<Proportion> control, List<Proportion> treatment) {

    static final int DAYS = 28;
    static final int USERS_A_DAY = 500;
    static final double RATE = 0.1;

    static NullExperiment drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Proportion> control = new ArrayList<>();
        List<Proportion> treatment = new ArrayList<>();
        long controlSuccesses = 0;
        long treatmentSuccesses = 0;
        for (int day = 1; day <= DAYS; day++) {
            controlSuccesses += converting(random);
            treatmentSuccesses += converting(random);
            long users = (long) USERS_A_DAY * day;
            control.add(new Proportion(controlSuccesses, users));
            treatment.add(new Proportion(treatmentSuccesses, users));
        }
        return new NullExperiment(control, treatment);
    }

    private static int converting(SplittableRandom random) {
        int converting = 0;
        for (int user = 0; user < USERS_A_DAY; user++) {
            converting += random.nextDouble() < RATE ? 1 : 0;
        }
        return converting;
    }

    /** Somebody who has looked on every day before, and wants to see all inferences. */
    ReadoutInput onDay(int day) {
        ReadoutInput input = Inputs.input(
                planOn(day),
                Inputs.proportion("conversion", Role.PRIMARY, control.get(day - 1), treatment.get(day - 1)));
        return new ReadoutInput(
                input.alpha(),
                input.arms(),
                input.control(),
                input.plan(),
                null,
                null,
                EnumSet.allOf(InferenceKind.class),
                input.multiplicity(),
                input.metrics(),
                false,
                List.of());
    }

    Contrast contrastOn(int day) {
        ReadoutInput input = onDay(day);
        MetricContrasts contrasts = MetricContrasts.of(input, input.metrics().getFirst());
        return MetricContrasts.computed(contrasts.withControl()).getFirst();
    }

    /** Where everybody stands who looks on this day and looked on all before. */
    static PlanState stateOn(int day) {
        return new PlanState(planOn(day), History.NONE, users(day));
    }

    /** Days are counted from 1. */
    private static Plan planOn(int day) {
        return Inputs.plan(
                InferenceKind.FIXED_HORIZON,
                users(DAYS),
                day - 1,
                IntStream.range(1, day).mapToObj(NullExperiment::users).toList());
    }

    private static Double users(int day) {
        return 2.0 * USERS_A_DAY * day;
    }
}
