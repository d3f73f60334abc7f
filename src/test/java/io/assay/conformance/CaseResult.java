package io.assay.conformance;

import java.util.List;

/** What became of a case. */
sealed interface CaseResult {

    ReferenceCase referenceCase();

    /** Passed when nothing failed. */
    record Run(ReferenceCase referenceCase, List<String> failures) implements CaseResult {

        boolean passed() {
            return failures.isEmpty();
        }
    }

    /** No endpoint offers its method. */
    record NotOffered(ReferenceCase referenceCase) implements CaseResult {}
}
