package io.assay.feature.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.story.Rule;
import io.assay.story.Step;
import io.assay.story.Story;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The examples of the pipelines' operations are one pipeline's life, told in order. Times, ids of fits, the code's version
 * and cursors are made the same. {@code -Dassay.docs.write=true} rewrites the answers.
 */
class PipelineStoryTest extends FeatureApi {

    private static final String TITANIC = PIPELINES + "/titanic";

    private static final String FIT = "fit-7f1c2f0e-6a55-4d0e-9a0c-3f2c7f5b1c11";

    private static final List<Step> STORY = List.of(
            new Step("createPipeline", 422, "no-such-kind", "POST", PIPELINES),
            new Step("createPipeline", 201, "titanic", "POST", PIPELINES),
            new Step("getPipeline", 200, "titanic", "GET", TITANIC),
            new Step("getPipelineVersion", 200, "titanic", "GET", TITANIC + "/versions/1"),
            new Step("fitPipeline", 201, "titanic", "POST", TITANIC + "/fit").giving(FIT),
            new Step("getFit", 200, "titanic", "GET", FITS + "/" + FIT),
            new Step("listFits", 200, "titanic", "GET", TITANIC + "/fits"),
            new Step("transformByPipeline", 200, "titanic", "POST", TITANIC + "/transform"),
            new Step("transformByFit", 200, "a-passenger", "POST", FITS + "/" + FIT + "/transform"),
            new Step("transformByFit", 409, "one-it-learned-from", "POST", FITS + "/" + FIT + "/transform"),
            new Step("listPipelines", 200, "newest", "GET", PIPELINES + "?limit=1"),
            new Step("listFeatures", 200, "of-an-owner", "GET", FEATURES + "?owner=example-of-the-api&pii=true"),
            new Step("deleteFit", 200, "titanic", "DELETE", FITS + "/" + FIT));

    private final Story story =
            new Story(this::send, Rule.ids("fit-", FIT), Rule.TIMES, Rule.CODE_VERSIONS, Rule.cursors("null"));

    @Test
    void theExamplesTellOneLife() throws IOException {
        story.tell(STORY);
        String fit = FITS + "/" + story.real(FIT);
        assertThat(get(fit).statusCode()).isEqualTo(404);
        assertThat(post(fit + "/transform", "{\"data\":" + SIX + "}").statusCode())
                .isEqualTo(404);
    }
}
