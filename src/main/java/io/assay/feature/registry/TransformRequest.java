package io.assay.feature.registry;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Rows that are to become features. */
@Schema(name = "TransformRequest")
record TransformRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(
                description =
                        "Earlier rows of the same entities for windows to look back on; put before the rows, and not "
                                + "answered with")
        @Nullable
        @Valid
        TableData history,

        @Schema(
                description = "What the features are for: evaluation is refused for rows that the fit learned from",
                defaultValue = "serving")
        @Nullable
        Purpose purpose) {

    /** What features are made for. */
    enum Purpose {
        SERVING,
        EVALUATION
    }

    Purpose purposeOrDefault() {
        return purpose == null ? Purpose.SERVING : purpose;
    }
}
