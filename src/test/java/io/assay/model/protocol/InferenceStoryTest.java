package io.assay.model.protocol;

import io.assay.model.ModelApi;
import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the protocol, answered by one model. {@code -Dassay.docs.write=true} writes them anew. */
class InferenceStoryTest extends ModelApi {

    @Test
    void theExamplesAreAnswered() throws IOException {
        String name = champion(
                "passengers",
                asked("/api/v1/models/train", titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2}"), 201));
        String model = "/v2/models/" + name;
        String version = model + "/versions/1";
        new Story(
                        this::send,
                        Rule.of("names", name, "passengers"),
                        Rule.of("versions", "(\"assay\",\"version\":)\"[^\"]*\"", "$1\"1.0.0\""))
                .tell(List.of(
                        new Step("inferenceServer", 200, "assay", "GET", "/v2"),
                        new Step("inferenceModel", 200, "passengers", "GET", model),
                        new Step("inferenceModelReady", 200, "passengers", "GET", model + "/ready"),
                        new Step("inferenceModelVersion", 200, "passengers", "GET", version),
                        new Step("inferenceModelVersionReady", 200, "passengers", "GET", version + "/ready"),
                        new Step("infer", 200, "columns", "POST", model + "/infer"),
                        new Step("infer", 422, "other-columns", "POST", model + "/infer"),
                        new Step("inferVersion", 200, "labels", "POST", version + "/infer")));
    }
}
