package io.assay.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples of runs tell one life, and the running service answers every step as its file says.
 * {@code -Dassay.docs.write=true} writes them anew.
 */
class RunStoryTest extends HttpTest {

    private static final String MODELS = "/api/v1/models";
    private static final String RUN = "run-5d0c6c1e-94a8-4a5e-9d8f-0b8f6f3f2a10";
    private static final String RUNS = MODELS + "/runs";

    private static final List<Step> STORY = List.of(
            new Step("trainModel", 201, "churn", "POST", MODELS + "/train").giving(RUN),
            new Step("getRun", 200, "churn", "GET", RUNS + "/" + RUN),
            new Step("listRuns", 200, "churn", "GET", RUNS + "?experiment=churn&limit=1"),
            new Step("getRunArtifact", 200, "model", "GET", RUNS + "/" + RUN + "/artifacts/model.json"),
            new Step("evaluateRun", 200, "churn", "POST", RUNS + "/" + RUN + "/evaluate"),
            new Step("explainRun", 200, "churn", "POST", RUNS + "/" + RUN + "/explain"),
            new Step("replayRun", 200, "churn", "POST", RUNS + "/" + RUN + "/replay"),
            new Step("deleteRun", 200, "churn", "DELETE", RUNS + "/" + RUN));

    private final Story story =
            new Story(this::send, Rule.ids("run-", RUN), Rule.TIMES, Rule.CODE_VERSIONS, Rule.cursors("null"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        story.tell(STORY);
        assertThat(get(RUNS + "/" + story.real(RUN)).statusCode()).isEqualTo(404);
    }
}
