package io.assay.model.algorithm;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;

/** Why nothing can be learned from a set. */
final class Refusal {

    private Refusal() {}

    /** @param detail what is wrong, as a sentence */
    static ProblemException of(String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail);
    }
}
