package io.assay.data.store;

import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples of the operations on datasets are one dataset's life, told in order. Times and its id are made the same.
 * {@code -Dassay.docs.write=true} rewrites the answers.
 */
class StoryTest extends DatasetHttp {

    private static final String ID = "ds_0123456789abcdef0123";

    private static final String ONE = PATH + "/" + ID;

    private static final List<Step> STORY = List.of(
            new Step("uploadDataset", 422, "mixed-column", "POST", PATH),
            new Step("uploadDataset", 201, "trials", "POST", PATH).giving(ID),
            new Step("getDataset", 200, "trials", "GET", ONE),
            new Step("readDataset", 200, "first-rows", "GET", ONE + "/rows?limit=2"),
            new Step("readQuarantine", 200, "none", "GET", ONE + "/quarantine"),
            new Step("profileDataset", 200, "who-stayed", "POST", ONE + "/profile?target=stayed"),
            new Step("getProfile", 200, "who-stayed", "GET", ONE + "/profile?target=stayed"),
            new Step("listDatasets", 200, "by-name", "GET", PATH + "?name=trials"),
            new Step("deleteDataset", 200, "trials", "DELETE", ONE),
            new Step("getDataset", 404, "deleted", "GET", ONE));

    @Test
    void theExamplesTellOneLife() throws IOException {
        new Story(this::send, Rule.TIMES, Rule.of("ids of datasets", "ds_[0-9a-f]{20}", ID)).tell(STORY);
    }
}
