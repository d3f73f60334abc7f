package io.assay.model.judgement;

import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.regression.RegressionPredictions;
import io.assay.statistics.split.NumpyRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Predictions that numpy draws as well, {@code r = numpy.random.RandomState(7)} and n = 500: {@code u = r.random_sample(n)},
 * {@code p = rint(100 u)/100}, {@code y = r.random_sample(n) < 0.8 p + 0.05}, {@code w = 3 r.random_sample(n)}, a second
 * model's {@code q = rint(100 (u/2 + r.random_sample(n)/2))/100}, {@code yr = 3 r.random_sample(n) + 1}, {@code pr = yr +
 * r.random_sample(n) - 0.4}, {@code raw = r.random_sample((n, 3)) + 0.05}, {@code pm = raw/raw.sum(1)}, {@code c} the number
 * of cumulative probabilities of a row below one more {@code r.random_sample(n)}.
 */
public final class Drawn {

    private static final int N = 500;

    final double[] p = new double[N];
    final double[] other = new double[N];
    final boolean[] y = new boolean[N];
    final double[] weights = new double[N];
    final double[] actual;
    final double[] predicted;
    final double[][] probabilities = new double[3][N];
    final int[] classes = new int[N];

    public Drawn() {
        NumpyRandom random = new NumpyRandom(7);
        double[] u = sample(random, N);
        double[] drawn = sample(random, N);
        double[] third = sample(random, N);
        double[] fourth = sample(random, N);
        actual = sample(random, N);
        predicted = sample(random, N);
        double[] raw = sample(random, 3 * N);
        double[] last = sample(random, N);
        for (int i = 0; i < N; i++) {
            p[i] = Math.rint(100 * u[i]) / 100;
            y[i] = drawn[i] < 0.8 * p[i] + 0.05;
            weights[i] = third[i] * 3;
            other[i] = Math.rint((0.5 * u[i] + 0.5 * fourth[i]) * 100) / 100;
            actual[i] = 3 * actual[i] + 1;
            predicted[i] = actual[i] + predicted[i] - 0.4;
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += raw[3 * i + k] + 0.05;
            }
            double below = 0;
            for (int k = 0; k < 3; k++) {
                probabilities[k][i] = (raw[3 * i + k] + 0.05) / sum;
                below += probabilities[k][i];
                classes[i] += last[i] > below ? 1 : 0;
            }
            classes[i] = Math.min(2, classes[i]);
        }
    }

    private static double[] sample(NumpyRandom random, int n) {
        return IntStream.range(0, n).mapToDouble(i -> random.nextDouble()).toArray();
    }

    public double[] p() {
        return p;
    }

    public boolean[] y() {
        return y;
    }

    public double[] weights() {
        return weights;
    }

    public BinaryPredictions binary(boolean weighted) {
        return BinaryPredictions.of(p, y, weights(weighted));
    }

    public BinaryPredictions secondModel(boolean weighted) {
        return BinaryPredictions.of(other, y, weights(weighted));
    }

    public MulticlassPredictions multiclass(boolean weighted) {
        return MulticlassPredictions.of(probabilities, classes, weights(weighted));
    }

    public RegressionPredictions regression(boolean weighted) {
        return RegressionPredictions.of(predicted, actual, weights(weighted));
    }

    private double @Nullable [] weights(boolean weighted) {
        return weighted ? weights : null;
    }
}
