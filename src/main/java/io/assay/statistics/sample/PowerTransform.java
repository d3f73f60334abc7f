package io.assay.statistics.sample;

import io.assay.statistics.Minimum;

/**
 * The power transform of Yeo and Johnson (2000), "A new family of power transformations to improve normality or
 * symmetry", Biometrika 87: for x ≥ 0 ((1 + x)^λ - 1)/λ, or ln(1 + x) for λ = 0; for x &lt; 0 -((1 - x)^(2 - λ) - 1)/(2 -
 * λ), or -ln(1 - x) for λ = 2.
 */
public final class PowerTransform {

    /** λ = 0 and λ = 2 are reached within rounding. */
    private static final double NEAR = 1e-12;

    private static final double TOLERANCE = 1e-10;
    private static final double LARGEST_LAMBDA = 1024;

    private PowerTransform() {}

    /** The transform of x; NaN stays NaN. */
    public static double of(double x, double lambda) {
        return x < 0 ? -power(StrictMath.log1p(-x), 2 - lambda) : power(StrictMath.log1p(x), lambda);
    }

    /** ((1 + x)^λ - 1)/λ by ln(1 + x). */
    private static double power(double logarithm, double lambda) {
        return Math.abs(lambda) < NEAR ? logarithm : StrictMath.expm1(lambda * logarithm) / lambda;
    }

    /**
     * The λ of the greatest likelihood that the transformed values are a normal sample: -n/2 ln of their variance + (λ -
     * 1) Σ sign(x) ln(1 + |x|).
     *
     * @param values NaN is missing and left out
     * @return 1, which changes nothing, where the values do not vary
     */
    public static double lambda(double[] values) {
        double[] present = Quantile.present(values);
        if (present.length == 0 || SampleMoments.of(present).isConstant()) {
            return 1;
        }
        double[] logarithms = new double[present.length];
        double slope = 0;
        for (int i = 0; i < present.length; i++) {
            logarithms[i] = Math.copySign(StrictMath.log1p(Math.abs(present[i])), present[i]);
            slope += logarithms[i];
        }
        double total = slope;
        return Minimum.near(lambda -> cost(logarithms, total, lambda), 1, 1, -LARGEST_LAMBDA, LARGEST_LAMBDA, TOLERANCE)
                .at();
    }

    /** Minus the logarithm of the likelihood per value; infinite where a power overflows. */
    private static double cost(double[] logarithms, double slope, double lambda) {
        double[] transformed = new double[logarithms.length];
        for (int i = 0; i < transformed.length; i++) {
            double logarithm = logarithms[i];
            transformed[i] = logarithm < 0 ? -power(-logarithm, 2 - lambda) : power(logarithm, lambda);
        }
        SampleMoments moments = SampleMoments.of(transformed);
        double cost = Math.log(moments.populationVariance()) / 2 - (lambda - 1) * slope / logarithms.length;
        // Where powers leave no variation, or more than a double holds, nothing is likely.
        return Double.isFinite(cost) ? cost : Double.POSITIVE_INFINITY;
    }
}
