package io.assay.statistics.bayes;

import io.assay.statistics.Direction;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Quadrature;
import io.assay.statistics.distribution.Quadrature.Feature;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The probability of being the best of k arms with independent posteriors, P_i = ∫ f_i Π_{j≠i} F_j, by one-dimensional
 * quadrature: no simulation, so the same posteriors always give the same figures. Where less is better, the posteriors
 * are mirrored. Absolute error below 1e-12. The P_i are the weights of Thompson sampling.
 *
 * <p>Source: Thompson, Biometrika 25 (1933), 285-294; Chapelle and Li, "An empirical evaluation of Thompson sampling"
 * (2011).
 */
public final class BestArm {

    private BestArm() {}

    /**
     * For normal posteriors.
     *
     * @param arms at least two
     * @return one probability per arm, in their order
     */
    public static List<Double> normal(List<NormalPosterior> arms, Direction better) {
        requireArms(arms);
        double sign = better == Direction.INCREASE ? 1 : -1;
        return IntStream.range(0, arms.size())
                .mapToObj(best -> {
                    // Measured from the arm's own mean: its noise may be less than the last digit of that.
                    double origin = arms.get(best).mean();
                    return probability(
                            best,
                            arms.stream()
                                    .<Curve>map(arm ->
                                            new Curve.OfNormal(sign * (arm.mean() - origin), arm.standardDeviation()))
                                    .toList());
                })
                .toList();
    }

    /**
     * For beta posteriors of rates.
     *
     * @param arms at least two
     * @return one probability per arm, in their order
     */
    public static List<Double> beta(List<BetaPosterior> arms, Direction better) {
        requireArms(arms);
        List<Curve> curves = arms.stream()
                .<Curve>map(arm -> new LogitBeta(better == Direction.INCREASE ? arm : arm.mirrored()))
                .toList();
        return IntStream.range(0, arms.size())
                .mapToObj(best -> probability(best, curves))
                .toList();
    }

    private static void requireArms(List<?> arms) {
        if (arms.size() < 2) {
            throw new InvalidInputException("arms", "must be at least two");
        }
    }

    private static double probability(int best, List<Curve> curves) {
        List<Feature> features = curves.stream().map(Curve::feature).toList();
        // Below the lower end of any arm the product of the distribution functions is 0.
        double low = features.stream().mapToDouble(Feature::from).max().orElseThrow();
        double high = features.get(best).to();
        // a quadrature of a certainty may round beyond it
        return Math.min(1, Quadrature.integrate(x -> integrand(best, curves, x), low, high, features));
    }

    private static double integrand(int best, List<Curve> curves, double x) {
        double product = curves.get(best).density(x);
        for (int j = 0; j < curves.size() && product > 0; j++) {
            if (j != best) {
                product *= curves.get(j).cumulative(x);
            }
        }
        return product;
    }
}
