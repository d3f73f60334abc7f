package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of lists. */
final class Pages {

    private Pages() {}

    /** Some of the models. */
    @Schema(name = "RegisteredModelPage")
    record Models(
            List<ModelAnswer> models,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Some of a model's versions. */
    @Schema(name = "ModelVersionPage")
    record Versions(
            List<VersionAnswer> versions,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}

    /** Some of a model's history. */
    @Schema(name = "ModelPromotionPage")
    record Promotions(
            List<PromotionAnswer> promotions,

            @Schema(description = "cursor of the next page; null on the last") @Nullable
            String nextCursor) {}
}
