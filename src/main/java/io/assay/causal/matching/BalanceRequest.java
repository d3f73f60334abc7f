package io.assay.causal.matching;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.Propensity;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom to compare, before anything is estimated. */
@Schema(name = "BalanceRequest")
record BalanceRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(description = "Column of 0 and 1, or true and false", example = "treat") @NotBlank @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "Columns of covariates, text among them", example = "[\"age\",\"educ\",\"re75\"]")
        @NotNull
        @Size(min = 1, max = 100)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "Column of weights made elsewhere, 0 or more, to be judged", example = "w")
        @Nullable
        @Size(max = 1000)
        String weightsCol,

        @Schema(
                description = "By whose deviation differences are divided: the treated's, the untreated's, or both",
                defaultValue = "att")
        @Nullable
        Estimand estimand,

        @Schema(description = "Of the propensity score", defaultValue = "logit")
        Propensity.@Nullable Link link,

        @Schema(
                description = "The variance of a column of 0 and 1: p(1 - p), or with divisor n - 1",
                defaultValue = "proportion")
        Balance.@Nullable BinaryVariance binaryVariance,

        @Schema(description = "Whether the answer has the score of each row", defaultValue = "false") @Nullable
        Boolean returnRows)
        implements SelfValidating, CausalRequest {

    @Override
    public void validate(Violations violations) {
        columns().requireOneRoleEach(violations);
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .binary("/treatment_col", treatmentCol)
                .controls(controls)
                .number("/weights_col", weightsCol);
    }

    Estimand wantedEstimand() {
        return Objects.requireNonNullElse(estimand, Estimand.ATT);
    }

    Propensity.Link wantedLink() {
        return Objects.requireNonNullElse(link, Propensity.Link.LOGIT);
    }

    Balance.BinaryVariance wantedVariance() {
        return Objects.requireNonNullElse(binaryVariance, Balance.BinaryVariance.PROPORTION);
    }
}
