package io.assay.model.serving;

import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of predictions are what a model of the runs' example answers. {@code -Dassay.docs.write=true} writes them
 * anew.
 */
class PredictStoryTest extends ServingApi {

    @Autowired
    private LoadedModels models;

    @Test
    void theExamplesAreAnsweredSo() throws IOException {
        String name = name();
        register(name, trained((ObjectNode) JSON.readTree(Story.request("trainModel.request.churn"))));
        promote(name, 1);
        point(name, "challenger", 1);
        models.refresh();
        new Story(this::send, Rule.of("names", name, "churn"))
                .tell(List.of(
                        new Step("predict", 200, "churn", "POST", MODELS + name + "/predict"),
                        new Step("predict", 422, "misspelt", "POST", MODELS + name + "/predict"),
                        new Step("predictByAlias", 200, "churn", "POST", MODELS + name + "@challenger/predict"),
                        new Step("predictByVersion", 200, "churn", "POST", MODELS + name + "/versions/1/predict")));
    }
}
