package io.assay.model.registry;

import io.assay.model.ModelApi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Three runs of the same rows, and what is asked of versions that stand on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PromotionApi extends ModelApi {

    static final String MODELS = "/api/v1/models/";

    static final ObjectNode DATA = Churn.customers(900, 1);

    @Autowired
    private JdbcClient jdbc;

    String weak = "";
    String strong = "";
    String noisy = "";

    @BeforeAll
    void train() {
        weak = trained(Churn.training(DATA, "price"));
        strong = trained(Churn.training(DATA, "calls", "price"));
        noisy = trained(Churn.training(DATA, "noise"));
    }

    String trained(ObjectNode request) {
        return asked(MODELS + "train", request, 201).path("id").stringValue();
    }

    int register(String name, String run) {
        return asked(MODELS + name + "/versions", JSON.createObjectNode().put("run", run), 201)
                .path("version")
                .intValue();
    }

    JsonNode promoted(String name, int version, int status) {
        return asked(MODELS + name + "/promotions", JSON.createObjectNode().put("version", version), status);
    }

    static JsonNode check(JsonNode promotion, String id) {
        for (JsonNode check : promotion.path("checks").values()) {
            if (check.path("id").stringValue().equals(id)) {
                return check;
            }
        }
        throw new AssertionError("no check " + id + " in " + promotion);
    }

    int champion(String name) {
        return json(get(MODELS + name)).path("champion").intValue();
    }

    /** Another run's file. */
    void damage(String run, String file) {
        jdbc.sql("update model_run_artifact set packed = (select packed from model_run_artifact where run = :other"
                        + " and name = :file) where run = :run and name = :file")
                .param("other", strong)
                .param("run", run)
                .param("file", file)
                .update();
    }
}
