package io.assay.data.store;

import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows of a request that are to be stored. */
@Schema(name = "StoreDataset")
record StoreRequest(
        @Nullable @Size(min = 1, max = UploadArgument.LONGEST_NAME)
        String name,

        @Nullable @Size(min = 1, max = UploadArgument.LONGEST_DESCRIPTION)
        String description,

        @NotNull TableData data,

        @Schema(description = "when it is deleted, if nothing needs it then") @Nullable
        Instant expiresAt)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (data.dataset() != null) {
            violations.reject("/data/dataset", "is stored already; send columns or rows");
        }
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            violations.reject("/expires_at", "must be in the future");
        }
    }
}
