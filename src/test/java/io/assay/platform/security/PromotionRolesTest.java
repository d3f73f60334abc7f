package io.assay.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Who may ask less of a model than is usual before it becomes champion. */
class PromotionRolesTest extends SecuredTest {

    private static final String MODELS = "/api/v1/models/";

    private static final String NAME = "lax";

    /** The outcome follows two columns alike, of which the model knows one. */
    private static ObjectNode training(String column) {
        Random random = new Random(5);
        ObjectNode request = (ObjectNode) JSON.readTree("""
                {"target": "left", "positive": "yes", "algorithm": "logistic_regression", "calibration": "none",
                 "cv": 2, "explain": false, "data": {"rows": []},
                 "pipeline": {"features": [{"name": "%s", "column": "%s", "meaning": "What was measured"}]}}""".formatted(column, column));
        var rows = ((ObjectNode) request.path("data")).putArray("rows");
        for (int row = 0; row < 400; row++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            rows.addObject().put("a", a).put("b", b).put("left", a + b + random.nextGaussian() > 0 ? "yes" : "no");
        }
        return request;
    }

    private void register(String name, String column) {
        HttpResponse<String> run =
                send("POST", MODELS + "train", ADMIN_KEY, training(column).toString());
        assertThat(run.statusCode()).as(run.body()).isEqualTo(201);
        HttpResponse<String> version = send(
                "POST",
                MODELS + name + "/versions",
                ADMIN_KEY,
                "{\"run\": \"%s\"}".formatted(json(run).path("id").asString()));
        assertThat(version.statusCode()).as(version.body()).isEqualTo(201);
    }

    private HttpResponse<String> promoted(String credential, int version, String policy) {
        return send(
                "POST",
                MODELS + NAME + "/promotions",
                credential,
                "{\"version\": %d, \"policy\": %s}".formatted(version, policy));
    }

    @Test
    void analystsPromoteByTheUsualPolicyOrAStricterOne() {
        register(NAME, "a");
        register(NAME, "b");
        String analyst = key("promoter", Role.ANALYST);
        for (String policy : new String[] {"{\"documented\": false}", "{\"calibrated\": false}"}) {
            HttpResponse<String> refused = promoted(analyst, 1, policy);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        }
        HttpResponse<String> first = promoted(analyst, 1, "{\"documented\": true, \"margin\": 0.001}");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        HttpResponse<String> lax = promoted(analyst, 2, "{\"margin\": 0.9}");
        assertThat(lax.statusCode()).as(lax.body()).isEqualTo(403);
        assertThat(json(lax).path("detail").asString()).contains("which is 0.005 of roc_auc here");
        assertThat(promoted(analyst, 2, "{\"margin\": 0.005}").statusCode()).isEqualTo(409);
        HttpResponse<String> admin = promoted(ADMIN_KEY, 2, "{\"margin\": 0.9, \"calibrated\": false}");
        assertThat(admin.statusCode()).as(admin.body()).isEqualTo(201);
    }

    /** Setting the evidence aside is for admins; an analyst who tries it changes nothing, whatever the evidence says. */
    @Test
    void onlyAdminsOverride() {
        register("c", "a");
        String analyst = key("overrider", Role.ANALYST);
        String override = "{\"version\": 1, \"override\": {\"reason\": \"I know better\"}}";
        String path = MODELS + "c/promotions";
        HttpResponse<String> refused = send("POST", path, analyst, override);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(json(get(MODELS + "c", ADMIN_KEY)).path("champion").isNull()).isTrue();
        assertThat(json(get(path, ADMIN_KEY)).path("promotions")).isEmpty();
        HttpResponse<String> admin = send("POST", path, ADMIN_KEY, override);
        assertThat(admin.statusCode()).as(admin.body()).isEqualTo(201);
        assertThat(json(admin).path("by").asString()).isEqualTo("admin-key");
        var history = json(get(path, ADMIN_KEY)).at("/promotions/0");
        assertThat(history.path("reason").asString()).isEqualTo("I know better");
        assertThat(history.path("by").asString()).isEqualTo("admin-key");
        var card = json(get(MODELS + "c/versions/1/card", ADMIN_KEY)).at("/promotions/0");
        assertThat(card.path("reason").asString()).isEqualTo("I know better");
        assertThat(card.path("by").asString()).isEqualTo("admin-key");
        var audited = json(get("/api/v1/audit?limit=1", ADMIN_KEY)).at("/entries/0");
        assertThat(audited.path("operation").asString()).isEqualTo("promoteModelVersion");
        assertThat(audited.path("who").asString()).isEqualTo("admin-key");
    }
}
