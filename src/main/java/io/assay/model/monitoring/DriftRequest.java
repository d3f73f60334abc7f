package io.assay.model.monitoring;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two tables that are held against each other. */
@Schema(name = "DriftRequest")
record DriftRequest(
        @Schema(description = "How it was: bins are made of it") @NotNull
        TableData reference,

        @Schema(description = "How it is, with the same columns") @NotNull
        TableData current,

        @Schema(description = "The columns that are held against each other; without it all of the reference")
        @Nullable
        @Size(min = 1, max = 2_000)
        List<@NotNull String> columns,

        @Schema(
                description =
                        "How much columns matter, such as their shares of what a model says; those that are not named do not. "
                                + "Without it all matter equally")
        @Nullable
        Map<@NotNull String, @NotNull @PositiveOrZero Double> weights,

        @Schema(description = "Columns that hold what a model said and not what it was asked") @Nullable
        List<@NotNull String> scores) {

    List<String> scoresOrNone() {
        return scores == null ? List.of() : scores;
    }
}
