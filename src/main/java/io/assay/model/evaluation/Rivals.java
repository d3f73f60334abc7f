package io.assay.model.evaluation;

import io.assay.data.Column;
import io.assay.data.Table;
import io.assay.model.ModelRequest;
import io.assay.model.judgement.Better;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.judgement.Judge;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.scoring.Task;
import io.assay.statistics.classification.RocAuc;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds two models that are kept against each other, on the same rows. */
@Component
public final class Rivals {

    private final Judge judge;

    Rivals(Judge judge) {
        this.judge = judge;
    }

    /**
     * What came of it. All figures are of the rows that have an outcome.
     *
     * @param metric by which models of the task are compared
     * @param compared the first less the second, paired by row; by whole groups where rows come in groups
     * @param rows how many there are
     * @param rarest how many there are of the rarest class; {@code rows} of a regression
     * @param first all metrics of the first; null where undefined
     * @param alike whether they differ on no row: both say the same bit for bit or, where the metric is an area, rank every
     *     row alike among those of the other class, as one that was only calibrated anew does
     */
    public record Compared(
            String metric,
            Better better,
            ComparedMetric compared,
            int rows,
            int rarest,
            Map<String, @Nullable Double> first,
            Map<String, @Nullable Double> second,
            boolean alike) {}

    /** The columns that both need, beside what they predict from: outcome, and weights and groups of the first's training. */
    public static Set<String> columns(ModelRequest request, Served first) {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(request.target());
        String group = first.group(request);
        if (group != null) {
            columns.add(group);
        }
        String weights = request.weights();
        if (weights != null) {
            columns.add(weights);
        }
        return columns;
    }

    /**
     * Compares them.
     *
     * @param request that the first was trained by: its rows' weights and groups hold, where the table has the columns
     * @param rows that neither learned from, with an outcome at least in some
     * @throws io.assay.platform.problem.ProblemException with status 422 when the rows are not fit for both
     */
    public Compared compare(ModelRequest request, Served first, Served second, Table rows) {
        Column weights = request.weights() == null ? null : rows.column(request.weights());
        String group = first.group(request);
        Column whose = group == null ? null : rows.column(group);
        Served.Read one = first.read(rows, weights, whose);
        Served.Read other = second.read(rows, weights, whose);
        Predicted ofFirst = one.predicted();
        Predicted ofSecond = other.predicted();
        String metric = Predicted.primary(ofFirst.task());
        int rarest = rarest(ofFirst, first.labels().size());
        JudgeOptions options = JudgeOptions.standard();
        return new Compared(
                metric,
                Objects.requireNonNull(judge.better(ofFirst.task(), metric)),
                ofFirst.against(ofSecond, judge, options),
                one.rows().rows(),
                rarest,
                ofFirst.values(judge),
                ofSecond.values(judge),
                Arrays.deepEquals(ofFirst.predictions(), ofSecond.predictions())
                        || (rarest > 0 && rankAlike(ofFirst, ofSecond)));
    }

    private static boolean rankAlike(Predicted first, Predicted second) {
        return first.task() == Task.BINARY
                && Arrays.equals(RocAuc.influences(first.binary()), RocAuc.influences(second.binary()));
    }

    private static int rarest(Predicted predicted, int classes) {
        double[] target = predicted.target();
        if (classes == 0) {
            return target.length;
        }
        int[] counts = new int[classes];
        for (double value : target) {
            counts[(int) value]++;
        }
        return Arrays.stream(counts).min().orElse(0);
    }
}
