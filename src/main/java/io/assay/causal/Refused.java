package io.assay.causal;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;

/** What a design cannot answer is refused with the field and the reason. */
public final class Refused {

    private Refused() {}

    /** A problem with status 422 that points at a field. */
    public static ProblemException at(String pointer, String detail) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request cannot be answered.",
                List.of(new FieldError(pointer, detail)));
    }
}
