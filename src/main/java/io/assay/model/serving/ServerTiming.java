package io.assay.model.serving;

/** The header that says how long what took (W3C Server Timing), in milliseconds. */
final class ServerTiming {

    static final String HEADER = "Server-Timing";

    private static final int THOUSAND = 1000;

    private ServerTiming() {}

    static String of(long parse, long features, long score, long write) {
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
