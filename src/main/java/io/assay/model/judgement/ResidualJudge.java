package io.assay.model.judgement;

import io.assay.model.judgement.Residuals.Part;
import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import io.assay.statistics.sample.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says where predicted numbers are off. */
final class ResidualJudge {

    private static final int PARTS = 10;
    private static final List<Double> SHARES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);

    private ResidualJudge() {}

    static Residuals read(RegressionPredictions predictions) {
        int rows = predictions.rows();
        if (rows == 0) {
            return new Residuals(List.of(), List.of());
        }
        return new Residuals(parts(predictions), quantiles(predictions));
    }

    /** Rows of one prediction that a cut goes through are shared out as if in random order: each is the mean of them. */
    private static List<Part> parts(RegressionPredictions predictions) {
        double[] predicted = predictions.predicted();
        int[] order = Order.ascending(predicted);
        int rows = order.length;
        double[] weights = new double[rows];
        double[] actual = new double[rows];
        for (int first = 0, end = 0; first < rows; first = end) {
            double weight = 0;
            double sum = 0;
            for (; end < rows && predicted[order[end]] == predicted[order[first]]; end++) {
                weight += predictions.weight(order[end]);
                sum += predictions.weight(order[end]) * predictions.actual()[order[end]];
            }
            Arrays.fill(weights, first, end, weight / (end - first));
            Arrays.fill(actual, first, end, sum / (end - first));
        }
        int count = Math.min(PARTS, rows);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int part = 1; part <= count; part++) {
            int to = (int) ((long) rows * part / count);
            double weight = 0;
            double said = 0;
            double came = 0;
            for (int place = from; place < to; place++) {
                weight += weights[place];
                said += weights[place] * predicted[order[place]];
                came += actual[place];
            }
            parts.add(new Part(
                    to - from,
                    weight > 0 ? (Double) (said / weight) : null,
                    weight > 0 ? (Double) (came / weight) : null));
            from = to;
        }
        return parts;
    }

    private static List<Residuals.Quantile> quantiles(RegressionPredictions predictions) {
        double[] errors = RegressionErrors.quantiles(
                predictions.errors(),
                predictions.rowWeights(),
                SHARES.stream().mapToDouble(Double::doubleValue).toArray());
        List<Residuals.Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            quantiles.add(new Residuals.Quantile(SHARES.get(i), errors[i]));
        }
        return quantiles;
    }
}
