package io.assay.experiment.readout;

/** What reduces the variance of a metric. */
public enum AdjustmentMethod {
    NONE,
    /** Regression on covariates from before the experiment. */
    CUPED,
    /** Strata weighted by their share of all units. */
    POST_STRATIFICATION,
    /** Regression on the covariates within each stratum. */
    CUPED_AND_POST_STRATIFICATION;

    /** What the ingredients allow for. */
    static AdjustmentMethod of(boolean covariates, boolean strata) {
        if (covariates) {
            return strata ? CUPED_AND_POST_STRATIFICATION : CUPED;
        }
        return strata ? POST_STRATIFICATION : NONE;
    }

    boolean needsCovariates() {
        return switch (this) {
            case CUPED, CUPED_AND_POST_STRATIFICATION -> true;
            case NONE, POST_STRATIFICATION -> false;
        };
    }

    boolean needsStrata() {
        return switch (this) {
            case POST_STRATIFICATION, CUPED_AND_POST_STRATIFICATION -> true;
            case NONE, CUPED -> false;
        };
    }
}
