package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.statistics.sample.PowerTransform;

/**
 * The power of Yeo and Johnson under which the training rows look most like a normal sample; unlike a logarithm it takes
 * negative numbers. Standardise afterwards: its numbers have any mean and spread. Missing stays missing.
 */
@Kind("yeo_johnson")
public record YeoJohnson() implements ColumnTransformer {

    @Override
    public Fitted learn(Column in, Training training) {
        return new Learned(PowerTransform.lambda(Columns.someNumbers(in)));
    }

    /** The power. */
    @Kind("yeo_johnson")
    public record Learned(double lambda) implements Elementwise {

        @Override
        public void map(double[] values, int from, int to) {
            for (int i = from; i < to; i++) {
                values[i] = PowerTransform.of(values[i], lambda);
            }
        }
    }
}
