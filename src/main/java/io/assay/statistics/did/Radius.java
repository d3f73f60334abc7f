package io.assay.statistics.did;

/**
 * Half of the squared distance h from the origin of 2m standard normal numbers, or of 2m numbers that are jointly t with ν
 * degrees of freedom. For an even number both tails are finite sums: P(&gt; h) = e^-h Σ_{k&lt;m} h^k / k!, and with x =
 * ν/(ν + 2h) P(&gt; h) = x^(ν/2) Σ_{k&lt;m} (ν/2)_k / k! (1 - x)^k.
 */
final class Radius {

    private static final double FARTHEST = 600;

    private final double[] coefficients;
    /** The density's: 1/(m-1)!, or (ν/2)_m / (m-1)!. */
    private final double scale;

    private final double degreesOfFreedom;

    private Radius(double[] coefficients, double scale, double degreesOfFreedom) {
        this.coefficients = coefficients;
        this.scale = scale;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /**
     * Of so many numbers.
     *
     * @param pairs m
     * @param degreesOfFreedom ν; infinite for the normal distribution
     */
    static Radius of(int pairs, double degreesOfFreedom) {
        double[] coefficients = new double[pairs];
        coefficients[0] = 1;
        boolean normal = Double.isInfinite(degreesOfFreedom);
        for (int k = 1; k < pairs; k++) {
            coefficients[k] = coefficients[k - 1] * (normal ? 1 : degreesOfFreedom / 2 + k - 1) / k;
        }
        double last = coefficients[pairs - 1];
        return new Radius(coefficients, normal ? last : last * (degreesOfFreedom / 2 + pairs - 1), degreesOfFreedom);
    }

    int dimensions() {
        return 2 * coefficients.length;
    }

    /** Adds so many times P(&gt; h) to the first sum, and so many times the density at h to the second. */
    void add(double h, double times, double[] sums) {
        boolean normal = Double.isInfinite(degreesOfFreedom);
        if (normal && h > FARTHEST) {
            return;
        }
        double beyond = normal ? 0 : 2 * h / degreesOfFreedom;
        double x = normal ? h : beyond / (1 + beyond);
        double decay = times * Math.exp(normal ? -h : -degreesOfFreedom / 2 * Math.log1p(beyond));
        double sum = coefficients[0];
        double power = 1;
        for (int k = 1; k < coefficients.length; k++) {
            power *= x;
            sum = Math.fma(coefficients[k], power, sum);
        }
        sums[0] += decay * sum;
        sums[1] += decay * scale * power * (normal ? 1 : 2 / degreesOfFreedom / (1 + beyond));
    }
}
