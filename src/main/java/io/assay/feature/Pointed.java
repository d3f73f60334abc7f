package io.assay.feature;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.InvalidInputException;
import java.util.List;
import java.util.function.Supplier;

/** Says of what the engine refuses, which knows no request, where in the request it is. */
public final class Pointed {

    private static final String TARGET = "the target ";

    private Pointed() {}

    /**
     * Does the work.
     *
     * @param pointer to the rows that it works on, for what is refused without naming a place
     */
    public static <T> T at(String pointer, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidInputException impossible) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError(
                            pointer,
                            "cannot be used: " + impossible.parameter().replaceFirst("^features/", "the feature ") + " "
                                    + impossible.detail())));
        } catch (ProblemException refusal) {
            if (refusal.type() != ProblemType.IMPOSSIBLE_INPUT
                    || !refusal.errors().isEmpty()) {
                throw refusal;
            }
            String detail = refusal.detail();
            String place = detail.startsWith(TARGET) ? "/target" : pointer;
            throw new ProblemException(
                    refusal.type(), detail, List.of(new FieldError(place, "cannot be used: " + detail)));
        }
    }
}
