package io.assay.experiment.calculator;

import io.assay.experiment.Defaults;
import io.assay.statistics.sequential.NormalMixture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A normal mixture boundary; null is what the request gave nothing for. */
record NormalMixtureAnswer(
        double rho,

        @Schema(description = "1 / rho, the mixing variance of the mSPRT")
        double tauSquared,

        @Schema(description = "What the sum (two-sided its size) stays below at v") @Nullable
        Double bound,

        @Schema(description = "Logarithm of the mixture martingale, at the sum or the effect") @Nullable
        Double logMartingale,

        @Schema(description = "Valid at whatever time it is read") @Nullable
        Double pValue,

        @Schema(description = "Distance from the effect to its limit") @Nullable
        Double halfWidth) {

    static NormalMixtureAnswer of(NormalMixtureRequest request) {
        NormalMixture mixture = request.mixture();
        double alpha = Defaults.alpha(request.alpha());
        Double s = request.s();
        Double v = request.v();
        Double effect = request.effect();
        Double error = request.standardError();
        if (s != null && v != null) {
            return answer(mixture, mixture.bound(v, alpha), mixture.logMartingale(s, v), mixture.pValue(s, v), null);
        }
        if (effect != null && error != null) {
            return answer(
                    mixture,
                    null,
                    mixture.effectLogMartingale(effect, error),
                    mixture.effectPValue(effect, error),
                    mixture.effectHalfWidth(error, alpha));
        }
        return answer(mixture, null, null, null, null);
    }

    private static NormalMixtureAnswer answer(
            NormalMixture mixture,
            @Nullable Double bound,
            @Nullable Double logMartingale,
            @Nullable Double pValue,
            @Nullable Double halfWidth) {
        return new NormalMixtureAnswer(mixture.rho(), mixture.tauSquared(), bound, logMartingale, pValue, halfWidth);
    }
}
