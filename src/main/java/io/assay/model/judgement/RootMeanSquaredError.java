package io.assay.model.judgement;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import io.assay.statistics.sample.WeightedMean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The root of the mean square of the errors. Its limits are the roots of the mean square's; two are compared by the rows'
 * differences of e²/(2 RMSE), the delta method.
 */
@Component
final class RootMeanSquaredError extends MeanLoss<RegressionPredictions> {

    RootMeanSquaredError() {
        super("rmse", RegressionPredictions.class, Better.LOWER, 0, Double.POSITIVE_INFINITY);
    }

    @Override
    double @Nullable [] losses(RegressionPredictions predictions) {
        return RegressionErrors.squares(predictions);
    }

    @Override
    public Outcome<Double> value(RegressionPredictions predictions) {
        return super.value(predictions).then(square -> Outcome.of(Math.sqrt(square)));
    }

    @Override
    public Uncertainty uncertainty(RegressionPredictions predictions, double value, double confidence) {
        return new Uncertainty.Known(mean(predictions)
                .then(mean -> mean.interval(confidence))
                .then(square -> Outcome.of(
                        new Interval(root(square.lower()), root(square.upper()), confidence, "student_t_of_squares"))));
    }

    /** The mean square's over twice the root; null without an error. */
    @Override
    public double @Nullable [] influences(RegressionPredictions predictions) {
        double[] influences = super.influences(predictions);
        Double root = value(predictions).valueOrNull();
        if (influences == null || root == null || root == 0) {
            return null;
        }
        for (int row = 0; row < influences.length; row++) {
            influences[row] /= 2 * root;
        }
        return influences;
    }

    private static @Nullable Double root(@Nullable Double square) {
        return square == null ? null : (Double) Math.sqrt(Math.max(0, square));
    }

    @Override
    double scale(RegressionPredictions predictions, double[] losses) {
        return RegressionErrors.scaleOfSquares(predictions);
    }

    @Override
    public Outcome<Difference> difference(
            RegressionPredictions first, RegressionPredictions second, double confidence) {
        Apart parts = apart(first, second);
        if (parts == null) {
            return Outcome.notAvailable("one of the two has no error at all");
        }
        WeightedMean mean = parts.mean(first.rowWeights());
        double difference = root(RegressionErrors.squares(first), first.rowWeights())
                - root(RegressionErrors.squares(second), first.rowWeights());
        return paired(new WeightedMean(mean.n(), difference, mean.standardError()), confidence);
    }

    /** The rows' differences of e²/(2 RMSE): each part is one root's, to first order. */
    @Override
    @Nullable
    Apart apart(RegressionPredictions first, RegressionPredictions second) {
        double[] a = RegressionErrors.squares(first);
        double[] b = RegressionErrors.squares(second);
        double rootA = root(a, first.rowWeights());
        double rootB = root(b, first.rowWeights());
        if (rootA == 0 || rootB == 0) {
            return null;
        }
        double[] parts = new double[a.length];
        for (int row = 0; row < parts.length; row++) {
            parts[row] = (a[row] / rootA - b[row] / rootB) / 2;
        }
        return new Apart(parts, (scale(first, a) / rootA + scale(second, b) / rootB) / 2);
    }

    private static double root(double[] squares, double @Nullable [] weights) {
        return Math.sqrt(WeightedMean.of(squares, weights).value());
    }
}
