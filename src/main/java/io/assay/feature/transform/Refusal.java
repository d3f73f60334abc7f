package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;

/** Why a step cannot work on its columns; the pipeline says of which feature it is a step. */
public final class Refusal {

    private Refusal() {}

    /**
     * Refuses a column.
     *
     * @param detail what is wrong with it, as a phrase that follows its name
     */
    public static ProblemException of(Column column, String detail) {
        return of("the column " + column.name() + " " + detail);
    }

    /**
     * Refuses.
     *
     * @param detail what is wrong, as a sentence without its full stop
     */
    public static ProblemException of(String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail);
    }
}
