package io.assay.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server, and how it is asked.
 *
 * @param body of a request for so many rows
 * @param positive probabilities in an answer
 * @param key that callers need; null for none
 * @param residentBytes of its processes
 * @param processorNanos that its processes took so far
 */
record ServingTarget(
        String label,
        int port,
        String path,
        @Nullable String key,
        IntFunction<ObjectNode> body,
        Function<JsonNode, double[]> positive,
        LongSupplier residentBytes,
        LongSupplier processorNanos) {

    private static final JsonMapper JSON = JsonMapper.shared();

    byte[] request(int rows) {
        return LoopbackConnection.post(path, key, JSON.writeValueAsString(body.apply(rows)));
    }

    double[] probabilities(int rows) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body.apply(rows))));
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(label + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return positive.apply(JSON.readTree(answer.body()));
        }
    }

    /** Of what the service says by name. */
    static double[] named(JsonNode answer) {
        return numbers(answer.path("predictions"), row -> row.at("/prediction/yes"));
    }

    /** Of a tensor of both classes' probabilities. */
    static double[] ofTensor(JsonNode answer) {
        JsonNode data = answer.at("/outputs/0/data");
        double[] positive = new double[data.size() / 2];
        for (int row = 0; row < positive.length; row++) {
            positive[row] = data.get(2 * row + 1).doubleValue();
        }
        return positive;
    }

    static double[] ofMlserver(JsonNode answer) {
        return numbers(answer.at("/outputs/0/data"), probability -> probability);
    }

    static double[] ofMlflow(JsonNode answer) {
        return numbers(answer.path("predictions"), row -> row);
    }

    private static double[] numbers(JsonNode rows, Function<JsonNode, JsonNode> number) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToDouble(row -> number.apply(row).doubleValue())
                .toArray();
    }
}
