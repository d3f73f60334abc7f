package io.assay.experiment.registry;

import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples of the registry's operations are one experiment's life, told in order: what one answers hangs on those
 * before it. Times are made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class StoryTest extends Api {

    private static final String ONE = PATH + "/checkout-button";

    private static final List<Step> STORY = List.of(
            new Step("createExperiment", 422, "two-primary-metrics", "POST", PATH),
            new Step("createExperiment", 201, "checkout-button", "POST", PATH),
            new Step("changeExperiment", 200, "more-power", "PATCH", ONE),
            new Step("startExperiment", 200, "freeze", "POST", ONE + "/start"),
            new Step("readExperiment", 201, "blinded", "POST", ONE + "/readouts"),
            new Step("readExperiment", 201, "planned-size", "POST", ONE + "/readouts"),
            new Step("readExperiment", 422, "fewer-units", "POST", ONE + "/readouts"),
            new Step("amendExperiment", 201, "after-a-look", "POST", ONE + "/amendments"),
            new Step("listReadouts", 200, "checkout-button", "GET", ONE + "/readouts"),
            new Step("getReadout", 200, "checkout-button", "GET", ONE + "/readouts/2"),
            new Step("stopExperiment", 200, "enough", "POST", ONE + "/stop"),
            new Step("exportExperiment", 200, "checkout-button", "GET", ONE + "/export"),
            new Step("archiveExperiment", 200, "done", "POST", ONE + "/archive"),
            new Step("getExperiment", 200, "checkout-button", "GET", ONE),
            new Step("auditExperiment", 200, "checkout-button", "GET", ONE + "/audit"),
            new Step("listExperiments", 200, "by-tag", "GET", PATH + "?tag=an-example-of-the-api"),
            new Step("replayExperiment", 200, "what-was-said", "POST", PATH + "/replay"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        new Story(this::send, Rule.TIMES).tell(STORY);
    }
}
