package io.assay.statistics.moments;

import io.assay.statistics.Outcome;
import java.util.Arrays;
import java.util.List;

/** C θ = c of a regression on covariates, summed over groups of units. */
final class NormalEquations {

    private final double[] matrix;
    private final double[] right;

    NormalEquations(int covariates) {
        matrix = new double[covariates * covariates];
        right = new double[covariates];
    }

    /** Adds a group's linearised co-moments, divided by its degrees of freedom. */
    void add(Quantity value, List<Quantity> covariates, Moments group, double degreesOfFreedom) {
        int size = right.length;
        Gradient y = Gradient.of(value, group);
        for (int i = 0; i < size; i++) {
            Gradient x = Gradient.of(covariates.get(i), group);
            right[i] += y.comoment(x, group) / degreesOfFreedom;
            matrix[i * size + i] += x.squares(group) / degreesOfFreedom;
            for (int j = 0; j < i; j++) {
                double comoment = x.comoment(Gradient.of(covariates.get(j), group), group) / degreesOfFreedom;
                matrix[i * size + j] += comoment;
                matrix[j * size + i] += comoment;
            }
        }
    }

    Outcome<List<Double>> solve() {
        double[] theta = PositiveDefinite.solve(matrix, right);
        return theta == null
                ? Outcome.notAvailable(
                        right.length == 1
                                ? "the covariate does not vary"
                                : "a covariate does not vary or is a combination of the others")
                : Outcome.of(Arrays.stream(theta).boxed().toList());
    }
}
