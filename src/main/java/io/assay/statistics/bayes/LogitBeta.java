package io.assay.statistics.bayes;

import io.assay.statistics.distribution.Binomial;
import io.assay.statistics.distribution.Quadrature.Feature;

/**
 * A beta posterior on the axis of the log-odds t = ln(p / (1 - p)), on which it is smooth and log-concave whatever its
 * parameters: g(t) = p^α (1 - p)^β / B(α, β).
 *
 * <p>Its distribution function is tabulated: panel by panel the density becomes a Chebyshev series that is integrated
 * term by term (Clenshaw and Curtis 1960), from the left and from the right, so that both tails keep their digits and
 * the cost does not grow with the parameters.
 */
final class LogitBeta implements Curve {

    private static final int TERMS = 24;

    /** Width of a panel, in standard deviations and at most in log-odds, whose logistic has poles at ±πi. */
    private static final double STEP = 1.5;

    /** The logarithm of the density at the ends of the table is so much below its largest. */
    private static final double DROP = 42;

    private final double alpha;
    private final double beta;
    private final double low;
    private final double step;
    /** Per panel the Chebyshev coefficients of the integral from its left end. */
    private final double[][] series;
    /** Probability left of each panel. */
    private final double[] before;
    /** Probability right of each panel. */
    private final double[] after;

    LogitBeta(BetaPosterior posterior) {
        this.alpha = posterior.alpha();
        this.beta = posterior.beta();
        double mode = Math.log(alpha / beta);
        double scale = Math.min(1, Math.sqrt(1 / alpha + 1 / beta));
        double leftmost = end(mode, -scale);
        double rightmost = end(mode, scale);
        int panels = (int) Math.ceil((rightmost - leftmost) / (STEP * scale));
        this.low = leftmost;
        this.step = (rightmost - leftmost) / panels;
        this.series = new double[panels][];
        this.before = new double[panels];
        this.after = new double[panels];
        for (int i = 0; i < panels; i++) {
            series[i] = integral(low + i * step);
        }
        for (int i = 1; i < panels; i++) {
            before[i] = before[i - 1] + sum(series[i - 1], 1);
            after[panels - 1 - i] = after[panels - i] + sum(series[panels - i], 1);
        }
    }

    static double rate(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    @Override
    public double density(double logOdds) {
        double sum = alpha + beta;
        double p = rate(logOdds);
        double q = rate(-logOdds);
        // the smaller one is given, since what sum - larger leaves of it may have no digits
        double log =
                alpha < beta ? Binomial.logProbability(alpha, sum, p, q) : Binomial.logProbability(beta, sum, q, p);
        return alpha * (beta / sum) * Math.exp(log);
    }

    @Override
    public double cumulative(double logOdds) {
        if (logOdds <= low) {
            return 0;
        }
        int panel = panel(logOdds);
        return panel == series.length ? 1 : before[panel] + sum(series[panel], within(logOdds, panel));
    }

    double survival(double logOdds) {
        if (logOdds <= low) {
            return 1;
        }
        int panel = panel(logOdds);
        return panel == series.length
                ? 0
                : after[panel] + sum(series[panel], 1) - sum(series[panel], within(logOdds, panel));
    }

    @Override
    public Feature feature() {
        return new Feature(low, low + series.length * step, step);
    }

    /** The panel of a point right of the lower end; their number if it lies beyond all. */
    private int panel(double logOdds) {
        return (int) Math.min(series.length, (logOdds - low) / step);
    }

    /** Where a point lies in its panel, from -1 to 1. */
    private double within(double logOdds, int panel) {
        return 2 * ((logOdds - low) / step - panel) - 1;
    }

    /** Walks from the mode until the density has dropped by enough. */
    private double end(double mode, double stride) {
        double least = Math.log(density(mode)) - DROP;
        double inside = mode;
        double distance = stride;
        while (Math.log(density(mode + distance)) > least) {
            inside = mode + distance;
            distance *= 2;
        }
        double outside = mode + distance;
        while (Math.abs(outside - inside) > Math.abs(stride)) {
            double middle = (inside + outside) / 2;
            if (Math.log(density(middle)) > least) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }

    private double[] integral(double from) {
        double[] values = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            values[i] = density(from + step / 2 * (1 + Math.cos(angle(i))));
        }
        double[] density = new double[TERMS + 2];
        for (int k = 0; k < TERMS; k++) {
            for (int i = 0; i < TERMS; i++) {
                density[k] += 2.0 / TERMS * values[i] * Math.cos(k * angle(i));
            }
        }
        double[] integral = new double[TERMS + 1];
        for (int k = 1; k <= TERMS; k++) {
            integral[k] = step / 2 * (density[k - 1] - density[k + 1]) / (2 * k);
        }
        integral[0] = -sum(integral, -1);
        return integral;
    }

    private static double angle(int i) {
        return Math.PI * (i + 0.5) / TERMS;
    }

    /** Σ c_k T_k(x) by Clenshaw's recurrence. */
    private static double sum(double[] coefficients, double x) {
        double next = 0;
        double afterNext = 0;
        for (int k = coefficients.length - 1; k > 0; k--) {
            double value = coefficients[k] + 2 * x * next - afterNext;
            afterNext = next;
            next = value;
        }
        return coefficients[0] + x * next - afterNext;
    }
}
