package io.assay.statistics.moments;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import io.assay.statistics.moments.Adjustment.Slopes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CUPED with one or several covariates, each a mean or a ratio: θ = C⁻¹ c with C the covariates' covariance matrix and c
 * their covariances with the value; adjusted value Y - θ·X with variance (v_Y - 2 θ·c + θ'Cθ)/n, ratios linearised by
 * their gradients (Deng, Xu, Kohavi, Walker 2013).
 */
public final class CovariateAdjustment {

    private CovariateAdjustment() {}

    /**
     * θ, one a covariate; not available where the covariates are constant or collinear, or a denominator is 0.
     *
     * @param value what is adjusted
     * @param control moments of one arm
     * @param treatment moments of the other arm, with at least two units each
     */
    public static Outcome<List<Double>> slopes(
            Quantity value, List<Quantity> covariates, Slopes slopes, Moments control, Moments treatment) {
        return slopes(value, 1, covariates, slopes, control, treatment);
    }

    /**
     * One arm's adjusted estimate Y - θ·X, not centred: adding θ times the joint covariate means puts it back on the
     * value's level.
     *
     * @param theta one entry a covariate
     */
    public static Outcome<ArmEstimate> adjusted(
            Quantity value, List<Quantity> covariates, List<Double> theta, Moments arm) {
        requireSlopes(covariates, theta);
        String problem = problem("the arm", value, covariates, arm);
        return problem == null ? Outcome.of(arm(value, 1, covariates, theta, arm, 0)) : Outcome.notAvailable(problem);
    }

    static Outcome<ArmEstimate> unadjusted(Quantity value, int lostDegrees, Moments arm) {
        String problem = problem("the arm", value, List.of(), arm);
        if (problem != null) {
            return Outcome.notAvailable(problem);
        }
        ArmEstimate estimate = plain(value, lostDegrees, arm);
        return Double.isFinite(estimate.value()) && Double.isFinite(estimate.variance())
                ? Outcome.of(estimate)
                : Outcome.notAvailable("the value or its variance is too large for a double");
    }

    static Outcome<Comparison> unadjusted(Quantity value, int lostDegrees, Moments a, Moments b) {
        String problem = problem(value, List.of(), a, b);
        return problem == null
                ? Outcome.of(Comparison.unadjusted(plain(value, lostDegrees, a), plain(value, lostDegrees, b)))
                : Outcome.notAvailable(problem);
    }

    static Outcome<Comparison> compare(
            Quantity value, int lostDegrees, Adjustment.Cuped cuped, Moments a, Moments b, double unadjustedVariance) {
        List<Quantity> covariates = cuped.covariates();
        return slopes(value, lostDegrees, covariates, cuped.slopes(), a, b).then(theta -> {
            Moments joined = a.plus(b);
            double centre = 0;
            for (int i = 0; i < covariates.size(); i++) {
                centre += theta.get(i) * Gradient.of(covariates.get(i), joined).value();
            }
            ArmEstimate control = arm(value, lostDegrees, covariates, theta, a, centre);
            ArmEstimate treatment = arm(value, lostDegrees, covariates, theta, b, centre);
            LiftGradient gradient = cuped.liftGradient();
            return Outcome.of(Comparison.independent(control, treatment, gradient, theta, unadjustedVariance));
        });
    }

    private static Outcome<List<Double>> slopes(
            Quantity value, int lostDegrees, List<Quantity> covariates, Slopes slopes, Moments a, Moments b) {
        if (covariates.isEmpty()) {
            throw new InvalidInputException("covariates", "must have at least one entry");
        }
        String problem = problem(value, covariates, a, b);
        if (problem != null) {
            return Outcome.notAvailable(problem);
        }
        NormalEquations equations = new NormalEquations(covariates.size());
        switch (slopes) {
            case Slopes.Fixed(List<Double> values) -> {
                requireSlopes(covariates, values);
                return Outcome.of(values);
            }
            case Slopes.ArmsJoined joined -> {
                Moments both = a.plus(b);
                String ofBoth = problem("both arms", value, covariates, both);
                if (ofBoth != null) {
                    return Outcome.notAvailable(ofBoth);
                }
                equations.add(value, covariates, both, both.n() - lostDegrees);
            }
            case Slopes.WithinArms within -> {
                equations.add(value, covariates, a, a.n() - lostDegrees);
                equations.add(value, covariates, b, b.n() - lostDegrees);
            }
        }
        return equations.solve();
    }

    private static ArmEstimate plain(Quantity value, int lostDegrees, Moments arm) {
        Gradient y = Gradient.of(value, arm);
        return ArmEstimate.unadjusted(arm.n(), y.value(), y.squares(arm) / (arm.n() - lostDegrees) / arm.n());
    }

    private static ArmEstimate arm(
            Quantity value,
            int lostDegrees,
            List<Quantity> covariates,
            List<Double> theta,
            Moments arm,
            double centre) {
        Gradient y = Gradient.of(value, arm);
        double ofValue = y.squares(arm);
        double withValue = 0;
        double explained = 0;
        double covariateSum = 0;
        for (int i = 0; i < covariates.size(); i++) {
            Gradient x = Gradient.of(covariates.get(i), arm);
            double slope = theta.get(i);
            covariateSum += slope * x.value();
            withValue += slope * y.comoment(x, arm);
            explained += slope * slope * x.squares(arm);
            for (int j = 0; j < i; j++) {
                explained += 2 * slope * theta.get(j) * x.comoment(Gradient.of(covariates.get(j), arm), arm);
            }
        }
        double squares = Gradient.withoutRounding(ofValue - 2 * withValue + explained, Math.max(ofValue, explained));
        double scale = (arm.n() - lostDegrees) * arm.n();
        return new ArmEstimate(
                arm.n(),
                y.value() - covariateSum + centre,
                squares / scale,
                y.value(),
                ofValue / scale,
                (ofValue - withValue) / scale);
    }

    private static void requireSlopes(List<Quantity> covariates, List<Double> theta) {
        if (theta.size() != covariates.size()) {
            throw new InvalidInputException("theta", "must have one entry a covariate");
        }
        for (double slope : theta) {
            if (!Double.isFinite(slope)) {
                throw new InvalidInputException("theta", "must be finite numbers");
            }
        }
    }

    private static @Nullable String problem(Quantity value, List<Quantity> covariates, Moments a, Moments b) {
        String problem = problem("control", value, covariates, a);
        return problem == null ? problem("treatment", value, covariates, b) : problem;
    }

    private static @Nullable String problem(String name, Quantity value, List<Quantity> covariates, Moments arm) {
        if (arm.n() == 0) {
            return name + " has no units";
        }
        if (arm.n() < 2) {
            return name + " has one unit: no variance can be estimated";
        }
        String problem = zeroDenominator(name, value, arm);
        for (Quantity covariate : covariates) {
            problem = problem == null ? zeroDenominator(name, covariate, arm) : problem;
        }
        return problem;
    }

    private static @Nullable String zeroDenominator(String name, Quantity quantity, Moments arm) {
        return quantity instanceof Quantity.RatioOf(int numerator, int denominator) && arm.mean(denominator) == 0
                ? "the denominator of a ratio sums to 0 in " + name
                : null;
    }
}
