package io.assay.feature;

import io.assay.feature.pipeline.PipelineDocument;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.util.List;

/** Whether every feature says what it means to the business. */
public final class Meanings {

    private static final int MOST_NAMED = 100;

    private Meanings() {}

    /**
     * Before anything is learned.
     *
     * @param optional whether the caller does without them
     * @throws ProblemException with status 422 that names the features without a meaning
     */
    public static void require(PipelineDocument document, boolean optional) {
        List<String> undocumented = document.undocumented();
        if (optional || undocumented.isEmpty()) {
            return;
        }
        List<FieldError> errors = undocumented.stream()
                .limit(MOST_NAMED)
                .map(name -> new FieldError("/allow_undocumented", "is needed for " + name + ", which has no meaning"))
                .toList();
        throw new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "%d of %s: give each a meaning, or set allow_undocumented, and the fit says so."
                        .formatted(
                                undocumented.size(), silent(document.features().size(), undocumented.size())),
                errors);
    }

    /** Says of a fit whether it did without. */
    public static Check check(List<String> undocumented) {
        return undocumented.isEmpty()
                ? new Check("documented", Status.PASS, "every feature says what it means", null)
                : new Check(
                        "documented",
                        Status.WARN,
                        silent(undocumented.size(), undocumented.size()),
                        "Give each a meaning: whoever reads the model will ask.");
    }

    private static String silent(int features, int silent) {
        return "%d %s %s"
                .formatted(
                        features,
                        features == 1 ? "feature" : "features",
                        silent == 1 ? "does not say what it means" : "do not say what they mean");
    }
}
