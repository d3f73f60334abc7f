package io.assay.model.registry;

import io.assay.model.mlflow.MirrorState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model with its name. */
@Schema(name = "RegisteredModel")
record ModelAnswer(
        String name,

        @Schema(description = "The version that answers; null while none was promoted") @Nullable
        Integer champion,

        @Schema(description = "Which version each alias points to")
        Map<String, Integer> aliases,

        @Schema(description = "How many versions there are") int versions,

        @Schema(description = "The largest number that a version ever had; the next one has one more")
        int latest,

        @Schema(description = "Moves with every change of its versions and aliases; the ETag of it and of all below it")
        long revision,

        Instant createdAt,

        String createdBy,

        @Schema(description = "How far MLflow's registry is behind; null in lists, and where MLflow was not told of it")
        @Nullable
        MirrorState mlflow) {

    ModelAnswer with(@Nullable MirrorState state) {
        return new ModelAnswer(name, champion, aliases, versions, latest, revision, createdAt, createdBy, state);
    }
}
