package io.assay.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RunHttpTest extends ModelApi {

    @Test
    void keepsARunThatCanBeDoneAgain() throws Exception {
        JsonNode run =
                asked("/api/v1/models/train", titanic("{\"algorithm\": \"xgboost\", \"run_name\": \"first\"}"), 201);
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/run.json"), run.toPrettyString());
        String id = run.path("id").stringValue();
        assertThat(json(get("/api/v1/models/runs/" + id))).isEqualTo(run);
        JsonNode replay = json(post("/api/v1/models/runs/" + id + "/replay", ""));
        assertThat(replay.path("same_model").booleanValue()).isTrue();
        assertThat(replay.path("differences")).isEmpty();
    }
}
