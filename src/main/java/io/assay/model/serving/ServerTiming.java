package io.assay.model.serving;

import jakarta.servlet.http.HttpServletResponse;

/** The header that says how long what took (W3C Server Timing), in milliseconds. */
public final class ServerTiming {

    private static final String HEADER = "Server-Timing";

    private static final int THOUSAND = 1000;

    private ServerTiming() {}

    /**
     * Sets it.
     *
     * @param parse nanoseconds that reading the request took
     * @param write and writing the answer
     */
    public static void set(HttpServletResponse response, long parse, Scores scores, long write) {
        response.setHeader(HEADER, of(parse, scores.featureNanos(), scores.scoreNanos(), write));
    }

    private static String of(long parse, long features, long score, long write) {
        StringBuilder text = new StringBuilder(90);
        put(text, "parse", parse);
        put(text.append(", "), "features", features);
        put(text.append(", "), "score", score);
        put(text.append(", "), "write", write);
        return text.toString();
    }

    private static void put(StringBuilder text, String name, long nanos) {
        long micros = nanos / THOUSAND;
        long fraction = micros % THOUSAND;
        text.append(name).append(";dur=").append(micros / THOUSAND).append('.');
        text.append(fraction < 100 ? "0" : "").append(fraction < 10 ? "0" : "").append(fraction);
    }
}
