package io.assay.benchmark;

import java.util.List;

/** What is posted to, and what is posted. */
enum Endpoint {
    ANALYZE("analyze", "/api/v1/experiments/analyze"),
    CONSTANT("constant", "/test/baseline/constant"),
    ANSWER("answer", "/test/baseline/answer"),
    PLAIN("plain", "/test/baseline/plain"),
    READOUT("readout", "/api/v1/experiments/readout"),
    READOUT_CONSTANT("readout, constant", "/test/baseline/readout");

    static final List<Endpoint> OF_ANALYZE = List.of(ANALYZE, CONSTANT, ANSWER, PLAIN);
    static final List<Endpoint> OF_READOUT = List.of(READOUT, READOUT_CONSTANT);

    private static final String TWO_ARMS = """
            {"control":{"conversions":1000,"visitors":10000},"treatment":{"conversions":1100,"visitors":10000},"alpha":0.05}""";

    private final String label;
    private final String path;

    Endpoint(String label, String path) {
        this.label = label;
        this.path = path;
    }

    String label() {
        return label;
    }

    byte[] request() {
        return LoopbackConnection.post(path, body());
    }

    String body() {
        return switch (this) {
            case ANALYZE, CONSTANT, ANSWER, PLAIN -> TWO_ARMS;
            case READOUT, READOUT_CONSTANT -> ReadoutInputs.body();
        };
    }
}
