package io.assay.model.judgement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How predictions are to be judged.
 *
 * @param confidence of all intervals, in (0, 1)
 * @param seed of the bootstrap
 * @param threshold from which on a row is taken for positive; null to choose it on the rows that are judged, by costs or
 *     capacity, or take 0.5
 * @param costs of errors; null where they are not known
 * @param capacity how many rows can be taken; null for as many as there are
 * @param curvePoints that a curve has at most, at least 2
 * @param segmentRows below which nothing is told of a segment
 * @param segmentClassRows of either class, below which nothing is told of a segment
 * @param labels names of the classes, in the order of their numbers; empty for their numbers
 */
public record JudgeOptions(
        double confidence,
        long seed,
        @Nullable Threshold threshold,
        @Nullable Costs costs,
        @Nullable Capacity capacity,
        int curvePoints,
        int segmentRows,
        int segmentClassRows,
        List<String> labels) {

    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 42;
    private static final int CURVE_POINTS = 200;
    private static final int SEGMENT_ROWS = 50;
    private static final int SEGMENT_CLASS_ROWS = 10;

    /**
     * A threshold that stands before the rows are judged.
     *
     * @param chosen where it is from: given, or by costs on other rows
     */
    public record Threshold(double value, ThresholdReading.Chosen chosen) {

        /** As the caller says. */
        public static @Nullable Threshold given(@Nullable Double value) {
            return value == null ? null : new Threshold(value, ThresholdReading.Chosen.GIVEN);
        }
    }

    /**
     * What errors cost, in any unit.
     *
     * @param falsePositive to take a negative row; 0 or more
     * @param falseNegative to leave a positive row; 0 or more, and not both 0
     */
    public record Costs(double falsePositive, double falseNegative) {}

    /**
     * How many rows can be taken; one of the two.
     *
     * @param rows their number
     * @param share of all rows, in (0, 1]
     */
    public record Capacity(@Nullable Long rows, @Nullable Double share) {}

    public JudgeOptions {
        labels = List.copyOf(labels);
    }

    /** 95 %, seed 42, threshold 0.5, 200 points, segments of 50 rows with 10 of each class. */
    public static JudgeOptions standard() {
        return new JudgeOptions(
                CONFIDENCE, SEED, null, null, null, CURVE_POINTS, SEGMENT_ROWS, SEGMENT_CLASS_ROWS, List.of());
    }
}
