package io.assay.feature.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Calls of the features' API for tests over HTTP. */
abstract class FeatureApi extends HttpTest {

    static final String FEATURES = "/api/v1/features";

    static final String PIPELINES = FEATURES + "/pipelines";

    static final String FITS = FEATURES + "/fits";

    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Six rows that are all different. */
    static final String SIX = """
            {"columns":{"age":[25,null,47,31,null,62],"plan":["free","pro",null,"free","pro","team"]}}""";

    /** A name that no other test has. */
    static String name() {
        return "test-" + System.nanoTime() + "-" + NAMES.incrementAndGet();
    }

    static String documented(String name) {
        return """
                {"name":"%s","features":[
                  {"name":"age","column":"age","transform":[{"kind":"impute","strategy":"median"},{"kind":"standardise"}],
                   "meaning":"Age at sign-up","owner":"crm","unit":"years","pii":true},
                  {"name":"plan","column":"plan","transform":[{"kind":"impute","strategy":"most_frequent"},
                   {"kind":"one_hot"}],"meaning":"What they pay for","owner":"billing"}]}""".formatted(name);
    }

    String stored(String document) {
        return created(post(PIPELINES, document)).get("name").asString();
    }

    JsonNode fitted(String pipeline, String body) {
        return created(post(PIPELINES + "/" + pipeline + "/fit", body));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        var request = request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    static JsonNode ok(HttpResponse<String> response) {
        return answered(response, 200);
    }

    static JsonNode created(HttpResponse<String> response) {
        return answered(response, 201);
    }

    static JsonNode answered(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response);
    }
}
