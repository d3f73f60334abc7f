package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Calls of the registry for tests over HTTP. */
abstract class Api extends HttpTest {

    static final String PATH = "/api/v1/experiments";

    private static final AtomicInteger KEYS = new AtomicInteger();

    static final String PRIMARY = """
            {"key":"conversion","kind":"proportion","role":"primary","business_meaning":"Users who buy",
             "unit_of_measure":"share of users"}""";

    static final String GUARDRAIL = """
            {"key":"crash","kind":"proportion","role":"guardrail","direction":"decrease","tolerated_loss":0.5,
             "business_meaning":"Users who see a crash","unit_of_measure":"share of users"}""";

    /** A key that no other test has. */
    static String key() {
        return "test-" + System.nanoTime() + "-" + KEYS.incrementAndGet();
    }

    static String definition(String key, String plan, long plannedN, String... metrics) {
        return """
                {"key":"%s","hypothesis":"It helps","owner":"team","randomisation_unit":"user",
                 "arms":[{"key":"control"},{"key":"treatment"}],
                 "metrics":[%s],"plan":%s,"planned_n":%d}""".formatted(key, String.join(",", metrics), plan, plannedN);
    }

    /** A running experiment in which conversion decides. */
    String running(String plan, long plannedN) {
        return running(plan, plannedN, PRIMARY);
    }

    String running(String plan, long plannedN, String... metrics) {
        String key = key();
        created(post(PATH, definition(key, plan, plannedN, metrics)));
        ok(post(PATH + "/" + key + "/start", ""));
        return key;
    }

    static String counts(long n, long control, long treatment) {
        return counts(n, n, control, treatment, "");
    }

    static String counts(long nControl, long nTreatment, long control, long treatment, String more) {
        return """
                {"arms":[{"key":"control","n":%1$d},{"key":"treatment","n":%2$d}],%5$s
                 "metrics":[{"key":"conversion","data":{
                   "control":{"n":%1$d,"successes":%3$d},"treatment":{"n":%2$d,"successes":%4$d}}}]}""".formatted(nControl, nTreatment, control, treatment, more);
    }

    HttpResponse<String> read(String key, String body) {
        return post(PATH + "/" + key + "/readouts", body);
    }

    JsonNode experiment(String key) {
        return ok(get(PATH + "/" + key));
    }

    HttpResponse<String> patch(String path, String body, String... headers) {
        var request = request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode ok(HttpResponse<String> response) {
        return with(200, response);
    }

    static JsonNode created(HttpResponse<String> response) {
        return with(201, response);
    }

    static JsonNode with(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return json(response);
    }
}
