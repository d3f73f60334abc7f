package io.assay.model.judgement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges the parts of some rows, the largest first.
 *
 * @param <D> what is judged
 */
final class Segments<D> {

    private final BiFunction<D, boolean[], D> where;
    private final Function<D, Size> sizes;

    /**
     * How large a part is.
     *
     * @param positives null where there are not two classes
     * @param smallestClass rows of it; null where there are no classes
     */
    record Size(
            long rows, @Nullable Long positives, @Nullable Long smallestClass) {}

    Segments(BiFunction<D, boolean[], D> where, Function<D, Size> sizes) {
        this.where = where;
        this.sizes = sizes;
    }

    List<SegmentReading> read(
            D predictions,
            Segmentation segmentation,
            JudgeOptions options,
            Function<D, Map<String, Measured>> measure) {
        List<SegmentReading> readings = new ArrayList<>();
        for (int value = 0; value < segmentation.values().size(); value++) {
            D part = where.apply(predictions, segmentation.rowsOf(value));
            Size size = sizes.apply(part);
            String reason = reason(size, options);
            readings.add(new SegmentReading(
                    segmentation.column(),
                    segmentation.values().get(value),
                    size.rows,
                    size.positives,
                    reason == null,
                    reason,
                    reason == null ? measure.apply(part) : Map.of()));
        }
        readings.sort(Comparator.comparingLong(SegmentReading::rows).reversed());
        return readings;
    }

    private static @Nullable String reason(Size size, JudgeOptions options) {
        if (size.rows < options.segmentRows()) {
            return "fewer than " + options.segmentRows() + " rows";
        }
        Long smallest = size.smallestClass;
        return smallest != null && smallest < options.segmentClassRows()
                ? "a class has fewer than " + options.segmentClassRows() + " rows"
                : null;
    }
}
