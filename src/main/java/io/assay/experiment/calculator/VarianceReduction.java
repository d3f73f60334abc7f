package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import io.assay.statistics.moments.Quantity;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What reduces the variance of a comparison. All variables after the metric's own are its covariates. */
record VarianceReduction(
        @Schema(description = "Post-stratification needs strata, CUPED covariates") @NotNull
        Kind kind,

        @Schema(
                description =
                        "Where CUPED's slopes come from: arms_joined if left out, within_arms for a ratio; or give "
                                + "theta")
        @Nullable
        SlopesFrom slopes,

        @Schema(description = "Slopes of CUPED fixed beforehand, one a covariate", example = "[0.5]")
        @Nullable
        @Size(min = 1, max = ArmMoments.MOST_VARIABLES)
        List<@NotNull Double> theta)
        implements SelfValidating {

    /** Kinds of adjustment. */
    @Schema(name = "VarianceReductionKind")
    enum Kind {
        CUPED,
        POST_STRATIFICATION
    }

    /** Which regression gives the slopes. */
    enum SlopesFrom {
        ARMS_JOINED,
        WITHIN_ARMS
    }

    @Override
    public void validate(Violations violations) {
        if (kind == Kind.POST_STRATIFICATION && (slopes != null || theta != null)) {
            violations.reject("/kind", "must be cuped where slopes or theta are given");
        }
        if (slopes != null && theta != null) {
            violations.reject("/theta", "is instead of slopes: give one of them");
        }
    }

    void checkCovariates(Violations violations, int covariates) {
        if (kind == Kind.CUPED && covariates == 0) {
            violations.reject("/adjustment/kind", "needs covariates: variables after the metric's own");
        } else if (theta != null && theta.size() != covariates) {
            violations.reject("/adjustment/theta", "must have one slope a covariate: " + covariates);
        }
    }

    static Adjustment adjustment(@Nullable VarianceReduction wanted, boolean ratio, int variables) {
        if (wanted == null) {
            return new Adjustment.None();
        }
        List<Quantity> covariates = covariates(ratio, variables);
        return switch (wanted.kind()) {
            case POST_STRATIFICATION -> new Adjustment.PostStratification(covariates);
            case CUPED ->
                new Adjustment.Cuped(
                        covariates, wanted.source(ratio), ratio ? LiftGradient.ADJUSTED_MEANS : LiftGradient.RAW_MEANS);
        };
    }

    private Slopes source(boolean ratio) {
        if (theta != null) {
            return new Slopes.Fixed(theta);
        }
        SlopesFrom usual = ratio ? SlopesFrom.WITHIN_ARMS : SlopesFrom.ARMS_JOINED;
        return switch (slopes == null ? usual : slopes) {
            case ARMS_JOINED -> new Slopes.ArmsJoined();
            case WITHIN_ARMS -> new Slopes.WithinArms();
        };
    }

    private static List<Quantity> covariates(boolean ratio, int variables) {
        return ratio
                ? IntStream.range(1, (variables + 1) / 2)
                        .<Quantity>mapToObj(i -> new Quantity.RatioOf(2 * i, 2 * i + 1))
                        .toList()
                : IntStream.range(1, variables)
                        .<Quantity>mapToObj(Quantity.MeanOf::new)
                        .toList();
    }
}
