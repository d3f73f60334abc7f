package io.assay.model.registry;

import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.statistics.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version that is to become champion.
 *
 * @param unsound what is wrong with its artifacts; null where they are as they were trained
 * @param checks that its training went through
 * @param undocumented its features without a meaning
 */
record Candidate(
        @Nullable String unsound, EvaluationAnswer.Target target, List<Check> checks, List<String> undocumented) {

    Candidate {
        checks = List.copyOf(checks);
        undocumented = List.copyOf(undocumented);
    }
}
