package io.assay.model.mlflow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a run is on its way to MLflow. */
@Schema(name = "MlflowState")
public record MlflowState(
        @Schema(
                description =
                        "pending: it is sent as soon as MLflow takes it; sent; failed: MLflow refuses it, and it is"
                                + " tried again when the service starts the next time")
        State state,

        @Schema(description = "MLflow's id of the experiment; null until it has given one") @Nullable
        String experimentId,

        @Schema(description = "MLflow's id of the run; null until it has given one") @Nullable
        String runId,

        @Schema(description = "The run in MLflow's own pages; null until it is there, and where no MLflow is set")
        @Nullable
        URI url,

        @Schema(description = "How often it was tried") int attempts,

        @Schema(description = "What kept it the last time, in words; null once it is sent") @Nullable
        String lastError,

        @Schema(description = "Why MLflow has no artifacts of it; null where it has them, or is still to get them")
        @Nullable
        String withoutArtifacts,

        Instant updatedAt) {

    /** Where it is. */
    public enum State {
        PENDING,
        SENT,
        FAILED;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
