package io.assay.statistics.moments;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment.LiftGradient;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Post-stratification of a mean or ratio. The means of both arms over strata are Σ w_s m_s with w_s the stratum's share
 * of all units; their covariance matrix is Σ w_s² V_s + M'(diag(w) - w w')M/N, the second term for the uncertainty of the
 * weights, multinomial given the total N. A ratio is taken of the stratified means, by its gradient. Degrees of freedom
 * by Satterthwaite over the independent parts of the difference's variance.
 */
final class PostStratifier {

    private final Quantity value;
    private final StratumModel model;
    private final int lostDegrees;

    PostStratifier(Quantity value, int lostDegrees, List<Quantity> covariates, Adjustment.Residuals residuals) {
        this.value = value;
        this.lostDegrees = lostDegrees;
        this.model = new StratumModel(variables(List.of(value)), variables(covariates), residuals);
    }

    Outcome<Comparison> compare(Strata control, Strata treatment, double unadjustedVariance) {
        Map<String, Moments> controlByKey = control.byKey();
        Map<String, Moments> treatmentByKey = treatment.byKey();
        Set<String> keys = new LinkedHashSet<>();
        control.strata().forEach(stratum -> keys.add(stratum.key()));
        treatment.strata().forEach(stratum -> keys.add(stratum.key()));
        List<StratumFit> fits = new ArrayList<>();
        for (String key : keys) {
            Moments a = controlByKey.get(key);
            Moments b = treatmentByKey.get(key);
            double unitsA = a == null ? 0 : a.n();
            double unitsB = b == null ? 0 : b.n();
            if (a == null || b == null || unitsA == 0 || unitsB == 0) {
                if (unitsA + unitsB == 0) {
                    continue;
                }
                String arm = unitsA == 0 ? "control" : "treatment";
                return Outcome.notAvailable(
                        "stratum '" + key + "' has no units in " + arm + ": merge it with another stratum");
            }
            switch (model.fit(key, a, b, lostDegrees)) {
                case Outcome.Computed<StratumFit>(StratumFit fit) -> fits.add(fit);
                case Outcome.NotAvailable<StratumFit>(String reason) -> {
                    return Outcome.notAvailable(reason);
                }
            }
        }
        return combine(fits, control.joined().n(), treatment.joined().n(), unadjustedVariance);
    }

    private Outcome<Comparison> combine(
            List<StratumFit> fits, double controlN, double treatmentN, double unadjustedVariance) {
        double total = controlN + treatmentN;
        int size = 2 * model.valueCount();
        double[] means = new double[size];
        for (StratumFit fit : fits) {
            for (int i = 0; i < size; i++) {
                means[i] += fit.n() / total * fit.means()[i];
            }
        }
        if (value instanceof Quantity.RatioOf && (means[1] == 0 || means[3] == 0)) {
            return Outcome.notAvailable("the denominator of a ratio sums to 0 over the strata of an arm");
        }
        double[] ofControl = gradient(means, 0);
        double[] ofTreatment = gradient(means, model.valueCount());
        double[] ofDifference = new double[size];
        for (int i = 0; i < size; i++) {
            ofDifference[i] = ofTreatment[i] - ofControl[i];
        }
        double variance = 0;
        double squaredParts = 0;
        for (StratumFit fit : fits) {
            double weight = fit.n() / total;
            for (StratumFit.Part part : fit.parts()) {
                double share = weight * weight * part.form(ofDifference, ofDifference);
                variance += share;
                squaredParts += share * share / part.degreesOfFreedom();
            }
        }
        double ofWeights = weightCovariance(fits, means, total, ofDifference, ofDifference);
        variance += ofWeights;
        squaredParts += ofWeights * ofWeights / (total - 1);
        double degrees = squaredParts > 0 ? variance / squaredParts * variance : 0;
        double covariance = covariance(fits, means, total, ofControl, ofTreatment);
        return Outcome.of(new Comparison(
                ArmEstimate.unadjusted(controlN, at(means, 0), covariance(fits, means, total, ofControl, ofControl)),
                ArmEstimate.unadjusted(
                        treatmentN,
                        at(means, model.valueCount()),
                        covariance(fits, means, total, ofTreatment, ofTreatment)),
                covariance,
                covariance,
                degrees,
                false,
                LiftGradient.RAW_MEANS,
                List.of(),
                unadjustedVariance));
    }

    private static double covariance(List<StratumFit> fits, double[] means, double total, double[] g, double[] h) {
        double sum = weightCovariance(fits, means, total, g, h);
        for (StratumFit fit : fits) {
            double weight = fit.n() / total;
            for (StratumFit.Part part : fit.parts()) {
                sum += weight * weight * part.form(g, h);
            }
        }
        return sum;
    }

    /** g' M'(diag(w) - w w')M h / N, by deviations from the weighted means. */
    private static double weightCovariance(
            List<StratumFit> fits, double[] means, double total, double[] g, double[] h) {
        double sum = 0;
        for (StratumFit fit : fits) {
            double alongG = 0;
            double alongH = 0;
            for (int i = 0; i < means.length; i++) {
                double deviation = fit.means()[i] - means[i];
                alongG += g[i] * deviation;
                alongH += h[i] * deviation;
            }
            sum += fit.n() / total * alongG * alongH;
        }
        return sum / total;
    }

    /** The value from an arm's means, which begin at {@code offset}. */
    private double at(double[] means, int offset) {
        return value instanceof Quantity.RatioOf ? means[offset] / means[offset + 1] : means[offset];
    }

    private double[] gradient(double[] means, int offset) {
        double[] gradient = new double[means.length];
        gradient[offset] = 1;
        if (value instanceof Quantity.RatioOf) {
            gradient[offset] = 1 / means[offset + 1];
            gradient[offset + 1] = -at(means, offset) / means[offset + 1];
        }
        return gradient;
    }

    private static int[] variables(List<Quantity> quantities) {
        Set<Integer> variables = new LinkedHashSet<>();
        for (Quantity quantity : quantities) {
            switch (quantity) {
                case Quantity.MeanOf(int variable) -> variables.add(variable);
                case Quantity.RatioOf(int numerator, int denominator) -> {
                    variables.add(numerator);
                    variables.add(denominator);
                }
            }
        }
        return variables.stream().mapToInt(Integer::intValue).toArray();
    }
}
