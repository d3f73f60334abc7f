package io.assay.experiment.design;

import io.assay.statistics.distribution.Normal;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** How the level is shared between the hypotheses of the primary metric's family. */
@Schema(name = "DesignMultiplicity")
public record Multiplicity(
        @Schema(
                description = "Dunnett's is for the treatments of one metric at a fixed horizon",
                defaultValue = "bonferroni")
        @Nullable
        Method correction,

        @Schema(description = "Hypotheses in the family; as many as there are treatments if left out")
        @Nullable
        @Min(1)
        @Max(10_000)
        Integer hypotheses) {

    static final Multiplicity BONFERRONI = new Multiplicity(null, null);

    /** Single-step corrections, whose level is known before the data. */
    @Schema(name = "DesignCorrection")
    public enum Method {
        BONFERRONI,
        SIDAK,
        DUNNETT,
        NONE;

        /** The level of one test; under Dunnett's procedure the whole, which it shares out itself. */
        double level(double alpha, int hypotheses) {
            return switch (this) {
                case BONFERRONI -> alpha / hypotheses;
                case SIDAK -> -Math.expm1(Math.log1p(-alpha) / hypotheses);
                case DUNNETT, NONE -> alpha;
            };
        }
    }

    Method method() {
        return correction == null ? Method.BONFERRONI : correction;
    }

    int hypotheses(int treatments) {
        return hypotheses == null ? treatments : hypotheses;
    }

    double level(double alpha, int treatments) {
        return Math.max(method().level(alpha, hypotheses(treatments)), Double.MIN_NORMAL);
    }

    static double critical(double level, boolean twoSided) {
        return Normal.upperQuantile(twoSided ? level / 2 : level);
    }
}
