package io.assay.model.registry;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** Where an alias is to point. */
@Schema(name = "ModelAlias")
record AliasRequest(
        @Schema(description = "The number of the version", example = "3") @NotNull @Min(1)
        Integer version) {}
