package io.assay.statistics.sample;

import java.util.function.DoubleUnaryOperator;

/**
 * The power transform of Yeo and Johnson (2000), "A new family of power transformations to improve normality or
 * symmetry", Biometrika 87: for x ≥ 0 ((1 + x)^λ - 1)/λ, or ln(1 + x) for λ = 0; for x &lt; 0 -((1 - x)^(2 - λ) - 1)/(2 -
 * λ), or -ln(1 - x) for λ = 2.
 */
public final class PowerTransform {

    /** λ = 0 and λ = 2 are reached within rounding. */
    private static final double NEAR = 1e-12;

    private static final double GOLDEN = (3 - Math.sqrt(5)) / 2;
    private static final double TOLERANCE = 1e-10;
    private static final int MOST_STEPS = 200;
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
     * 1) Σ sign(x) ln(1 + |x|), by Brent's method (1973, "Algorithms for Minimization without Derivatives", chapter 5).
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
        return minimum(lambda -> cost(logarithms, total, lambda));
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

    /** Where a function with one minimum has it: an interval around 1, where it is finite, is doubled until it is inside. */
    private static double minimum(DoubleUnaryOperator cost) {
        double width = 1;
        double middle = cost.applyAsDouble(1);
        while (width < LARGEST_LAMBDA && (falls(cost, 1 - width, middle) || falls(cost, 1 + width, middle))) {
            width *= 2;
        }
        return brent(cost, 1 - 2 * width, 1 + 2 * width);
    }

    private static boolean falls(DoubleUnaryOperator cost, double lambda, double middle) {
        return cost.applyAsDouble(lambda) < middle;
    }

    private static double brent(DoubleUnaryOperator cost, double from, double to) {
        double a = from;
        double b = to;
        double x = (a + b) / 2;
        double w = x;
        double v = x;
        double costX = cost.applyAsDouble(x);
        double costW = costX;
        double costV = costX;
        double step = 0;
        double before = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double centre = (a + b) / 2;
            double tolerance = TOLERANCE * Math.abs(x) + TOLERANCE;
            if (Math.abs(x - centre) <= 2 * tolerance - (b - a) / 2) {
                break;
            }
            double r = (x - w) * (costX - costV);
            double q = (x - v) * (costX - costW);
            double p = (x - v) * q - (x - w) * r;
            q = 2 * (q - r);
            p = q > 0 ? -p : p;
            q = Math.abs(q);
            boolean parabola = Math.abs(p) < Math.abs(q * before / 2) && p > q * (a - x) && p < q * (b - x);
            if (parabola) {
                before = step;
                step = p / q;
                double next = x + step;
                if (next - a < 2 * tolerance || b - next < 2 * tolerance) {
                    step = x < centre ? tolerance : -tolerance;
                }
            } else {
                before = x < centre ? b - x : a - x;
                step = GOLDEN * before;
            }
            double u = x + (Math.abs(step) >= tolerance ? step : Math.copySign(tolerance, step));
            double costU = cost.applyAsDouble(u);
            if (costU <= costX) {
                a = u < x ? a : x;
                b = u < x ? x : b;
                v = w;
                costV = costW;
                w = x;
                costW = costX;
                x = u;
                costX = costU;
            } else {
                a = u < x ? u : a;
                b = u < x ? b : u;
                if (costU <= costW || w == x) {
                    v = w;
                    costV = costW;
                    w = u;
                    costW = costU;
                } else if (costU <= costV || v == x || v == w) {
                    v = u;
                    costV = costU;
                }
            }
        }
        return x;
    }
}
