package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why the champion is to be the one before, and which one it is to be taken from. */
@Schema(name = "RollbackRequest")
record RollbackRequest(
        @Schema(example = "It scores every new customer alike")
        @Nullable
        @Size(max = PromotionRequest.LONGEST_REASON)
        @Pattern(regexp = PromotionRequest.PRINTABLE, message = PromotionRequest.NOT_PRINTABLE)
        String reason,

        @Schema(description = "The champion that the caller knows of: refused where it is another one by then")
        @Nullable
        @Min(1)
        Integer expectedChampion) {}
