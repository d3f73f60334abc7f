package io.assay.model.registry;

import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Rivals;

/** How a candidate stands against the champion. */
sealed interface Contest {

    /** There is no champion yet. */
    record First() implements Contest {}

    /**
     * Both were asked about the same rows.
     *
     * @param champion what it foretells
     * @param byOutcome whether rows that one learned from were told by their outcome too: then which of equal rows have no part
     *     hangs on what came of them
     */
    record Held(EvaluationAnswer.Target champion, Rivals.Compared compared, JudgedRows rows, boolean byOutcome)
            implements Contest {}

    /**
     * They could not be.
     *
     * @param champion what it foretells
     * @param reason in words
     */
    record Impossible(EvaluationAnswer.Target champion, String reason) implements Contest {}

    /**
     * The champion is damaged, and nothing can be asked of it.
     *
     * @param champion what it foretold
     * @param reason in words
     */
    record Broken(EvaluationAnswer.Target champion, String reason) implements Contest {}
}
