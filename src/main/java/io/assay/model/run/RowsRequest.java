package io.assay.model.run;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Rows for a model that is kept. */
@Schema(name = "RunRowsRequest")
record RowsRequest(
        @Schema(description = "Raw rows, with the columns that the model was trained on") @NotNull @Valid
        TableData data) {}
