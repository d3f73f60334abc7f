package io.assay.causal.sensitivity;

import io.assay.causal.CausalData;
import io.assay.causal.Refused;
import io.assay.causal.sensitivity.SensitivityRequest.Benchmark;
import io.assay.causal.sensitivity.SensitivityRequest.Coefficient;
import io.assay.data.NumberColumn;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import java.util.ArrayList;
import java.util.List;

/** The regression of the outcome on treatment and controls, and what each control explains of both. */
final class Benchmarks {

    private Benchmarks() {}

    /**
     * A regression that was made here.
     *
     * @param coefficient the treatment's, with the controls that are in the regression
     * @param leftOut controls that are combinations of others
     */
    record Made(Coefficient coefficient, List<String> leftOut) {}

    static Made of(CausalData data, String treatment) {
        List<NumberColumn> controls = data.controls();
        List<String> names = new ArrayList<>(List.of(treatment));
        List<double[]> columns = new ArrayList<>(List.of(data.number("/treatment_col")));
        for (NumberColumn control : controls) {
            names.add(control.name());
            columns.add(control.values());
        }
        LeastSquares outcome =
                LeastSquares.fit(Design.of(names, columns.toArray(double[][]::new), data.number("/outcome")));
        int place = outcome.indexOf(treatment);
        if (place < 0) {
            throw Refused.at("/treatment_col", "does not vary");
        }
        if (outcome.residualDegrees() < 2 || outcome.isPerfect()) {
            throw Refused.at("/data", "leaves no residuals to judge the coefficient by");
        }
        LeastSquares assignment = LeastSquares.fit(Design.of(
                names.subList(1, names.size()),
                columns.subList(1, columns.size()).toArray(double[][]::new),
                columns.getFirst()));
        if (assignment.isPerfect()) {
            throw Refused.at("/treatment_col", "is a combination of the controls");
        }
        double[] ofOutcome = statistics(outcome);
        double[] ofTreatment = statistics(assignment);
        List<Benchmark> benchmarks = new ArrayList<>();
        for (NumberColumn control : controls) {
            int inOutcome = outcome.indexOf(control.name());
            int inTreatment = assignment.indexOf(control.name());
            if (inOutcome >= 0 && inTreatment >= 0) {
                benchmarks.add(new Benchmark(
                        control.name(),
                        share(ofTreatment[inTreatment], assignment.residualDegrees()),
                        share(ofOutcome[inOutcome], outcome.residualDegrees())));
            }
        }
        double estimate = outcome.coefficient(place);
        return new Made(
                new Coefficient(
                        estimate,
                        Math.abs(estimate / ofOutcome[place]),
                        (double) outcome.residualDegrees(),
                        benchmarks),
                outcome.dropped());
    }

    /** b/se, by the classical covariance. */
    private static double[] statistics(LeastSquares fit) {
        double[][] bread = fit.bread();
        double variance = fit.residualSquares() / fit.residualDegrees();
        double[] statistics = fit.coefficients();
        for (int k = 0; k < statistics.length; k++) {
            statistics[k] /= Math.sqrt(variance * bread[k][k]);
        }
        return statistics;
    }

    private static double share(double statistic, double degreesOfFreedom) {
        return statistic * statistic / (statistic * statistic + degreesOfFreedom);
    }
}
