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
                "%d of %d features do not say what they mean: give each a meaning, or set allow_undocumented, and the fit says so."
                        .formatted(undocumented.size(), document.features().size()),
                errors);
    }

    /** Says of a fit whether it did without. */
    public static Check check(List<String> undocumented) {
        return undocumented.isEmpty()
                ? new Check("documented", Status.PASS, "every feature says what it means", null)
                : new Check(
                        "documented",
                        Status.WARN,
                        "%d features do not say what they mean".formatted(undocumented.size()),
                        "Give each a meaning: whoever reads the model will ask.");
    }
}
