package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * The examples of the registry tell the life of a model, and the running service answers every step as its file says.
 * {@code -Dassay.docs.write=true} writes them anew.
 */
class ModelRegistryStoryTest extends ModelApi {

    private static final String MODELS = "/api/v1/models";
    private static final String MODEL = MODELS + "/leavers";
    private static final String ONE = MODEL + "/versions/1";
    private static final String RUN = "run-5d0c6c1e-94a8-4a5e-9d8f-0b8f6f3f2a10";
    private static final String BETTER = "run-0f4b1c7a-2d1e-4f6a-8a53-6c1d2e3f4a5b";

    private static final List<Step> STORY = List.of(
            new Step("registerModelVersion", 201, "leavers", "POST", MODEL + "/versions"),
            new Step("promoteModelVersion", 201, "first", "POST", MODEL + "/promotions"),
            new Step("registerModelVersion", 201, "better", "POST", MODEL + "/versions"),
            new Step("promoteModelVersion", 201, "better", "POST", MODEL + "/promotions"),
            new Step("promoteModelVersion", 409, "worse", "POST", MODEL + "/promotions"),
            new Step("setModelAlias", 200, "challenger", "PUT", MODEL + "/aliases/challenger"),
            new Step("getModel", 200, "leavers", "GET", MODEL),
            new Step("listModels", 200, "leavers", "GET", MODELS + "?limit=1"),
            new Step("listModelVersions", 200, "leavers", "GET", MODEL + "/versions"),
            new Step("changeModelVersion", 200, "leavers", "PATCH", ONE),
            new Step("getModelVersion", 200, "leavers", "GET", ONE),
            new Step("getModelCard", 200, "leavers", "GET", ONE + "/card"),
            new Step("deleteModelAlias", 200, "challenger", "DELETE", MODEL + "/aliases/challenger"),
            new Step("rollBackModel", 201, "leavers", "POST", MODEL + "/rollback"),
            new Step("listModelPromotions", 200, "leavers", "GET", MODEL + "/promotions?limit=2"),
            new Step("deleteModelVersion", 200, "leavers", "DELETE", MODEL + "/versions/2"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        ObjectNode customers = Churn.customers(900, 1);
        String weak = trained(Churn.training(customers, "price"));
        String strong = trained(Churn.training(customers, "calls", "price"));
        Story story = new Story(
                (method, path, body) ->
                        send(method, path, body.replace(RUN, weak).replace(BETTER, strong)),
                Rule.of("the first run", weak, RUN),
                Rule.of("the better run", strong, BETTER),
                Rule.times("at|created_at|registered_at"),
                Rule.member("ids of promotions", "id", "\\d+", "1"),
                Rule.member("what times and ids change", "sha256", "\"[0-9a-f]{64}\"", "\"" + "0".repeat(64) + "\""),
                Rule.CODE_VERSIONS,
                Rule.cursors("null"));
        story.tell(STORY);
        assertThat(get(MODEL + "/versions/2").statusCode()).isEqualTo(404);
        assertThat(json(get(MODEL)).path("champion").intValue()).isEqualTo(1);
    }

    private String trained(ObjectNode request) {
        return asked(MODELS + "/train", request, 201).path("id").stringValue();
    }
}
