package io.assay.model.algorithm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smile.classification.LogisticRegression;

/**
 * Smile's logistic regression, by L-BFGS. It ends where the loss no longer falls by much, three to five digits before the
 * coefficients are settled, knows no weights, and its sums depend on the number of threads; given missing values it
 * answers with zeros. So it is where Newton's method begins, on one thread, on rows without gaps or weights, and no
 * further than it is quick.
 */
final class SmileLogistic {

    /** From here on it takes longer than Newton's method alone. */
    private static final int MOST_ROWS = 20_000;

    private static final double TOLERANCE = 1e-5;
    private static final int MOST_ITERATIONS = 100;

    private SmileLogistic() {}

    /**
     * For each output the coefficients of the features and the intercept, null where it has none to give.
     *
     * @param data standardised or not, without missing values
     */
    static double @Nullable [][] fit(TrainingSet data, double lambda) {
        if (data.rows() > MOST_ROWS || data.weights() != null) {
            return null;
        }
        double[][] rows = new double[data.rows()][];
        Arrays.setAll(
                rows,
                row -> IntStream.range(0, data.columns().length)
                        .mapToDouble(feature -> data.columns()[feature][row])
                        .toArray());
        int[] classes =
                Arrays.stream(data.target()).mapToInt(number -> (int) number).toArray();
        var options = new LogisticRegression.Options(lambda, TOLERANCE, MOST_ITERATIONS);
        double[][] found = OwnPool.run(
                1,
                () -> data.classes() == 2
                        ? new double[][] {
                            LogisticRegression.binomial(rows, classes, options).coefficients()
                        }
                        : symmetric(LogisticRegression.multinomial(rows, classes, options)
                                .coefficients()));
        boolean finite = Arrays.stream(found).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
        return finite ? found : null;
    }

    /** Smile's last class has coefficients of 0; ours have a mean of 0, which costs less. */
    private static double[][] symmetric(double[][] butOne) {
        double[][] all = new double[butOne.length + 1][butOne[0].length];
        for (int i = 0; i < butOne[0].length; i++) {
            double sum = 0;
            for (double[] ofClass : butOne) {
                sum += ofClass[i];
            }
            for (int k = 0; k < all.length; k++) {
                all[k][i] = (k < butOne.length ? butOne[k][i] : 0) - sum / all.length;
            }
        }
        return all;
    }
}
