package io.assay.model.evaluation;

import io.assay.model.split.Round;
import java.util.List;

/**
 * How rows are split to be learned from and judged: rounds, in each of which a model learns from some and is judged on
 * others that it has not seen.
 *
 * @param method how they were made
 * @param reason why so
 */
record Rounds(SplitMethod method, String reason, List<Round> rounds) {

    Rounds {
        rounds = List.copyOf(rounds);
    }
}
