package io.assay.model.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Registers models over HTTP and asks them. */
abstract class ServingApi extends ModelApi {

    static final String MODELS = "/api/v1/models/";

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    private JdbcClient jdbc;

    /** A name that no other test has. */
    static String name() {
        return "served-" + NAMES.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    final JsonNode trained(ObjectNode request) {
        return asked(MODELS + "train", request, 201);
    }

    /** Registers the run's model as the next version. */
    final int register(String name, JsonNode run) {
        ObjectNode body = JSON.createObjectNode().put("run", run.path("id").stringValue());
        return asked(MODELS + name + "/versions", body, 201).path("version").intValue();
    }

    final void point(String name, String alias, int version) {
        HttpResponse<String> answer =
                send("PUT", MODELS + name + "/aliases/" + alias, "{\"version\": %d}".formatted(version));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Makes a version champion as the registry's tables say it; whether it should be is the promotion's to judge. */
    final void promote(String name, int version) {
        Long promotion = jdbc.sql("""
                        insert into model_promotion (name, version, outcome, document, at, by)
                        values (:name, :version, 'granted', '{}', now(), 'test') returning id""")
                .param("name", name)
                .param("version", version)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        insert into model_alias (name, alias, version, promotion, since, set_by)
                        values (:name, 'champion', :version, :promotion, now(), 'test')
                        on conflict (name, alias) do update set version = :version, promotion = :promotion""")
                .param("name", name)
                .param("version", version)
                .param("promotion", promotion)
                .update();
        jdbc.sql("update model_registry_revision set revision = revision + 1").update();
    }

    final HttpResponse<String> predict(String model, String body) {
        return post(MODELS + model + "/predict", body);
    }

    final HttpResponse<String> lines(String model, String query, String body) {
        return send(request(MODELS + model + "/predict" + query)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
