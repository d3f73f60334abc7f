package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Compares an endpoint with others that take the same body, in blocks that take turns: each round measures every
 * endpoint once, so that a machine that slows down for a while slows all of them down.
 */
record LoadComparison(int connections, Map<Endpoint, List<Block>> blocks) {

    /**
     * How long to measure.
     *
     * @param warmUp time for every endpoint before the first round
     * @param block time of one block
     * @param mostPerConnection requests of one connection in a block, at most
     */
    record Plan(Duration warmUp, int rounds, Duration block, int mostPerConnection) {}

    static LoadComparison run(LoadClient client, int connections, List<Endpoint> endpoints, Plan plan)
            throws IOException, InterruptedException {
        for (Endpoint endpoint : endpoints) {
            client.run(endpoint.request(), connections, plan.mostPerConnection, plan.warmUp);
        }
        Map<Endpoint, List<Block>> blocks = new EnumMap<>(Endpoint.class);
        for (int round = 0; round < plan.rounds; round++) {
            // Every other round backwards: none always follows the same one.
            for (Endpoint endpoint : round % 2 == 0 ? endpoints : endpoints.reversed()) {
                Block block = client.run(endpoint.request(), connections, plan.mostPerConnection, plan.block);
                blocks.computeIfAbsent(endpoint, e -> new ArrayList<>()).add(block);
            }
        }
        return new LoadComparison(connections, blocks);
    }

    /** Those that were measured. */
    Set<Endpoint> endpoints() {
        return blocks.keySet();
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
