package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of monitoring tell of one model, and the running service answers every step as its file says.
 * {@code -Dassay.docs.write=true} writes them anew.
 */
class MonitoringStoryTest extends ModelApi {

    private static final String MODELS = "/api/v1/models/";
    private static final String VERSION = MODELS + "titanic/versions/1";

    private static final List<Step> STORY = List.of(
            new Step("labelPredictions", 200, "three-passengers", "POST", VERSION + "/labels"),
            new Step("getModelDrift", 200, "passengers-as-before", "GET", VERSION + "/drift"),
            new Step("getModelPerformance", 200, "by-rows", "GET", VERSION + "/performance?by=rows&window=500"));

    private final Story story = new Story(this::send, Rule.times("from|to"));

    @Test
    void theExamplesTellOfOneModel() throws IOException, InterruptedException {
        ObjectNode train = titanic("{\"algorithm\": \"logistic_regression\"}");
        JsonNode columns = train.at("/data/columns");
        JsonNode run = asked(MODELS + "train", train, 201);
        JsonNode version = asked(
                MODELS + "titanic/versions",
                JSON.createObjectNode().put("run", run.get("id").asString()),
                201);
        assertThat(version.get("version").asInt()).isEqualTo(1);

        ObjectNode passengers = JSON.createObjectNode();
        passengers.putObject("data").set("columns", columns.deepCopy());
        ArrayNode ids = passengers.putArray("ids");
        ArrayNode labels = JSON.createArrayNode();
        int rows = columns.get("survived").size();
        for (int row = 0; row < rows; row++) {
            ids.add("passenger-" + row);
            // Of one in two it is known, among them the first three, who are the example's.
            if (row > 2 && row % 2 == 0) {
                labels.addObject()
                        .put("id", "passenger-" + row)
                        .set("outcome", columns.get("survived").get(row));
            }
        }
        var _ = asked(VERSION + "/predict", passengers, 200);
        var _ = asked(VERSION + "/labels", JSON.createObjectNode().set("labels", labels), 200);
        for (int i = 0; i < 100 && json(get(VERSION + "/drift")).get("rows").asInt() < rows; i++) {
            Thread.sleep(100);
        }
        story.tell(STORY);
    }
}
