package io.assay.model.evaluation;

import io.assay.model.judgement.Judgement;
import io.assay.model.judgement.Measured;
import io.assay.model.judgement.SegmentReading;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model is surely worse in some part of the rows. A loss is held against that of all rows. An area is not, for
 * that of all rows also ranks rows of one segment against those of another, which a model does well that knows the segment;
 * it is held against the other segments of its column, on average over their pairs of a positive and a negative row.
 */
final class SegmentCheck {

    private static final String AREA = "roc_auc";
    /** What the intervals of segments leave out on each side. */
    private static final double ONE_SIDE = 0.025;

    private final Judgement judgement;
    private final String metric;
    private final List<SegmentReading> told;
    /** Bonferroni, of many segments some are below by chance: how many times as far away an interval's limits are. */
    private final double wider;

    private SegmentCheck(Judgement judgement, String metric, List<SegmentReading> told) {
        this.judgement = judgement;
        this.metric = metric;
        this.told = told;
        this.wider = Normal.upperQuantile(ONE_SIDE / told.size()) / Normal.upperQuantile(ONE_SIDE);
    }

    /**
     * Of the segments that were judged.
     *
     * @param metric by which
     */
    static Check of(Judgement judgement, String metric) {
        List<SegmentReading> told =
                judgement.segments().stream().filter(SegmentReading::reported).toList();
        if (told.isEmpty()) {
            return new Check(
                    "segments",
                    Status.UNKNOWN,
                    judgement.segments().isEmpty() ? "no segments were named" : "every segment has too few rows",
                    "Name columns as segments, and the model is judged in each of their values.");
        }
        return new SegmentCheck(judgement, metric, told).compared();
    }

    /** What a segment is held against, and how far below and above it may be. */
    private record Reference(double value, double below, double above) {}

    private Check compared() {
        String others = metric.equals(AREA) ? "the other segments" : "all rows together";
        List<SegmentReading> comparable =
                told.stream().filter(segment -> reference(segment) != null).toList();
        if (comparable.isEmpty()) {
            return new Check(
                    "segments",
                    Status.UNKNOWN,
                    metric.equals(AREA)
                            ? "no two segments of a column can be held against each other"
                            : metric + " of all rows together is undefined",
                    "Judge the model on more rows of each segment.");
        }
        List<String> worse = comparable.stream()
                .filter(this::isWorse)
                .map(segment -> segment.column() + " " + segment.value())
                .toList();
        return worse.isEmpty()
                ? new Check(
                        "segments",
                        Status.PASS,
                        "%d segments, none surely worse than %s".formatted(comparable.size(), others),
                        null)
                : new Check(
                        "segments",
                        Status.WARN,
                        "surely worse than %s: %s".formatted(others, String.join(", ", worse)),
                        "Look at these rows before they are acted on like the others.");
    }

    private boolean isWorse(SegmentReading segment) {
        Reference reference = reference(segment);
        Measured measured = segment.metrics().get(metric);
        Reference here = measured == null ? null : known(measured);
        if (reference == null || measured == null || here == null || measured.better() == null) {
            return false;
        }
        return switch (measured.better()) {
            case HIGHER -> here.value + wider * Math.hypot(here.above, reference.below) < reference.value;
            case LOWER -> here.value - wider * Math.hypot(here.below, reference.above) > reference.value;
        };
    }

    private @Nullable Reference reference(SegmentReading segment) {
        return metric.equals(AREA) ? others(segment) : all();
    }

    /** All rows, taken as they are: a segment's rows are among them. */
    private @Nullable Reference all() {
        Measured all = judgement.metrics().get(metric);
        Double value = all == null ? null : all.value();
        return value == null ? null : new Reference(value, 0, 0);
    }

    /** The mean over the pairs of the other segments of the column, whose rows are others; null where there are none. */
    private @Nullable Reference others(SegmentReading segment) {
        double pairs = 0;
        double sum = 0;
        double below = 0;
        double above = 0;
        for (SegmentReading other : told) {
            Measured measured = other.metrics().get(metric);
            Reference known = measured == null ? null : known(measured);
            Long positives = other.positives();
            if (other.equals(segment)
                    || !other.column().equals(segment.column())
                    || known == null
                    || positives == null) {
                continue;
            }
            double weight = (double) positives * (other.rows() - positives);
            pairs += weight;
            sum += weight * known.value;
            below = Math.hypot(below, weight * known.below);
            above = Math.hypot(above, weight * known.above);
        }
        return pairs > 0 ? new Reference(sum / pairs, below / pairs, above / pairs) : null;
    }

    /** A value and how far its interval goes; null where it has none. */
    private static @Nullable Reference known(Measured measured) {
        Double value = measured.value();
        Interval interval = measured.interval();
        Double lower = interval == null ? null : interval.lower();
        Double upper = interval == null ? null : interval.upper();
        return value == null || lower == null || upper == null
                ? null
                : new Reference(value, value - lower, upper - value);
    }
}
