package io.assay.platform.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How long the caller would wait for work that is long (RFC 7240, sections 4.1 and 4.3).
 *
 * @param async whether the caller would rather not wait at all
 * @param longest how long an answer may take, at most {@link #LONGEST}
 * @param applied what of the header is followed, as the header {@value #APPLIED} says it; null without the header
 */
public record Prefer(
        boolean async, Duration longest, @Nullable String applied) {

    /** Of an answer: which preferences were followed. */
    public static final String APPLIED = "Preference-Applied";

    /** Longer than this no connection is kept waiting; proxies give up about then. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /** Of a request that does not say. */
    public static final Duration USUAL = Duration.ofSeconds(10);

    /** Of a request without the header. */
    public static Prefer none() {
        return new Prefer(false, USUAL, null);
    }

    /** Says in the headers of an answer what was followed. */
    public void tell(HttpHeaders headers) {
        if (applied != null) {
            headers.set(APPLIED, applied);
        }
    }
}
