package io.assay.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.sample.SampleMoments;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /** Numbers whose mean is drawn. */
    private record Numbers(int rows, boolean stratified, int groupCount) implements Resamplable<Numbers> {

        Numbers(int rows, boolean stratified) {
            this(rows, stratified, rows);
        }

        @Override
        public int @Nullable [] groups() {
            return groupCount == rows
                    ? null
                    : IntStream.range(0, rows).map(row -> row % groupCount).toArray();
        }

        @Override
        public Numbers resampled(double[] counts) {
            return this;
        }

        @Override
        public double @Nullable [] rowWeights() {
            return null;
        }

        @Override
        public int @Nullable [] strata() {
            if (!stratified) {
                return null;
            }
            int[] strata = new int[rows];
            strata[rows - 1] = 1;
            return strata;
        }
    }

    /** The standard error of a mean is s sqrt((n - 1)/n)/sqrt(n); of 2,000 replicates within four standard errors of its own. */
    @Test
    void spreadsAsTheMeanDoes() {
        double[] values = new Random(1).doubles(400).toArray();
        double[] means = Bootstrap.replicate(
                new Numbers(400, false), 2000, 42, 1, counts -> new double[] {weighted(values, counts)})[0];
        double expected = SampleMoments.of(values).populationDeviation() / Math.sqrt(400);
        double error = expected * 4 / Math.sqrt(2 * 2000.0);
        assertThat(SampleMoments.of(means).populationDeviation()).isCloseTo(expected, within(error));
        Interval interval = Objects.requireNonNull(
                Bootstrap.interval(SampleMoments.of(values).mean(), means, Bootstrap.Kind.PERCENTILE, 0.95, 0, 1)
                        .valueOrNull());
        assertThat(Objects.requireNonNull(interval.upper()) - Objects.requireNonNull(interval.lower()))
                .isCloseTo(2 * 1.96 * expected, within(0.12 * expected * 4));
        assertThat(interval.method()).isEqualTo("bootstrap_percentile");
    }

    /** Rows of a group are drawn together: a mean of 80 groups of five equal numbers spreads as that of 80 numbers. */
    @Test
    void wholeGroupsAreDrawn() {
        double[] values = new Random(1).doubles(80).toArray();
        double[] repeated = new double[400];
        for (int row = 0; row < 400; row++) {
            repeated[row] = values[row % 80];
        }
        double[] means = Bootstrap.replicate(new Numbers(400, false, 80), 2000, 42, 1, counts -> {
            for (int row = 0; row < 400; row++) {
                assertThat(counts[row]).isEqualTo(counts[row % 80]);
            }
            return new double[] {weighted(repeated, counts)};
        })[0];
        double expected = SampleMoments.of(values).populationDeviation() / Math.sqrt(80);
        double error = expected * 4 / Math.sqrt(2 * 2000.0);
        assertThat(SampleMoments.of(means).populationDeviation()).isCloseTo(expected, within(error));
    }

    private static double weighted(double[] values, double[] counts) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i];
            all += counts[i];
        }
        assertThat(all).isEqualTo(values.length);
        return sum / all;
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        double[][] first = Bootstrap.replicate(new Numbers(50, false), 20, 7, 50, double[]::clone);
        double[][] second = Bootstrap.replicate(new Numbers(50, false), 20, 7, 50, double[]::clone);
        double[][] other = Bootstrap.replicate(new Numbers(50, false), 20, 8, 50, double[]::clone);
        assertThat(first).isDeepEqualTo(second);
        assertThat(first[0]).isNotEqualTo(other[0]);
    }

    @Test
    void aStratumIsDrawnFromItself() {
        double[] lonely = Bootstrap.replicate(new Numbers(50, true), 100, 7, 1, counts -> new double[] {counts[49]})[0];
        assertThat(lonely).containsOnly(1);
    }

    @Test
    void whatCannotBeSaidIsNotSaid() {
        double[] undefined = new double[2000];
        for (int i = 0; i < 200; i++) {
            undefined[i] = Double.NaN;
        }
        assertThat(Bootstrap.interval(0, undefined, Bootstrap.Kind.PERCENTILE, 0.95, 0, 1)
                        .reasonOrNull())
                .contains("undefined");
        assertThat(Bootstrap.interval(0, new double[2000], Bootstrap.Kind.PERCENTILE, 0.95, 0, 1)
                        .reasonOrNull())
                .contains("the same");
    }

    /** Of 1,999 replicates 0 on one side: 2 (1 + 0)/2,000. */
    @Test
    void aPValueIsNeverZero() {
        double[] above = new Random(1).doubles(1999, 1, 2).toArray();
        assertThat(Bootstrap.pValue(1.5, above)).isEqualTo(0.001);
    }
}
