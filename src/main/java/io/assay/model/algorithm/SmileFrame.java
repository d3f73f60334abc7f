package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import smile.data.DataFrame;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;

/**
 * A training set as Smile's trees are given it, in ways that their defects do not reach.
 *
 * <p>They split a number only between rows of different classes, whichever stand next to each other among equal ones, and
 * so miss half of the splits of a column of zeros and ones: one-hot encoded categories are one nominal column, and a
 * column of two values is another. They take numbers for equal that differ by less than 1e-7: columns with steps as small
 * as that are multiplied by a power of two, which loses nothing.
 */
final class SmileFrame {

    static final String TARGET = "y";

    /** The least step that may be, with some room. */
    private static final double LEAST_STEP = 1e-6;

    /** So large may a number become. */
    private static final int LARGEST_EXPONENT = 1_000;

    private final DataFrame frame;
    private final List<Column> columns;

    private SmileFrame(DataFrame frame, List<Column> columns) {
        this.frame = frame;
        this.columns = columns;
    }

    /** A column of Smile's, and what a split on it is on our features. */
    sealed interface Column {

        /** Our feature is multiplied by 2^exponent. */
        record Scaled(int place, int exponent) implements Column {}

        /** Code 0 is what is less than the threshold, code 1 is not. */
        record TwoValued(int place, double threshold) implements Column {}

        /** The code is the number of the dummy that is 1. */
        record Nominal(List<Integer> places) implements Column {}
    }

    /** @param data without missing values */
    static SmileFrame of(TrainingSet data) {
        List<ValueVector> vectors = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        OneHotBlocks blocks = OneHotBlocks.of(data);
        boolean[] nominal = new boolean[data.names().size()];
        for (int block = 0; block < blocks.size(); block++) {
            int[] codes = blocks.codes(block);
            int[] places = blocks.places(block);
            // Where a row is of no category, zeros say more than a code could.
            if (places.length > 1 && Arrays.stream(codes).allMatch(code -> code != OneHotBlocks.NONE)) {
                vectors.add(new IntVector(nominal(columns.size(), places.length), codes));
                columns.add(new Column.Nominal(Arrays.stream(places).boxed().toList()));
                Arrays.stream(places).forEach(place -> nominal[place] = true);
            }
        }
        for (int place = 0; place < nominal.length; place++) {
            if (!nominal[place]) {
                addNumbers(data.columns()[place], place, vectors, columns);
            }
        }
        vectors.add(
                data.task() == Task.REGRESSION
                        ? new DoubleVector(TARGET, data.target())
                        : new IntVector(
                                TARGET,
                                Arrays.stream(data.target())
                                        .mapToInt(number -> (int) number)
                                        .toArray()));
        return new SmileFrame(new DataFrame(vectors.toArray(ValueVector[]::new)), List.copyOf(columns));
    }

    private static void addNumbers(double[] column, int place, List<ValueVector> vectors, List<Column> columns) {
        double[] distinct = Arrays.stream(column).sorted().distinct().toArray();
        if (distinct.length == 2) {
            double middle = distinct[0] + (distinct[1] - distinct[0]) / 2;
            double threshold = middle > distinct[0] ? middle : distinct[1];
            int[] codes =
                    Arrays.stream(column).mapToInt(x -> x < threshold ? 0 : 1).toArray();
            vectors.add(new IntVector(nominal(columns.size(), 2), codes));
            columns.add(new Column.TwoValued(place, threshold));
            return;
        }
        int exponent = exponent(distinct);
        double[] scaled = exponent == 0
                ? column
                : Arrays.stream(column).map(x -> Math.scalb(x, exponent)).toArray();
        vectors.add(new DoubleVector(name(columns.size()), scaled));
        columns.add(new Column.Scaled(place, exponent));
    }

    /** By which power of two the smallest step between neighbours becomes large enough; 0 where it is. */
    private static int exponent(double[] sorted) {
        double least = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < sorted.length; i++) {
            largest = Math.max(largest, Math.abs(sorted[i]));
            least = i == 0 ? least : Math.min(least, sorted[i] - sorted[i - 1]);
        }
        if (least >= LEAST_STEP) {
            return 0;
        }
        int wanted = Math.getExponent(LEAST_STEP) - Math.getExponent(least) + 1;
        return Math.clamp(wanted, 0, LARGEST_EXPONENT - Math.max(Math.getExponent(largest), 0));
    }

    private static StructField nominal(int number, int levels) {
        String[] names = new String[levels];
        Arrays.setAll(names, level -> "c" + level);
        return new StructField(name(number), DataTypes.IntType, new NominalScale(names));
    }

    private static String name(int number) {
        return "x" + number;
    }

    /** The target last. */
    DataFrame frame() {
        return frame;
    }

    List<Column> columns() {
        return columns;
    }
}
