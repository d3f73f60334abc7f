package io.assay.benchmark;

import io.assay.model.algorithm.LogisticHyperparameters;
import io.assay.model.algorithm.TestAlgorithms;
import io.assay.model.algorithm.TestData;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.algorithm.XgboostHyperparameters;
import io.assay.model.explanation.Explainer;
import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Rows to learn from, by formulas that {@code model_peers.py} has as well: numbers between 0 and 1, an outcome that depends
 * on some of them and on their products, one row in nine positive.
 */
final class ModelInputs {

    static final int ROWS = 200_000;
    static final int EXPLAINED = 1_000;

    static final String LEVEL = "level";
    static final String OUTCOME = "churn";

    private static final String NUMBER = "x";
    private static final int NUMBERS = 30;
    private static final int LEVELS = 60;
    private static final int MISSING_EVERY = 50;
    private static final int FIRST_NOISE = 100;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private ModelInputs() {}

    /** Thirty numbers, one in fifty missing. */
    static TrainingSet numbers(int rows) {
        double[][] columns = new double[NUMBERS][rows];
        for (int column = 0; column < NUMBERS; column++) {
            for (int row = 0; row < rows; row++) {
                columns[column][row] = isMissing(row, column) ? Double.NaN : share(row, column);
            }
        }
        return TestData.set(Task.BINARY, 2, columns, target(rows), List.of());
    }

    /** Twenty-nine numbers, none missing, and a category of sixty levels, one-hot encoded. */
    static TrainingSet encoded(int rows) {
        double[][] columns = new double[NUMBERS - 1 + LEVELS][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < NUMBERS - 1; column++) {
                columns[column][row] = share(row, column);
            }
            columns[NUMBERS - 1 + (int) (LEVELS * share(row, NUMBERS))][row] = 1;
        }
        int[] dummies = IntStream.range(NUMBERS - 1, NUMBERS - 1 + LEVELS).toArray();
        return TestData.set(Task.BINARY, 2, columns, target(rows), List.of(dummies));
    }

    /** The numbers of {@link #encoded}, one in fifty missing, with the category as a word, and the outcome as yes or no. */
    static void write(Path csv, int rows) throws IOException {
        double[] target = target(rows);
        try (BufferedWriter out = Files.newBufferedWriter(csv)) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < NUMBERS - 1; column++) {
                line.append(NUMBER).append(column).append(',');
            }
            out.write(
                    line.append(LEVEL).append(',').append(OUTCOME).append('\n').toString());
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                for (int column = 0; column < NUMBERS - 1; column++) {
                    if (!isMissing(row, column)) {
                        line.append(Math.round(share(row, column) * 1e6) / 1e6);
                    }
                    line.append(',');
                }
                line.append('k').append((int) (LEVELS * share(row, NUMBERS)));
                out.write(line.append(target[row] > 0 ? ",yes\n" : ",no\n").toString());
            }
        }
    }

    /** The names of that file's columns of numbers. */
    static List<String> numberNames() {
        return IntStream.range(0, NUMBERS - 1)
                .mapToObj(column -> NUMBER + column)
                .toList();
    }

    private static boolean isMissing(int row, int column) {
        return (row * 31L + column * 17L) % MISSING_EVERY == 0;
    }

    private static double[] target(int rows) {
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int column = 0; column < 10; column++) {
                sum += share(row, column) * (column - 4);
            }
            sum += 6 * share(row, 10) * share(row, 11) - 4 * share(row, 12) * share(row, 0);
            for (int noise = 0; noise < 3; noise++) {
                sum += 2 * share(row, FIRST_NOISE + noise);
            }
            target[row] = sum > 8.5 ? 1 : 0;
        }
        return target;
    }

    /** From 0 to 1, in no order: the finaliser of SplitMix64. */
    static double share(int row, int column) {
        long mixed = (row * 1_000L + column) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) / (double) (1L << 53);
    }

    /** A hundred trees of 31 leaves, by all processors. */
    static Model boosted(TrainingSet data) {
        XgboostHyperparameters asked =
                new XgboostHyperparameters(100, 0.1, 0, 31, 1, 0, 1, 1, 1, 0, 256, 1, Map.of(), 0, 0.1);
        return TestAlgorithms.train("xgboost", data, asked, PROCESSORS);
    }

    static LinearModel logistic(TrainingSet data) {
        return (LinearModel)
                TestAlgorithms.train("logistic_regression", data, new LogisticHyperparameters(1), PROCESSORS);
    }

    /** Trained once for the figures. */
    private static final class Boosted {

        private static final Model MODEL = boosted(numbers(ROWS));
    }

    /** The margin of the first row. */
    static double margin() {
        return Boosted.MODEL.margins(TestData.row(numbers(1), 0))[0];
    }

    /** What the first feature says of the first row. */
    static double contribution() {
        return Explainer.of(Boosted.MODEL, new double[NUMBERS])
                .explain(TestData.row(numbers(1), 0))
                .of(0, 0)[0];
    }

    /** The first coefficient. */
    static double coefficient() {
        return logistic(encoded(ROWS)).coefficients()[0][0];
    }

    static double[][] firstRows(TrainingSet data, int rows) {
        return Arrays.stream(data.columns())
                .map(column -> Arrays.copyOf(column, rows))
                .toArray(double[][]::new);
    }
}
