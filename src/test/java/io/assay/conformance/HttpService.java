package io.assay.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A running service, spoken to as any caller would. */
record HttpService(HttpClient client, URI base) implements ConformanceRunner.Service {

    @Override
    public ConformanceRunner.Answer post(String endpoint, JsonNode request) {
        HttpRequest post = HttpRequest.newBuilder(base.resolve(endpoint))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString()))
                .build();
        try {
            HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
            return new ConformanceRunner.Answer(response.statusCode(), body(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(String text) {
        try {
            return CaseFile.JSON.readTree(text);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text);
        }
    }
}
