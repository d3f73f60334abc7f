package io.assay.causal.staggered;

import io.assay.causal.HonestSensitivity;
import io.assay.statistics.did.EventStudyEstimates;
import io.assay.statistics.did.LinearEffect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is left of the mean effect where trends were not parallel. */
final class Broken {

    /** The search for the shortest interval takes minutes beyond so many. */
    private static final int MOST_EFFECTS = 60;

    private Broken() {}

    /** The last time whose effect is fixed by construction; 0 where there is none. */
    static double reference(List<LinearEffect> effects) {
        return effects.stream()
                .filter(LinearEffect::isReference)
                .mapToDouble(LinearEffect::label)
                .max()
                .orElse(0);
    }

    /**
     * Of the plain mean of the effects from treatment on; null where they are not one period apart, or none is before the
     * reference.
     */
    static @Nullable HonestSensitivity trends(
            List<LinearEffect> effects, double reference, double[][] covariance, double level) {
        boolean before = false;
        int post = 0;
        for (int i = 0; i < effects.size(); i++) {
            LinearEffect effect = effects.get(i);
            if (i > 0 && effect.label() != effects.get(i - 1).label() + 1) {
                return null;
            }
            if (effect.isReference() && effect.label() != reference) {
                return null;
            }
            before |= effect.label() < reference;
            post += effect.label() >= 0 ? 1 : 0;
        }
        if (!before || post == 0 || reference >= 0 || effects.size() > MOST_EFFECTS) {
            return null;
        }
        EventStudyEstimates study = EventStudyEstimates.of(effects, reference, covariance);
        double[] weights = new double[study.after()];
        for (int i = weights.length - post; i < weights.length; i++) {
            weights[i] = 1.0 / post;
        }
        return HonestSensitivity.of(
                "the mean effect over the times since treatment", study, weights, null, null, level);
    }
}
