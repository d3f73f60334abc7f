package io.assay.statistics.multiplicity;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.Quadrature;
import io.assay.statistics.distribution.Quadrature.Feature;
import io.assay.statistics.distribution.Stirling;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Dunnett's comparisons of many treatments with one control: the distribution of the largest of the statistics, which
 * share the control's noise.
 *
 * <p>T_i = (m_i - m_0) / sqrt(v_i + v_0) with v the variance of an arm's mean. Given the control's noise z the
 * statistics are independent, and with λ_i² = v_0 / (v_0 + v_i)
 *
 * <pre>P(max T_i ≤ c) = ∫ φ(z) Π Φ((c + λ_i z) / sqrt(1 - λ_i²)) dz</pre>
 *
 * With a variance estimated on df degrees of freedom, c is c s in it, averaged over s² ~ χ²_df / df. The tail is
 * integrated itself, not taken from 1, so that small p-values keep their digits.
 *
 * <p>Source: Dunnett, JASA 50 (1955), 1096-1121; unequal sizes: Dunnett, Biometrics 20 (1964), 482-491.
 */
public final class Dunnett {

    /** Degrees of freedom from which the variance counts as known. */
    private static final double LARGE = 1e8;

    /** Beyond this statistic every probability underflows. */
    private static final double FARTHEST = 40;

    private static final double REACH = 9;

    private final double[] loadings;
    private final double[] residuals;
    private final boolean twoSided;
    private final double degreesOfFreedom;

    /**
     * Describes a family of comparisons.
     *
     * @param controlVariance v_0, above 0; with equal variances per unit 1/n_0 will do
     * @param treatmentVariances v_i, above 0; 1/n_i will do when the control's is 1/n_0
     * @param twoSided whether both tails count
     * @param degreesOfFreedom of the variance, at least 1; infinite when that is known
     * @throws InvalidInputException for {@code control_variance}, {@code treatment_variances/i} or {@code
     *     degrees_of_freedom} outside its range
     */
    public Dunnett(double controlVariance, List<Double> treatmentVariances, boolean twoSided, double degreesOfFreedom) {
        require(controlVariance > 0 && Double.isFinite(controlVariance), "control_variance", "must be above 0");
        require(!treatmentVariances.isEmpty(), "treatment_variances", "must have at least one treatment");
        require(degreesOfFreedom >= 1, "degrees_of_freedom", "must be at least 1");
        this.loadings = new double[treatmentVariances.size()];
        this.residuals = new double[loadings.length];
        for (int i = 0; i < loadings.length; i++) {
            double variance = treatmentVariances.get(i);
            require(variance > 0 && Double.isFinite(variance), "treatment_variances/" + i, "must be above 0");
            loadings[i] = 1 / Math.sqrt(1 + variance / controlVariance);
            residuals[i] = 1 / Math.sqrt(1 + controlVariance / variance);
        }
        this.twoSided = twoSided;
        this.degreesOfFreedom = degreesOfFreedom;
    }

    /**
     * The adjusted p-value of one comparison: the probability that the largest statistic of the family is at least this
     * one if no treatment differs from control.
     *
     * @param statistic in standard errors of the difference; its sign counts only if one-sided, where large is
     *     significant
     */
    public double adjustedPValue(double statistic) {
        double c = twoSided ? Math.abs(statistic) : statistic;
        if (degreesOfFreedom >= LARGE) {
            return tail(c);
        }
        // The root of a chi-square over its df; 9 standard errors of its cube root (Wilson and Hilferty 1931) reach
        // all.
        double spread = REACH * Math.sqrt(2 / (9 * degreesOfFreedom));
        double high = Math.pow(1 + spread, 1.5);
        List<Feature> features = new ArrayList<>();
        features.add(new Feature(0, high, 2.5 / Math.sqrt(2 * degreesOfFreedom)));
        if (c != 0) {
            features.add(new Feature(0, FARTHEST / Math.abs(c), 2.5 / Math.abs(c)));
        }
        double low = Math.pow(Math.max(0, 1 - spread), 1.5);
        return Math.min(1, Quadrature.integrate(s -> chiDensity(s) * tail(c * s), low, high, features));
    }

    /**
     * The c that the largest statistic of the family exceeds with probability alpha: estimate ± c standard errors are
     * intervals that cover all differences at once.
     *
     * @param alpha strictly between 0 and 1
     */
    public double criticalValue(double alpha) {
        require(alpha > 0 && alpha < 1, "alpha", "must lie strictly between 0 and 1");
        DoubleUnaryOperator excess = c -> Math.log(adjustedPValue(c)) - Math.log(alpha);
        double high = 2;
        while (excess.applyAsDouble(high) > 0) {
            high *= 2;
        }
        double low = 0;
        while (!twoSided && excess.applyAsDouble(low) < 0) {
            low = 2 * low - 1;
        }
        return new BrentSolver(1e-13, 1e-13).solve(200, excess::applyAsDouble, low, high);
    }

    /** P(the largest statistic is above c) with a known variance. */
    private double tail(double c) {
        if (c >= FARTHEST) {
            return 0;
        }
        List<Feature> features = new ArrayList<>();
        features.add(Feature.normal(0, 1));
        for (int i = 0; i < loadings.length; i++) {
            double scale = residuals[i] / loadings[i];
            features.add(Feature.normal(-c / loadings[i], scale));
            if (twoSided) {
                features.add(Feature.normal(c / loadings[i], scale));
            }
        }
        // φ times a tail at c has its peak between 0 and -c, mirrored if two-sided.
        double reach = Math.abs(c) + REACH;
        return twoSided
                ? Math.min(1, 2 * Quadrature.integrate(z -> someAbove(c, z), -reach, 0, features))
                : Math.min(1, Quadrature.integrate(z -> someAbove(c, z), -reach, reach, features));
    }

    /** φ(z) (1 - Π(1 - q_i)), q_i the probability that comparison i is significant when the control's noise is z. */
    private double someAbove(double c, double z) {
        double logNone = 0;
        for (int i = 0; i < loadings.length; i++) {
            double q = Normal.survival((c + loadings[i] * z) / residuals[i]);
            if (twoSided) {
                q += Normal.survival((c - loadings[i] * z) / residuals[i]);
            }
            logNone += Math.log1p(-Math.min(q, 1));
        }
        return Normal.density(z) * -Math.expm1(logNone);
    }

    /** The density of sqrt(χ²_df / df). */
    private double chiDensity(double s) {
        double half = degreesOfFreedom / 2;
        double logConstant = Math.log(2) + Math.log(half / (2 * Math.PI)) / 2 - Stirling.remainder(half);
        return Math.exp(logConstant - half * Stirling.deviance(1, s * s)) / s;
    }

    private static void require(boolean holds, String parameter, String detail) {
        if (!holds) {
            throw new InvalidInputException(parameter, detail);
        }
    }
}
