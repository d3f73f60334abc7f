package io.assay.platform.telemetry;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request is called in its answer and in the log: as its caller calls it, if that is fit to be repeated. */
public final class RequestId {

    /** Its name in the log's context. */
    public static final String LOGGED_AS = "request_id";

    static final String HEADER = "X-Request-Id";

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:~+/=@-]{0,127}");

    private RequestId() {}

    static String of(@Nullable String given) {
        return given != null && FIT.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
