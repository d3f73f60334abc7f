package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import io.assay.model.split.Dependence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Training sets: the public tables of {@code docs/data}, and random ones. */
public final class TestData {

    private static final Path FOLDER = Path.of("docs/data");

    private TestData() {}

    /** Wisconsin breast cancer: 569 rows, 30 features as they are, 1 is benign. */
    public static TrainingSet breastCancer() {
        List<String[]> rows = lines("breast_cancer_wdbc.csv");
        double[][] columns = new double[30][rows.size()];
        double[] target = new double[rows.size()];
        for (int row = 0; row < target.length; row++) {
            for (int feature = 0; feature < columns.length; feature++) {
                columns[feature][row] = Double.parseDouble(rows.get(row)[feature]);
            }
            target[row] = Double.parseDouble(rows.get(row)[30]);
        }
        return set(Task.BINARY, 2, columns, target, List.of());
    }

    /** Titanic: age, 263 times missing, a column for each sex and each class; 1 has survived. */
    public static TrainingSet titanic() {
        List<String[]> rows = lines("titanic_survival.csv");
        double[][] columns = new double[6][rows.size()];
        double[] target = new double[rows.size()];
        List<String> dummies = List.of("female", "male", "1st", "2nd", "3rd");
        for (int row = 0; row < target.length; row++) {
            // A name has commas of its own.
            String[] parts = rows.get(row);
            List<String> fields = Arrays.asList(parts).subList(parts.length - 4, parts.length);
            target[row] = fields.get(0).equals("yes") ? 1 : 0;
            columns[0][row] = fields.get(2).equals("NA") ? Double.NaN : Double.parseDouble(fields.get(2));
            for (int i = 0; i < dummies.size(); i++) {
                columns[1 + i][row] = fields.contains(dummies.get(i)) ? 1 : 0;
            }
        }
        return set(Task.BINARY, 2, columns, target, List.of(new int[] {1, 2}, new int[] {3, 4, 5}));
    }

    /**
     * Normal features, a one-hot encoded category of five, and an outcome that depends on them.
     *
     * @param missing the share of cells that are missing
     */
    public static TrainingSet random(Task task, int rows, double missing, long seed) {
        Random random = new Random(seed);
        int features = 6;
        double[][] columns = new double[features + 5][rows];
        double[] target = new double[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int feature = 0; feature < features; feature++) {
                double number = random.nextGaussian();
                sum += number * (feature + 1) / 4 + (feature == 2 ? number * number : 0);
                columns[feature][row] = random.nextDouble() < missing ? Double.NaN : number;
            }
            int category = random.nextInt(5);
            columns[features + category][row] = 1;
            sum += category - 2 + random.nextGaussian();
            target[row] = switch (task) {
                case BINARY -> sum > 1 ? 1 : 0;
                case MULTICLASS -> sum < 0 ? 0 : sum < 2 ? 1 : 2;
                case REGRESSION -> sum;
            };
        }
        int classes = task == Task.REGRESSION ? 0 : task == Task.BINARY ? 2 : 3;
        return set(
                task,
                classes,
                columns,
                target,
                List.of(IntStream.range(features, features + 5).toArray()));
    }

    /** With each column standardised, as scikit-learn's StandardScaler does it. */
    public static TrainingSet standardised(TrainingSet data) {
        double[][] columns =
                Arrays.stream(data.columns()).map(TestData::standardised).toArray(double[][]::new);
        return set(data.task(), data.classes(), columns, data.target(), data.categories());
    }

    private static double[] standardised(double[] column) {
        double mean = Arrays.stream(column).average().orElseThrow();
        double variance = Arrays.stream(column)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        return Arrays.stream(column).map(x -> (x - mean) / Math.sqrt(variance)).toArray();
    }

    public static TrainingSet weighted(TrainingSet data, double[] weights) {
        return new TrainingSet(
                data.task(), data.classes(), data.names(), data.columns(), data.target(), weights, data.categories());
    }

    /** The same rows, that are somebody's and of some moment. */
    public static TrainingSet tied(TrainingSet data, Dependence dependence) {
        return new TrainingSet(
                data.task(),
                data.classes(),
                data.names(),
                data.columns(),
                data.target(),
                data.weights(),
                data.categories(),
                dependence);
    }

    /**
     * Somebody's rows, ten each: the outcome is who it is, which a column tells of, and chance; another column says a little
     * of anybody.
     */
    public static TrainingSet entities(Task task, int entities, int first, long seed) {
        Random random = new Random(seed);
        double[][] columns = new double[2][10 * entities];
        double[] target = new double[10 * entities];
        for (int entity = 0; entity < entities; entity++) {
            double effect = 2 * random.nextGaussian();
            for (int row = 10 * entity; row < 10 * (entity + 1); row++) {
                columns[0][row] = first + entity;
                columns[1][row] = random.nextGaussian();
                double sum = effect + 0.5 * columns[1][row] + random.nextGaussian();
                target[row] = task == Task.REGRESSION ? sum : sum > 0 ? 1 : 0;
            }
        }
        return set(task, task == Task.REGRESSION ? 0 : 2, columns, target, List.of());
    }

    /** Whose the rows of {@link #entities} are. */
    public static Dependence byEntity(TrainingSet data) {
        return new Dependence(
                null,
                Arrays.stream(data.columns()[0])
                        .mapToInt(entity -> (int) entity)
                        .toArray());
    }

    /** With a number where one is missing. */
    public static TrainingSet filled(TrainingSet data, double number) {
        double[][] columns = Arrays.stream(data.columns())
                .map(column -> Arrays.stream(column)
                        .map(x -> Double.isNaN(x) ? number : x)
                        .toArray())
                .toArray(double[][]::new);
        return set(data.task(), data.classes(), columns, data.target(), data.categories());
    }

    /** Some of the rows, in this order. */
    public static TrainingSet rows(TrainingSet data, int[] places) {
        double[][] columns = Arrays.stream(data.columns())
                .map(column -> Arrays.stream(places)
                        .mapToDouble(place -> column[place])
                        .toArray())
                .toArray(double[][]::new);
        double[] target =
                Arrays.stream(places).mapToDouble(place -> data.target()[place]).toArray();
        return set(data.task(), data.classes(), columns, target, data.categories());
    }

    public static TrainingSet set(Task task, int classes, double[][] columns, double[] target, List<int[]> categories) {
        List<String> names =
                IntStream.range(0, columns.length).mapToObj(i -> "x" + i).toList();
        return new TrainingSet(task, classes, names, columns, target, null, categories);
    }

    public static double[] row(TrainingSet data, int row) {
        return Arrays.stream(data.columns()).mapToDouble(column -> column[row]).toArray();
    }

    private static List<String[]> lines(String file) {
        try {
            List<String> lines = Files.readAllLines(FOLDER.resolve(file));
            List<String[]> rows = new ArrayList<>();
            lines.stream().skip(1).forEach(line -> rows.add(line.split(",", -1)));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
