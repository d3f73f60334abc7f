package io.assay.statistics.bayes;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Quadrature;
import io.assay.statistics.distribution.Quadrature.Feature;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Two rates with independent beta posteriors, p_c of control and p_t of treatment, compared by quadrature.
 *
 * <p>With f and F their densities and distribution functions: P(p_t &gt; p_c) = ∫ f_t F_c; expected loss E[max(p_t - p_c,
 * 0)] = ∫ F_c (1 - F_t), an integral of something positive that keeps its digits however small it is; P(p_t - p_c ≤ d) =
 * ∫ f_c(x) F_t(x + d) dx, solved for the limits of the credible interval, and F_t(x (1 + r)) for the relative one.
 *
 * <p>Source: Gelman et al., "Bayesian Data Analysis" (3rd ed., 2013), section 2.4; the loss by Fubini's theorem.
 */
public final class BetaComparison {

    /** The distribution function of the difference is a sum whose last digits are beyond 1e-15. */
    private static final double SMALLEST_ALPHA = 1e-12;

    private static final double SOLVER_ACCURACY = 1e-13;
    private static final int MAX_EVALUATIONS = 500;

    private final BetaPosterior control;
    private final BetaPosterior treatment;
    private final LogitBeta controlCurve;
    private final LogitBeta treatmentCurve;

    public BetaComparison(BetaPosterior control, BetaPosterior treatment) {
        this.control = control;
        this.treatment = treatment;
        this.controlCurve = new LogitBeta(control);
        this.treatmentCurve = new LogitBeta(treatment);
    }

    /** The mean of p_t - p_c. */
    public double meanDifference() {
        return treatment.mean() - control.mean();
    }

    /** Ratio of the posterior means, minus 1. */
    public double liftOfMeans() {
        return meanDifference() / control.mean();
    }

    /** The probability that treatment is better: P(p_t &gt; p_c), or P(p_t &lt; p_c) where less is better. */
    public double chanceToWin(Direction better) {
        return switch (better) {
            case INCREASE -> probabilityAbove(treatmentCurve, controlCurve);
            case DECREASE -> probabilityAbove(controlCurve, treatmentCurve);
        };
    }

    /** What each choice costs on average where it is the wrong one, in units of the rate. */
    public ExpectedLoss expectedLoss(Direction better) {
        double treatmentAbove = meanExcess(treatmentCurve, controlCurve);
        double controlAbove = meanExcess(controlCurve, treatmentCurve);
        return switch (better) {
            case INCREASE -> new ExpectedLoss(treatmentAbove, controlAbove);
            case DECREASE -> new ExpectedLoss(controlAbove, treatmentAbove);
        };
    }

    /**
     * The interval of p_t - p_c with equal tails.
     *
     * @param alpha the probability left out, from 1e-12 to below 1
     */
    public Interval differenceInterval(double alpha) {
        requireLevel(alpha);
        double spread = Math.hypot(control.standardDeviation(), treatment.standardDeviation());
        DoubleUnaryOperator cumulative = d -> probabilityBelow(x -> x + d, y -> y - d);
        return new Interval(
                quantile(cumulative, alpha / 2, meanDifference(), spread),
                quantile(cumulative, 1 - alpha / 2, meanDifference(), spread),
                1 - alpha,
                "beta_difference");
    }

    /**
     * The interval of p_t / p_c - 1 with equal tails.
     *
     * @param alpha the probability left out, from 1e-12 to below 1
     */
    public Interval liftInterval(double alpha) {
        requireLevel(alpha);
        double centre = Math.log(treatment.mean() / control.mean());
        double spread = Math.hypot(
                control.standardDeviation() / control.mean(), treatment.standardDeviation() / treatment.mean());
        DoubleUnaryOperator cumulative = logRatio -> {
            double ratio = Math.exp(logRatio);
            return probabilityBelow(x -> x * ratio, y -> y / ratio);
        };
        return new Interval(
                Math.expm1(quantile(cumulative, alpha / 2, centre, spread)),
                Math.expm1(quantile(cumulative, 1 - alpha / 2, centre, spread)),
                1 - alpha,
                "beta_ratio");
    }

    private static double probabilityAbove(LogitBeta upper, LogitBeta lower) {
        List<Feature> features = List.of(upper.feature(), lower.feature());
        double low = Math.max(upper.feature().from(), lower.feature().from());
        double above = Quadrature.integrate(
                t -> upper.density(t) * lower.cumulative(t),
                low,
                upper.feature().to(),
                features);
        // a quadrature of a certainty may round beyond it
        return Math.min(1, above);
    }

    private static double meanExcess(LogitBeta upper, LogitBeta lower) {
        double low = lower.feature().from();
        double high = upper.feature().to();
        // dp = p (1 - p) dt
        Feature slope = new Feature(low, high, 1.5);
        return Quadrature.integrate(
                t -> lower.cumulative(t) * upper.survival(t) * LogitBeta.rate(t) * LogitBeta.rate(-t),
                low,
                high,
                List.of(upper.feature(), lower.feature(), slope));
    }

    /**
     * P(p_t ≤ moved(p_c)).
     *
     * @param back the inverse of moved
     */
    private double probabilityBelow(DoubleUnaryOperator moved, DoubleUnaryOperator back) {
        Feature own = controlCurve.feature();
        DoubleStream places = grid(treatmentCurve.feature())
                .map(t -> logOdds(back.applyAsDouble(LogitBeta.rate(t))))
                .filter(t -> t > own.from() && t < own.to());
        double[] ends = DoubleStream.concat(grid(own), places).sorted().toArray();
        double below = Quadrature.integrate(
                t -> controlCurve.density(t)
                        * treatmentCurve.cumulative(logOdds(moved.applyAsDouble(LogitBeta.rate(t)))),
                ends);
        return Math.min(1, below);
    }

    /** Ends of panels of a feature's step. */
    private static DoubleStream grid(Feature feature) {
        int panels = (int) Math.round((feature.to() - feature.from()) / feature.step());
        return IntStream.rangeClosed(0, panels).mapToDouble(i -> feature.from() + i * feature.step());
    }

    private static double logOdds(double rate) {
        if (rate <= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return rate >= 1 ? Double.POSITIVE_INFINITY : Math.log(rate / (1 - rate));
    }

    private static double quantile(DoubleUnaryOperator cumulative, double p, double centre, double spread) {
        double low = centre - 3 * spread;
        while (cumulative.applyAsDouble(low) > p) {
            low = 2 * low - centre;
        }
        double high = centre + 3 * spread;
        while (cumulative.applyAsDouble(high) < p) {
            high = 2 * high - centre;
        }
        return new BrentSolver(SOLVER_ACCURACY, SOLVER_ACCURACY * spread)
                .solve(MAX_EVALUATIONS, value -> cumulative.applyAsDouble(value) - p, low, high);
    }

    private static void requireLevel(double alpha) {
        if (!(alpha >= SMALLEST_ALPHA && alpha < 1)) {
            throw new InvalidInputException("alpha", "must be at least %s and below 1".formatted(SMALLEST_ALPHA));
        }
    }
}
