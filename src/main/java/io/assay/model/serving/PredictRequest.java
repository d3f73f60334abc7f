package io.assay.model.serving;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to score. It says in the document what {@link PredictBody} reads. */
@Schema(name = "PredictionRequest")
record PredictRequest(
        @Schema(description = "The rows, as they are before any pipeline: rows, columns, or a stored dataset")
        TableData data,

        @Schema(description = "Whether to say why", defaultValue = "false") @Nullable
        Boolean explain,

        @Schema(description = "How many reasons of a row, from 1 to 100", defaultValue = "3") @Nullable
        Integer k,

        @Schema(
                description =
                        "From which probability on a row is taken for positive; where nothing is said, the one that costs or capacity chose in training")
        @Nullable
        Double threshold,

        @Schema(
                description =
                        "strict refuses columns that the training table did not have and rows that lack one that the model reads; lenient does not",
                allowableValues = {"strict", "lenient"},
                defaultValue = "strict")
        @Nullable
        String schema,

        @Schema(
                description =
                        "Names of the rows, by which their outcomes will be known; new ones where nothing is said")
        @Nullable
        List<String> ids,

        @Schema(description = "What the dataset of scores is to be called, where the rows are one") @Nullable
        String name) {}
