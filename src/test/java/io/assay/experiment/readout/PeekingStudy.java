package io.assay.experiment.readout;

import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each inference calls an experiment without any effect significant: on one of 28 days at least, and on the last
 * day alone. The inferences are those of the readout; each has what depends on the day only once for all experiments.
 */
final class PeekingStudy {

    static final int EXPERIMENTS = 1000;
    static final double ALPHA = 0.05;

    /** Experiments, counted. */
    record Count(int onAnyDay, int onTheLastDay) {}

    private final List<NullExperiment> experiments = new ArrayList<>();

    /** One experiment each of the seeds from 1. */
    PeekingStudy() {
        for (long seed = 1; seed <= EXPERIMENTS; seed++) {
            experiments.add(NullExperiment.drawn(seed));
        }
    }

    NullExperiment experiment(int seed) {
        return experiments.get(seed - 1);
    }

    /** Seed of the first that a fixed-horizon p-value would have stopped. */
    int firstStopped() {
        List<Inference> byDay = inferences(InferenceKind.FIXED_HORIZON);
        return IntStream.rangeClosed(1, EXPERIMENTS)
                .filter(seed -> IntStream.rangeClosed(1, NullExperiment.DAYS)
                        .anyMatch(day -> isSignificant(
                                byDay.get(day - 1), experiment(seed).contrastOn(day))))
                .findFirst()
                .orElseThrow();
    }

    Count significant(InferenceKind kind) {
        return count(inferences(kind), PeekingStudy::isSignificant);
    }

    /** Where "ship at a chance to win of 95 %" ships. */
    Count likelyToWin() {
        return count(inferences(InferenceKind.BAYESIAN), (inference, contrast) -> {
            BayesianState state = ((BayesianInference) inference).state(contrast);
            return state != null && state.chanceToWin() >= 1 - ALPHA;
        });
    }

    private interface Rule {
        boolean fires(Inference inference, Contrast contrast);
    }

    private Count count(List<Inference> byDay, Rule rule) {
        int any = 0;
        int last = 0;
        for (NullExperiment experiment : experiments) {
            boolean fired = false;
            boolean firedToday = false;
            for (int day = 1; day <= NullExperiment.DAYS; day++) {
                firedToday = rule.fires(byDay.get(day - 1), experiment.contrastOn(day));
                fired |= firedToday;
            }
            any += fired ? 1 : 0;
            last += firedToday ? 1 : 0;
        }
        return new Count(any, last);
    }

    private static List<Inference> inferences(InferenceKind kind) {
        List<Inference> byDay = new ArrayList<>();
        for (int day = 1; day <= NullExperiment.DAYS; day++) {
            byDay.add(Inference.of(kind, NullExperiment.stateOn(day), ALPHA));
        }
        return byDay;
    }

    /** By the interval, which agrees with the p-value and costs less where that is found by a search. */
    static boolean isSignificant(Inference inference, Contrast contrast) {
        Effect effect = inference
                .effect(contrast, Scale.ABSOLUTE, Alternative.TWO_SIDED, ALPHA)
                .valueOrNull();
        return effect != null && !effect.containsZero();
    }
}
