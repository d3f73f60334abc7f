package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.SampleMoments;

/**
 * (x - mean)/s, with s the population standard deviation (divisor n) of the training rows. Values that differ by no more
 * than rounding have s = 1, which makes equal ones 0. Missing stays missing.
 */
@Kind("standardise")
public record Standardise() implements ColumnTransformer {

    @Override
    public Fitted learn(Column in, Training training) {
        SampleMoments moments = SampleMoments.of(Numeric.of(in));
        if (moments.n() == 0) {
            throw Refusal.of(in, "is missing in every training row: it has no mean");
        }
        double deviation = moments.populationDeviation();
        if (!Double.isFinite(moments.mean()) || !Double.isFinite(deviation)) {
            throw Refusal.of(in, "holds numbers too large to have a standard deviation");
        }
        return new Learned(moments.mean(), moments.isConstant() ? 1 : deviation);
    }

    /** What is subtracted, and what it is divided by. */
    @Kind("standardise")
    public record Learned(double mean, double scale) implements Elementwise {

        @Override
        public void map(double[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] = (values[i] - mean) / scale;
            }
        }
    }
}
