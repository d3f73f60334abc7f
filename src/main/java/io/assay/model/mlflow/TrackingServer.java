package io.assay.model.mlflow;

import io.assay.model.mlflow.TrackingException.Kind;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** An MLflow server, over its REST API, version 2.0. */
@Component
class TrackingServer {

    private static final String API = "/api/2.0/mlflow/";

    private static final int MIB = 1 << 20;

    private static final String NONE = "";

    private final MlflowSettings settings;
    private final JsonMapper json;
    private final HttpClient client;

    TrackingServer(MlflowSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                // Another place would get the credentials.
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Does not wait for calls that are under way. */
    @PreDestroy
    void close() {
        client.shutdownNow();
    }

    String uri() {
        return settings.trackingUri();
    }

    JsonNode get(String path, String parameter, String value) throws TrackingException, InterruptedException {
        return get(path, Map.of(parameter, value));
    }

    JsonNode get(String path, Map<String, String> parameters) throws TrackingException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(API + path + "?" + query, settings.timeout()).GET(), path);
    }

    /** With a body, as MLflow wants it. */
    JsonNode delete(String path, Map<String, ?> body) throws TrackingException, InterruptedException {
        return send(withBody(path, "DELETE", body), path);
    }

    JsonNode post(String path, Map<String, ?> body) throws TrackingException, InterruptedException {
        return send(withBody(path, "POST", body), path);
    }

    JsonNode patch(String path, Map<String, ?> body) throws TrackingException, InterruptedException {
        return send(withBody(path, "PATCH", body), path);
    }

    private HttpRequest.Builder withBody(String path, String method, Map<String, ?> body) {
        return request(API + path, settings.timeout())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    }

    /** Writes a file to the store behind the server. */
    void put(String path, String contentType, byte[] bytes) throws TrackingException, InterruptedException {
        Duration patience = settings.timeout().plusSeconds(bytes.length / MIB);
        HttpResponse<byte[]> response = answer(
                request(path, patience).header("Content-Type", contentType).PUT(BodyPublishers.ofByteArray(bytes)));
        if (response.statusCode() / 100 != 2) {
            throw failure(response.statusCode(), body(response.body()), "an artifact");
        }
    }

    private HttpRequest.Builder request(String path, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.trackingUri() + path))
                .timeout(patience);
        settings.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request) throws TrackingException, InterruptedException {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException away) {
            throw new TrackingException(
                    Kind.UNREACHABLE, NONE, "MLflow does not answer at " + uri() + ": " + words(away), away);
        }
    }

    private JsonNode send(HttpRequest.Builder request, String what) throws TrackingException, InterruptedException {
        HttpResponse<byte[]> response = answer(request);
        JsonNode body = body(response.body());
        if (response.statusCode() == 200 && body.isObject()) {
            return body;
        }
        throw failure(response.statusCode(), body, what);
    }

    private JsonNode body(byte[] bytes) {
        try {
            return json.readTree(bytes);
        } catch (JacksonException unreadable) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private TrackingException failure(int status, JsonNode body, String what) {
        String code = body.path("error_code").asString(NONE);
        String message = "MLflow answered " + status + " for " + what
                + (code.isEmpty() ? ": no answer of an MLflow server" : ": " + code)
                + body.path("message").asStringOpt().map(text -> ": " + text).orElse(NONE);
        return new TrackingException(kind(status, code), code, message, null);
    }

    private static Kind kind(int status, String code) {
        return switch (status) {
            case 401, 403, 407, 408, 429, 502, 503, 504 -> Kind.UNREACHABLE;
            case 404 -> code.equals("RESOURCE_DOES_NOT_EXIST") ? Kind.UNKNOWN : Kind.UNREACHABLE;
            default -> {
                if (status >= 500) {
                    yield Kind.FAULTY;
                }
                yield status >= 400 && !code.isEmpty() ? Kind.REFUSED : Kind.UNREACHABLE;
            }
        };
    }

    private static String words(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
