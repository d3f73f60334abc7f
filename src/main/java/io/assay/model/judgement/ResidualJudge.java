package io.assay.model.judgement;

import io.assay.model.judgement.Residuals.Part;
import io.assay.statistics.regression.RegressionPredictions;
import io.assay.statistics.sample.Order;
import io.assay.statistics.sample.Quantile;
import java.util.ArrayList;
import java.util.List;

/** Says where predicted numbers are off. */
final class ResidualJudge {

    private static final int PARTS = 10;
    private static final List<Double> SHARES = List.of(0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99);

    private ResidualJudge() {}

    static Residuals read(RegressionPredictions predictions) {
        int[] order = Order.ascending(predictions.predicted());
        int rows = order.length;
        int count = Math.min(PARTS, rows);
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int part = 1; part <= count; part++) {
            int to = (int) ((long) rows * part / count);
            double weights = 0;
            double predicted = 0;
            double actual = 0;
            for (int place = from; place < to; place++) {
                double weight = predictions.weight(order[place]);
                weights += weight;
                predicted += weight * predictions.predicted()[order[place]];
                actual += weight * predictions.actual()[order[place]];
            }
            parts.add(new Part(
                    to - from,
                    weights > 0 ? (Double) (predicted / weights) : null,
                    weights > 0 ? (Double) (actual / weights) : null));
            from = to;
        }
        if (rows == 0) {
            return new Residuals(parts, List.of());
        }
        double[] errors = Quantile.of(
                predictions.errors(),
                SHARES.stream().mapToDouble(Double::doubleValue).toArray());
        List<Residuals.Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            quantiles.add(new Residuals.Quantile(SHARES.get(i), errors[i]));
        }
        return new Residuals(parts, quantiles);
    }
}
