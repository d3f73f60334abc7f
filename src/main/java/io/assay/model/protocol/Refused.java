package io.assay.model.protocol;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;

/** What is wrong with a request, by its place. */
final class Refused {

    private static final String DETAIL = "The request body has an error.";

    private Refused() {}

    /** It is not of the protocol's form: status 400. */
    static ProblemException form(String pointer, String detail) {
        return new ProblemException(ProblemType.INVALID_BODY, DETAIL, List.of(new FieldError(pointer, detail)));
    }

    /** It does not go together with itself or with the model: status 422. */
    static ProblemException impossible(String pointer, String detail) {
        return impossible(List.of(new FieldError(pointer, detail)));
    }

    static ProblemException impossible(List<FieldError> errors) {
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                errors.size() == 1 ? DETAIL : "The request body has " + errors.size() + " errors.",
                errors);
    }
}
