package io.assay.model.evaluation;

import io.assay.model.algorithm.Candidate;
import io.assay.model.algorithm.Candidate.Trained;
import java.util.List;
import java.util.Map;

/**
 * A candidate after its rounds.
 *
 * @param metrics over the folds, by name
 * @param outOfFold what it said of rows that it had not seen
 * @param trained the model of each round
 * @param seconds that its trainings took together
 */
record Judged(
        Candidate candidate, Map<String, Folded> metrics, OutOfFold outOfFold, List<Trained> trained, double seconds) {

    String name() {
        return candidate.name();
    }
}
