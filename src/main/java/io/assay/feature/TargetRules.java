package io.assay.feature;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.transform.Windowed;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Features made of the outcome itself. The only honest ones are windows that end before the forecast horizon: what became
 * of the last rows is not known when the next is asked about.
 */
public final class TargetRules {

    private TargetRules() {}

    /**
     * Before anything is learned.
     *
     * @param pointer to the feature of a number in the request
     * @throws ProblemException with status 422 that names each feature that would show a model the outcome
     */
    public static void check(PipelineDocument pipeline, @Nullable String target, IntFunction<String> pointer) {
        List<FieldError> errors = new ArrayList<>();
        List<FeatureDefinition> features = pipeline.features();
        for (int i = 0; i < features.size(); i++) {
            FeatureDefinition feature = features.get(i);
            if (target != null && feature.inputs().contains(target)) {
                List<Windowed> windows = feature.steps().stream()
                        .filter(Windowed.class::isInstance)
                        .map(Windowed.class::cast)
                        .toList();
                if (windows.isEmpty()) {
                    errors.add(new FieldError(
                            pointer.apply(i),
                            "(" + feature.name() + ") is made of the target " + target
                                    + ", which is not known when a prediction is asked for"));
                } else if (windows.stream().allMatch(window -> window.horizon() == null)) {
                    errors.add(new FieldError(
                            pointer.apply(i),
                            "(" + feature.name() + ") is a window over the target " + target
                                    + " and needs a horizon: how long after a row its target is known"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT, "Features would show a model the outcome.", errors);
        }
    }
}
