package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.Quadrature;
import io.assay.statistics.distribution.Quadrature.Feature;
import io.assay.statistics.power.PlannedInference.GroupSequential;
import java.util.ArrayList;
import java.util.List;

/**
 * The decision to ship: the primary metric's claim is made in the good direction and every guardrail is held.
 *
 * <p>A single look that succeeds with probability P succeeds when its standardised error exceeds -Φ⁻¹(P). With the
 * primary's error x and correlation ρ_i between it and guardrail i's, both taken in their good directions, and guardrails
 * that are independent given x (so that two of them correlate by ρ_i ρ_j)
 *
 * <pre>P(ship) = ∫ φ(x) Π Φ((Φ⁻¹(P_i) + ρ_i x)/sqrt(1 - ρ_i²)) dx,  x from -Φ⁻¹(P_primary)</pre>
 *
 * which is exact, and the product of the probabilities without correlation. A primary that is read at several looks goes
 * with uncorrelated guardrails only, which are read at the end.
 *
 * <p>Source: the one-factor form of the multivariate normal integral, Dunnett and Sobel, Biometrika 42 (1955).
 */
public record PlannedDecision(PlannedComparison primary, List<Guardrail> guardrails) implements PowerFunction {

    private static final double REACH = 9;

    /**
     * A guardrail.
     *
     * @param comparison a one-sided claim, read once at the end
     * @param effect its true effect
     * @param correlation with the primary, strictly between -1 and 1
     */
    public record Guardrail(PlannedComparison comparison, double effect, double correlation) {

        public Guardrail {
            if (!(correlation > -1 && correlation < 1)) {
                throw new InvalidInputException("correlation", "must lie strictly between -1 and 1");
            }
        }

        /** Probability that it is held. */
        public double held(double units) {
            return comparison.powerForGood(effect, units);
        }
    }

    public PlannedDecision {
        guardrails = List.copyOf(guardrails);
        boolean correlated = guardrails.stream().anyMatch(guardrail -> guardrail.correlation() != 0);
        if (correlated && primary.inference() instanceof GroupSequential) {
            throw new InvalidInputException("correlation", "must be 0 under a group-sequential plan");
        }
    }

    @Override
    public double power(double effect, double units) {
        double product = primary.powerForGood(effect, units);
        double start = -Normal.quantile(product);
        List<Double> thresholds = new ArrayList<>();
        List<Double> correlations = new ArrayList<>();
        for (Guardrail guardrail : guardrails) {
            double held = guardrail.held(units);
            if (guardrail.correlation() == 0) {
                product *= held;
            } else {
                thresholds.add(Normal.quantile(held));
                correlations.add(guardrail.correlation());
            }
        }
        if (thresholds.isEmpty() || start >= REACH || thresholds.contains(Double.NEGATIVE_INFINITY)) {
            return thresholds.isEmpty() ? product : 0;
        }
        return uncorrelated(units) * integral(Math.max(start, -REACH), thresholds, correlations);
    }

    private double uncorrelated(double units) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.correlation() == 0)
                .mapToDouble(guardrail -> guardrail.held(units))
                .reduce(1, (one, other) -> one * other);
    }

    private static double integral(double start, List<Double> thresholds, List<Double> correlations) {
        List<Feature> features = new ArrayList<>();
        features.add(Feature.normal(0, 1));
        for (int i = 0; i < thresholds.size(); i++) {
            double rho = correlations.get(i);
            double scale = Math.sqrt((1 - rho) * (1 + rho)) / Math.abs(rho);
            if (Double.isFinite(thresholds.get(i))) {
                features.add(Feature.normal(-thresholds.get(i) / rho, scale));
            }
        }
        return Quadrature.integrate(
                x -> {
                    double density = Normal.density(x);
                    for (int i = 0; i < thresholds.size(); i++) {
                        double rho = correlations.get(i);
                        density *= Normal.cumulative((thresholds.get(i) + rho * x) / Math.sqrt((1 - rho) * (1 + rho)));
                    }
                    return density;
                },
                start,
                REACH,
                features);
    }
}
