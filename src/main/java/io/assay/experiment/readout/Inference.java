package io.assay.experiment.readout;

import io.assay.statistics.Outcome;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;

/**
 * One way to judge an effect. Its p-value and its interval agree: on the scale that it tests on, the interval at level 1 -
 * a excludes the null effect exactly where p is below a.
 */
sealed interface Inference
        permits FixedHorizonInference, AlwaysValidInference, GroupSequentialInference, BayesianInference {

    /**
     * The inference of a kind.
     *
     * @param state of the plan
     * @param tuningAlpha level for which always-valid bands are tuned before the data
     */
    static Inference of(InferenceKind kind, PlanState state, double tuningAlpha) {
        return switch (kind) {
            case FIXED_HORIZON -> new FixedHorizonInference();
            case ALWAYS_VALID -> new AlwaysValidInference(state.plan(), tuningAlpha);
            case GROUP_SEQUENTIAL -> new GroupSequentialInference(state);
            case BAYESIAN -> new BayesianInference(state.plan());
        };
    }

    InferenceKind kind();

    /** Of a test; of a posterior the probability on the wrong side, doubled for a two-sided alternative. */
    Outcome<Double> pValue(Contrast contrast, Hypothesis hypothesis);

    /**
     * The effect with its interval, one-sided where the alternative is.
     *
     * @param alpha strictly between 0 and 1/2
     */
    Outcome<Effect> effect(Contrast contrast, Scale scale, Alternative alternative, double alpha);

    /** The scale on which the effect is tested against 0. */
    default Scale testedOn(Contrast contrast) {
        return Scale.ABSOLUTE;
    }
}
