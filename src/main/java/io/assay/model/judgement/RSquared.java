package io.assay.model.judgement;

import io.assay.statistics.Outcome;
import io.assay.statistics.regression.RegressionErrors;
import io.assay.statistics.regression.RegressionPredictions;
import org.springframework.stereotype.Component;

/** The share of the variance that predictions take away. */
@Component
final class RSquared extends DescribedMetric<RegressionPredictions> {

    RSquared() {
        super("r2", RegressionPredictions.class, Better.HIGHER, Double.NEGATIVE_INFINITY, 1);
    }

    @Override
    public Outcome<Double> value(RegressionPredictions predictions) {
        return RegressionErrors.r2(predictions);
    }

    @Override
    public double[] influences(RegressionPredictions predictions) {
        return RegressionErrors.r2Influences(predictions);
    }
}
