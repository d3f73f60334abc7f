package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Detectable;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.statistics.Outcome;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.DetectableTrend;
import io.assay.statistics.did.GroupTimeEffects;
import io.assay.statistics.did.LinearEffect;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Joint tests of effects before treatment, as answers have them. */
final class Tested {

    private Tested() {}

    static PreTest chiSquare(Outcome<GroupTimeEffects.PreTest> outcome, @Nullable Detectable slope) {
        GroupTimeEffects.PreTest test = outcome.valueOrNull();
        return new PreTest(
                test == null ? null : test.statistic(),
                "chi_square",
                test == null ? null : test.degreesOfFreedom(),
                null,
                test == null ? null : test.pValue(),
                slope,
                outcome.reasonOrNull());
    }

    static PreTest f(Outcome<CohortRegression.JointTest> outcome, @Nullable Detectable slope) {
        CohortRegression.JointTest test = outcome.valueOrNull();
        return new PreTest(
                test == null ? null : test.statistic(),
                "f",
                test == null ? null : test.df1(),
                test == null ? null : test.df2(),
                test == null ? null : test.pValue(),
                slope,
                outcome.reasonOrNull());
    }

    /**
     * What difference in trends the effects before treatment may hide.
     *
     * @param effects by time since treatment
     * @param slope what a difference of one per period makes of the effect at a time
     */
    static @Nullable Detectable slope(
            List<LinearEffect> effects, double[][] covariance, double alpha, ToDoubleFunction<Double> slope) {
        List<LinearEffect> before = effects.stream()
                .filter(effect -> effect.label() < 0 && !effect.isReference())
                .toList();
        double[] made = before.stream()
                .mapToDouble(effect -> slope.applyAsDouble(effect.label()))
                .toArray();
        DetectableTrend trend = DetectableTrend.of(before, covariance, made, alpha);
        return trend == null ? null : new Detectable(Math.abs(trend.slope(0.5)), Math.abs(trend.slope(0.8)));
    }
}
