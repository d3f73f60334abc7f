package io.assay.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a service that may answer with a job, and waits for what the job comes to. */
final class DatasetClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final long LOOK_MS = 20;

    private final HttpClient client = HttpClient.newHttpClient();

    private final int port;

    private final @Nullable String key;

    DatasetClient(int port) {
        this(port, null);
    }

    /** @param key null where none is needed */
    DatasetClient(int port, @Nullable String key) {
        this.port = port;
        this.key = key;
    }

    /** The id of the dataset that a file becomes. */
    String upload(Path csv) throws IOException, InterruptedException {
        return answer("/api/v1/datasets", "text/csv", BodyPublishers.ofFile(csv))
                .path("id")
                .asString();
    }

    /** @param json may be empty */
    JsonNode post(String path, String json) throws IOException, InterruptedException {
        return answer(path, "application/json", BodyPublishers.ofString(json));
    }

    /** What is at a path, as it is. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(path).GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
        return response.body();
    }

    void delete(String dataset) throws IOException, InterruptedException {
        client.send(request("/api/v1/datasets/" + dataset).DELETE().build(), BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private JsonNode answer(String path, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Prefer", "wait=60").POST(body);
        if (body.contentLength() != 0) {
            request.header("Content-Type", contentType);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        HttpResponse<String> last = response;
        while (last.statusCode() == 202 || last.statusCode() == 409) {
            Thread.sleep(LOOK_MS);
            String job = response.headers().firstValue("Location").orElseThrow();
            last = client.send(request(job + "/result").GET().build(), BodyHandlers.ofString());
        }
        if (last.statusCode() >= 300) {
            throw new IOException(last.body());
        }
        return JSON.readTree(last.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
