package io.assay.platform.web;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a refused address as a message instead of a stack trace. */
final class RefusedAddressAnalyzer extends AbstractFailureAnalyzer<RefusedAddressException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, RefusedAddressException refused) {
        String property = refused.property();
        String asked = refused.address().isBlank() ? "all addresses (it is empty)" : "'" + refused.address() + "'";
        String description = "Assay was asked by " + property + " to listen on " + asked
                + ", which is not a loopback address, and it does not ask its callers who they are:"
                + " anyone who reaches that address could use it. It was not started.";
        String variable = property.replace('.', '_').toUpperCase(Locale.ROOT);
        String action = "Give a loopback address, --" + property + "=127.0.0.1 or " + variable
                + "=127.0.0.1, and let a proxy on this machine that authenticates its callers forward to it.";
        return new FailureAnalysis(description, action, refused);
    }
}
