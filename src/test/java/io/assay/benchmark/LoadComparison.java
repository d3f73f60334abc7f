package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Compares {@code analyze} with endpoints that take the same body, in blocks that take turns: each round measures every
 * endpoint once, so that a machine that slows down for a while slows all of them down.
 */
record LoadComparison(int connections, Map<Endpoint, List<Block>> blocks) {

    private static final String BODY = """
            {"control":{"conversions":1000,"visitors":10000},"treatment":{"conversions":1100,"visitors":10000},"alpha":0.05}""";

    /** What is posted to. */
    enum Endpoint {
        ANALYZE("analyze", "/api/v1/experiments/analyze"),
        CONSTANT("constant", "/test/baseline/constant"),
        ANSWER("answer", "/test/baseline/answer"),
        PLAIN("plain", "/test/baseline/plain");

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
            return LoopbackConnection.post(path, BODY);
        }
    }

    /**
     * How long to measure.
     *
     * @param warmUp time for every endpoint before the first round
     * @param block time of one block
     * @param mostPerConnection requests of one connection in a block, at most
     */
    record Plan(Duration warmUp, int rounds, Duration block, int mostPerConnection) {}

    static LoadComparison run(LoadClient client, int connections, Plan plan) throws IOException, InterruptedException {
        for (Endpoint endpoint : Endpoint.values()) {
            client.run(endpoint.request(), connections, plan.mostPerConnection, plan.warmUp);
        }
        Map<Endpoint, List<Block>> blocks = new EnumMap<>(Endpoint.class);
        for (int round = 0; round < plan.rounds; round++) {
            // Every other round backwards: none always follows the same one.
            List<Endpoint> order = List.of(Endpoint.values());
            for (Endpoint endpoint : round % 2 == 0 ? order : order.reversed()) {
                Block block = client.run(endpoint.request(), connections, plan.mostPerConnection, plan.block);
                blocks.computeIfAbsent(endpoint, e -> new ArrayList<>()).add(block);
            }
        }
        return new LoadComparison(connections, blocks);
    }

    List<Block> of(Endpoint endpoint) {
        return blocks.getOrDefault(endpoint, List.of());
    }

    /** The median over the blocks. */
    double median(Endpoint endpoint, ToDoubleFunction<Block> figure) {
        return Quantiles.median(of(endpoint).stream().mapToDouble(figure).toArray());
    }

    /** The quotient of the medians of two endpoints in each round, ascending. */
    double[] ratios(Endpoint numerator, Endpoint denominator) {
        double[] ratios = new double[of(numerator).size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = of(numerator).get(round).medianMicros()
                    / of(denominator).get(round).medianMicros();
        }
        Arrays.sort(ratios);
        return ratios;
    }
}
