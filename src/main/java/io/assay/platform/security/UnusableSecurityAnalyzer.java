package io.assay.platform.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints why the service is not started as a message instead of a stack trace. */
final class UnusableSecurityAnalyzer extends AbstractFailureAnalyzer<UnusableSecurityException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableSecurityException failure) {
        return new FailureAnalysis(failure.description(), failure.action(), failure);
    }
}
