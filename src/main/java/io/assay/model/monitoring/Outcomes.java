package io.assay.model.monitoring;

import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.OutcomeWords;
import io.assay.model.monitoring.LabelRepository.Label;
import io.assay.model.split.Dependence;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predictions in the order of their time, and what came of them. Nobody writes to the arrays. */
final class Outcomes {

    private final long[] micros;
    private final double[][] said;

    /** Numbers of classes, or values; NaN where the outcome is not known. */
    private final double[] came;

    /** Of each prediction the number of its id: those of one id have one outcome. */
    private final int[] ids;

    private final int before;
    private final int unreadable;

    private Outcomes(long[] micros, double[][] said, double[] came, int[] ids, int before, int unreadable) {
        this.micros = micros;
        this.said = said;
        this.came = came;
        this.ids = ids;
        this.before = before;
        this.unreadable = unreadable;
    }

    static Outcomes of(List<LoggedBatch> batches, Map<String, Label> labels, EvaluationAnswer.Target target) {
        int size = batches.stream().mapToInt(LoggedBatch::size).sum();
        int outputs = batches.isEmpty() ? 0 : batches.getFirst().predictions().length;
        long[] micros = new long[size];
        double[][] said = new double[outputs][size];
        double[] came = new double[size];
        int[] ids = new int[size];
        Map<String, Integer> numbers = new HashMap<>();
        int before = 0;
        int unreadable = 0;
        int at = 0;
        for (LoggedBatch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                micros[at] = batch.micros(row);
                for (int output = 0; output < outputs; output++) {
                    said[output][at] = batch.predictions()[output][row];
                }
                Label label = labels.get(batch.id(row));
                ids[at] = numbers.computeIfAbsent(batch.id(row), id -> numbers.size());
                came[at] = label == null ? Double.NaN : OutcomeWords.number(label.outcome(), target);
                if (label != null) {
                    unreadable += Double.isNaN(came[at]) ? 1 : 0;
                    before += label.at() != null && MonitoringRepository.micros(label.at()) < micros[at] ? 1 : 0;
                }
                at++;
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(row -> micros[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Outcomes(
                Arrays.stream(order).mapToLong(row -> micros[row]).toArray(),
                LoggedBatch.picked(said, order),
                Arrays.stream(order).mapToDouble(row -> came[row]).toArray(),
                Arrays.stream(order).map(row -> ids[row]).toArray(),
                before,
                unreadable);
    }

    int size() {
        return micros.length;
    }

    long micros(int row) {
        return micros[row];
    }

    boolean isKnown(int row) {
        return !Double.isNaN(came[row]);
    }

    int labelled() {
        return (int) Arrays.stream(came).filter(value -> !Double.isNaN(value)).count();
    }

    /** Outcomes that came about before they were foretold. */
    int before() {
        return before;
    }

    int unreadable() {
        return unreadable;
    }

    /** Predictions whose id an earlier one has. */
    int repeated() {
        return ids.length - distinct(everything());
    }

    /** How many ids some predictions have. */
    int distinct(int[] rows) {
        return (int) Arrays.stream(rows).map(row -> ids[row]).distinct().count();
    }

    /** Whose id each of some predictions has, by number; null where none comes again. */
    int @Nullable [] groups(int[] rows) {
        return new Dependence(null, Arrays.stream(rows).map(row -> ids[row]).toArray()).groups();
    }

    int[] everything() {
        return IntStream.range(0, micros.length).toArray();
    }

    double[][] said(int[] rows) {
        return LoggedBatch.picked(said, rows);
    }

    double[] outcomes(int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> came[row]).toArray();
    }

    /** The scores of those whose outcome is known against those whose is not; null where one of the two is empty. */
    @Nullable
    TwoSampleKolmogorovSmirnov selection() {
        int[] known = IntStream.range(0, micros.length).filter(this::isKnown).toArray();
        int[] others =
                IntStream.range(0, micros.length).filter(row -> !isKnown(row)).toArray();
        return known.length == 0 || others.length == 0
                ? null
                : TwoSampleKolmogorovSmirnov.of(said(others)[0], said(known)[0]);
    }
}
