package io.assay.model.algorithm;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;

/** Why nothing can be learned from a set. */
final class Refusal {

    private Refusal() {}

    /**
     * Of a hyperparameter.
     *
     * @param name of it
     * @param detail what is wrong with it
     */
    static ProblemException of(String name, String detail) {
        return at("/hyperparameters/" + name, name + " " + detail + ".", detail);
    }

    /** Of the algorithm as such. */
    static ProblemException ofAlgorithm(String detail) {
        return at("/algorithm", detail + ".", detail);
    }

    private static ProblemException at(String pointer, String sentence, String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, sentence, List.of(new FieldError(pointer, detail)));
    }

    /** @param detail what is wrong, as a sentence */
    static ProblemException of(String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail);
    }
}
