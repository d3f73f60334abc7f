package io.assay.conformance;

import io.assay.conformance.CaseResult.NotOffered;
import io.assay.conformance.CaseResult.Run;
import java.util.List;
import java.util.stream.Collectors;

/** What became of the cases of a file. */
record FileResult(String name, List<CaseResult> cases) {

    List<Run> run() {
        return cases.stream().filter(Run.class::isInstance).map(Run.class::cast).toList();
    }

    List<Run> failed() {
        return run().stream().filter(result -> !result.passed()).toList();
    }

    List<NotOffered> notOffered() {
        return cases.stream()
                .filter(NotOffered.class::isInstance)
                .map(NotOffered.class::cast)
                .toList();
    }

    /** {@code N passed, N failed, N not offered}. */
    String counts() {
        int failed = failed().size();
        return "%d passed, %d failed, %d not offered"
                .formatted(run().size() - failed, failed, notOffered().size());
    }

    /** The counts, and who failed and who was not offered. */
    String summary() {
        return "%s: %s%s%s".formatted(name, counts(), ids("failed", failed()), ids("not offered", notOffered()));
    }

    private static String ids(String what, List<? extends CaseResult> results) {
        return results.isEmpty()
                ? ""
                : results.stream()
                        .map(result -> result.referenceCase().id())
                        .collect(Collectors.joining(", ", "\n  " + what + ": ", ""));
    }
}
