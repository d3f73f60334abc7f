package io.assay.statistics.regression;

/** A way to estimate how coefficients would vary from sample to sample. */
public interface CovarianceEstimator {

    /**
     * The covariance of a fit's coefficients.
     *
     * @throws io.assay.statistics.InvalidInputException where this fit does not carry it, such as a leverage of 1
     */
    Covariance of(LeastSquares fit);
}
