package io.assay.platform.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why the embedded server did not start as a message instead of a stack trace. */
final class EmbeddedDatabaseAnalyzer extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, EmbeddedDatabaseException failure) {
        return new FailureAnalysis(failure.description(), failure.action(), failure);
    }
}
