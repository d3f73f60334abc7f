package io.assay.model.mlflow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far MLflow's registry is behind. */
@Schema(name = "MlflowModelState")
public record MirrorState(
        @Schema(
                description =
                        "pending: MLflow is told as soon as it listens; sent: it has all of it; failed: it refuses, and is told "
                                + "again after the next change and when the service starts the next time")
        MlflowState.State state,

        @Schema(description = "The model in MLflow's own pages; null until it is there, and where no MLflow is set")
        @Nullable
        URI url,

        @Schema(description = "How often it was tried") int attempts,

        @Schema(
                description =
                        "What kept it the last time, or which versions MLflow does not have and why; null where it has all")
        @Nullable
        String lastError,

        Instant updatedAt) {}
