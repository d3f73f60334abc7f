package io.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvaluateHttpTest extends ModelApi {

    private static final String PATH = "/api/v1/models/evaluate";

    @Test
    void judgesWhatIsAskedForBesideTheBaseline() throws Exception {
        JsonNode answer = asked(PATH, titanic("{\"algorithm\": \"xgboost\"}"), 200);
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/evaluate.json"), answer.toPrettyString());
        assertThat(answer.at("/models/0/algorithm").stringValue()).isEqualTo("dummy");
        assertThat(answer.at("/roc_auc/mean").doubleValue()).isBetween(0.8, 0.9);
    }
}
