package io.assay.experiment.readout;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where an effect stands at a look of a group-sequential plan.
 *
 * @param informationFraction units that came over the planned ones
 * @param look counted from 1
 * @param z the normal score with the tail of effect over standard error
 * @param bound that z (two-sided: its absolute value) must reach; null where this look cannot stop
 * @param alphaSpent up to and with this look
 * @param crossed whether z reaches its bound
 * @param atStopping inference that allows for when the experiment stopped; null where there is none
 */
@Schema(name = "GroupSequentialState")
public record GroupSequentialState(
        double informationFraction,
        int look,

        @Schema(description = "Effect over its standard error")
        double z,

        @Schema(description = "What z must reach; null where this look cannot stop") @Nullable
        Double bound,

        @Schema(description = "Error spent up to and with this look, at the level of this hypothesis")
        double alphaSpent,

        boolean crossed,

        @Schema(
                description =
                        "By stagewise ordering; null while the experiment goes on, after it ended at an earlier look, and "
                                + "where the effect is more than 30 standard errors from 0 though earlier looks did not stop it")
        @Nullable
        Final atStopping) {

    /**
     * Inference by stagewise ordering.
     *
     * @param pValue that agrees with the plan
     * @param medianUnbiased estimate, as often too large as too small, with its interval
     */
    @Schema(name = "GroupSequentialFinal")
    public record Final(double pValue, Effect medianUnbiased) {}
}
