package io.assay.model.judgement;

import io.assay.model.judgement.ClassReadings.ClassReading;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.scoring.Task;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.calibration.BrierParts;
import io.assay.statistics.calibration.CalibrationCurve;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Confusion;
import io.assay.statistics.classification.Gain;
import io.assay.statistics.classification.Multiclass;
import io.assay.statistics.classification.MulticlassPredictions;
import io.assay.statistics.classification.PrecisionRecallCurve;
import io.assay.statistics.classification.RocCurve;
import io.assay.statistics.regression.RegressionPredictions;
import io.assay.statistics.resampling.Bootstrap;
import io.assay.statistics.resampling.Resamplable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says everything that is to be said of predictions, whoever made them. Pure: the same predictions and options give the same
 * judgement.
 */
@Component("modelJudge")
public final class Judge {

    private static final int BINS = 10;
    private static final int FEW_OF_CLASS = 10;
    /** Of fewer the spread of groups is guessed from too little. */
    private static final int FEW_GROUPS = 20;
    /** Of a segment: enough for a normal interval. */
    private static final int SEGMENT_REPLICATES = 200;

    private static final int MOST_SEGMENTS = 100;

    private final List<Metric<?>> metrics;

    /** @param metrics all that there are; told by name */
    public Judge(Collection<? extends Metric<?>> metrics) {
        List<Metric<?>> sorted = new ArrayList<>(metrics);
        sorted.sort(Comparator.comparing(Metric::name));
        this.metrics = List.copyOf(sorted);
    }

    /** The names of the metrics of a task, in the order in which they are told. */
    public List<String> names(Task task) {
        return switch (task) {
            case BINARY ->
                of(BinaryPredictions.class).stream().map(Metric::name).toList();
            case MULTICLASS ->
                of(MulticlassPredictions.class).stream().map(Metric::name).toList();
            case REGRESSION ->
                of(RegressionPredictions.class).stream().map(Metric::name).toList();
        };
    }

    /** The values of the metrics, without intervals: what a fold or a search needs; null where undefined. */
    public <D extends Resamplable<D>> Map<String, @Nullable Double> values(D predictions) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        for (Metric<D> metric : of(type(predictions))) {
            values.put(metric.name(), metric.value(predictions).valueOrNull());
        }
        return values;
    }

    /** The value of one metric; null where it is undefined. */
    public <D extends Resamplable<D>> @Nullable Double value(String metric, D predictions) {
        return named(metric, type(predictions)).value(predictions).valueOrNull();
    }

    /** The direction in which a metric of a task gets better; null for neither. */
    public @Nullable Better better(Task task, String metric) {
        return switch (task) {
            case BINARY -> named(metric, BinaryPredictions.class).better();
            case MULTICLASS -> named(metric, MulticlassPredictions.class).better();
            case REGRESSION -> named(metric, RegressionPredictions.class).better();
        };
    }

    /** One metric of two models on the same rows: the first less the second. */
    public <D extends Resamplable<D>> ComparedMetric compared(String metric, D first, D second, JudgeOptions options) {
        Measuring<D> measuring =
                new Measuring<>(List.of(named(metric, type(first))), options.confidence(), options.seed());
        return Objects.requireNonNull(measuring
                .compare(first, second, Bootstrap.replicates(first.rows()))
                .get(metric));
    }

    private <D extends Resamplable<D>> Metric<D> named(String metric, Class<D> type) {
        return of(type).stream()
                .filter(one -> one.name().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no metric " + metric));
    }

    /**
     * Judges probabilities of two classes.
     *
     * @param other a second model's predictions of the same rows; null where there is none
     * @param segmentations columns by whose values to judge parts of the rows
     */
    public Judgement binary(
            BinaryPredictions predictions,
            @Nullable BinaryPredictions other,
            List<Segmentation> segmentations,
            JudgeOptions options) {
        requireProbabilities(predictions, "p");
        if (other != null) {
            requireProbabilities(other, "p_other");
        }
        List<String> warnings = warnings(predictions);
        if (!predictions.hasBothClasses()) {
            warnings.add("There are rows of one class only, so nothing can be said of telling two apart.");
        } else if (predictions.independent() < FEW_OF_CLASS) {
            warnings.add("One class has " + few(predictions) + "; intervals are rough.");
        }
        if (predictions.isWeighted()) {
            warnings.add(
                    predictions.groups() == null
                            ? "Rows weigh differently: intervals take the weights as given and rows as independent."
                            : "Rows weigh differently: intervals take the weights as given.");
        }
        Curves curves = curves(predictions, options);
        ThresholdReading threshold = ThresholdJudge.read(predictions, options, warnings);
        Segments<BinaryPredictions> segments = new Segments<>(BinaryPredictions::where, part -> {
            long positives = part.positives();
            return new Segments.Size(part.rows(), positives, Math.min(positives, part.negatives()));
        });
        return new Judgement(
                Task.BINARY,
                predictions.rows(),
                predictions.positives(),
                predictions.totalWeight() > 0
                        ? (Double) (predictions.positiveWeight() / predictions.totalWeight())
                        : null,
                measuring(predictions, options).measure(predictions, Bootstrap.replicates(predictions.rows())),
                curves,
                threshold,
                null,
                null,
                comparison(predictions, other, options),
                segments(predictions, segmentations, segments, options, warnings),
                List.copyOf(warnings));
    }

    private static Curves curves(BinaryPredictions predictions, JudgeOptions options) {
        double confidence = options.confidence();
        return new Curves(
                RocCurve.of(predictions, options.curvePoints()),
                PrecisionRecallCurve.of(predictions, options.curvePoints()),
                CalibrationCurve.of(predictions, BINS, CalibrationCurve.Edges.UNIFORM, confidence),
                CalibrationCurve.of(predictions, BINS, CalibrationCurve.Edges.QUANTILE, confidence),
                BrierParts.of(predictions),
                Gain.of(predictions, BINS));
    }

    /** Those that there are of any task. */
    private static List<String> warnings(Resamplable<?> predictions) {
        List<String> warnings = new ArrayList<>();
        int[] groups = predictions.groups();
        long count =
                groups == null ? FEW_GROUPS : Arrays.stream(groups).distinct().count();
        if (count < FEW_GROUPS) {
            warnings.add("Rows are of %d groups only; intervals are rough.".formatted(count));
        }
        return warnings;
    }

    private static void requireProbabilities(BinaryPredictions predictions, String parameter) {
        double[] scores = predictions.scores();
        if (scores.length > 0 && (scores[0] < 0 || scores[scores.length - 1] > 1)) {
            int place = scores[0] < 0 ? 0 : scores.length - 1;
            throw new InvalidInputException(
                    parameter + "/" + predictions.order()[place], "must be a probability, from 0 to 1");
        }
    }

    /** Judges probabilities of several classes; as {@link #binary}. */
    public Judgement multiclass(
            MulticlassPredictions predictions,
            @Nullable MulticlassPredictions other,
            List<Segmentation> segmentations,
            JudgeOptions options) {
        List<String> warnings = warnings(predictions);
        long[] counts = predictions.counts();
        if (Arrays.stream(counts).anyMatch(count -> count == 0)) {
            warnings.add("A class has no row, so averages over the classes are undefined.");
        }
        List<String> small = small(predictions, options);
        if (!small.isEmpty()) {
            warnings.add("%s %s %s; intervals are rough."
                    .formatted(
                            small.size() == 1 ? "Class" : "Classes",
                            String.join(", ", small),
                            (small.size() == 1 ? "has " : "have ") + few(predictions)));
        }
        Segments<MulticlassPredictions> segments = new Segments<>(
                MulticlassPredictions::where,
                part -> new Segments.Size(
                        part.rows(), null, Arrays.stream(part.counts()).min().orElse(0)));
        return new Judgement(
                Task.MULTICLASS,
                predictions.rows(),
                null,
                null,
                measuring(predictions, options).measure(predictions, Bootstrap.replicates(predictions.rows())),
                null,
                null,
                classes(predictions, options),
                null,
                comparison(predictions, other, options),
                segments(predictions, segmentations, segments, options, warnings),
                List.copyOf(warnings));
    }

    /** Classes with few rows, but some. */
    private static List<String> small(MulticlassPredictions predictions, JudgeOptions options) {
        long[] independent = predictions.independent();
        List<String> small = new ArrayList<>();
        for (int k = 0; k < independent.length; k++) {
            if (independent[k] > 0 && independent[k] < FEW_OF_CLASS) {
                small.add(label(k, options));
            }
        }
        return small;
    }

    private static String few(Resamplable<?> predictions) {
        return predictions.groups() == null
                ? "fewer than " + FEW_OF_CLASS + " rows"
                : "rows of fewer than " + FEW_OF_CLASS + " groups";
    }

    private static String label(int k, JudgeOptions options) {
        return options.labels().isEmpty() ? String.valueOf(k) : options.labels().get(k);
    }

    private ClassReadings classes(MulticlassPredictions predictions, JudgeOptions options) {
        double[][] table = Multiclass.confusion(predictions);
        long[] counts = predictions.counts();
        List<ClassReading> readings = new ArrayList<>();
        BinaryRocAuc area = new BinaryRocAuc();
        for (int k = 0; k < table.length; k++) {
            Confusion confusion = Multiclass.against(table, k);
            BinaryPredictions against = predictions.against(k);
            Measured measured =
                    Objects.requireNonNull(new Measuring<>(List.of(area), options.confidence(), options.seed())
                            .measure(against, SEGMENT_REPLICATES)
                            .get(area.name()));
            readings.add(new ClassReading(
                    label(k, options),
                    counts[k],
                    confusion.precision(),
                    confusion.recall(),
                    confusion.recall() == null ? null : confusion.f1(),
                    measured));
        }
        return new ClassReadings(
                readings,
                Arrays.stream(table)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }

    /** Judges predicted numbers; as {@link #binary}. */
    public Judgement regression(
            RegressionPredictions predictions,
            @Nullable RegressionPredictions other,
            List<Segmentation> segmentations,
            JudgeOptions options) {
        List<String> warnings = warnings(predictions);
        Segments<RegressionPredictions> segments =
                new Segments<>(RegressionPredictions::where, part -> new Segments.Size(part.rows(), null, null));
        return new Judgement(
                Task.REGRESSION,
                predictions.rows(),
                null,
                null,
                measuring(predictions, options).measure(predictions, Bootstrap.replicates(predictions.rows())),
                null,
                null,
                null,
                ResidualJudge.read(predictions),
                comparison(predictions, other, options),
                segments(predictions, segmentations, segments, options, warnings),
                List.copyOf(warnings));
    }

    private <D extends Resamplable<D>> @Nullable Comparison comparison(
            D predictions, @Nullable D other, JudgeOptions options) {
        if (other == null) {
            return null;
        }
        if (other.rows() != predictions.rows()) {
            throw new InvalidInputException("p_other", "must be as many as there are predictions");
        }
        return new Comparison(
                measuring(predictions, options).compare(predictions, other, Bootstrap.replicates(predictions.rows())));
    }

    private <D extends Resamplable<D>> List<SegmentReading> segments(
            D predictions,
            List<Segmentation> segmentations,
            Segments<D> segments,
            JudgeOptions options,
            List<String> warnings) {
        List<Metric<D>> told =
                of(type(predictions)).stream().filter(Metric::ofSegments).toList();
        Measuring<D> measuring = new Measuring<>(told, options.confidence(), options.seed());
        List<SegmentReading> readings = new ArrayList<>();
        for (Segmentation segmentation : segmentations) {
            if (segmentation.rows() != predictions.rows()) {
                throw new InvalidInputException(
                        "segments/" + segmentation.column(), "must have a value per prediction");
            }
            if (segmentation.values().size() > MOST_SEGMENTS) {
                warnings.add("%s has %d values; nothing is told of its segments, of which there may be %d."
                        .formatted(segmentation.column(), segmentation.values().size(), MOST_SEGMENTS));
                continue;
            }
            readings.addAll(segments.read(
                    predictions, segmentation, options, part -> measuring.measure(part, SEGMENT_REPLICATES)));
        }
        return List.copyOf(readings);
    }

    private <D extends Resamplable<D>> Measuring<D> measuring(D predictions, JudgeOptions options) {
        return new Measuring<>(of(type(predictions)), options.confidence(), options.seed());
    }

    @SuppressWarnings("unchecked") // Predictions are what their own resamples are: D is the class itself.
    private static <D extends Resamplable<D>> Class<D> type(D predictions) {
        return (Class<D>) predictions.getClass();
    }

    @SuppressWarnings("unchecked") // A metric is of what it judges.
    private <D extends Resamplable<D>> List<Metric<D>> of(Class<D> type) {
        List<Metric<D>> found = new ArrayList<>();
        for (Metric<?> metric : metrics) {
            if (metric.judges() == type) {
                found.add((Metric<D>) metric);
            }
        }
        return found;
    }
}
