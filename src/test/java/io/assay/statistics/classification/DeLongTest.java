package io.assay.statistics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeLongTest {

    /**
     * Ratings of 109 CT images, Hanley and McNeil (1982), Radiology 143, table I. Stata's manual, entry roctab: area 0.8932,
     * standard error 0.0307, 95 % interval 0.83295 to 0.95339; half a unit of the last digit.
     */
    @Test
    void agreesWithThePublishedExample() {
        int[] normal = {33, 6, 6, 11, 2};
        int[] abnormal = {3, 2, 2, 11, 33};
        double[] ratings = new double[109];
        boolean[] positive = new boolean[109];
        int row = 0;
        for (int rating = 0; rating < 5; rating++) {
            for (int i = 0; i < normal[rating] + abnormal[rating]; i++) {
                ratings[row] = rating + 1;
                positive[row++] = i >= normal[rating];
            }
        }
        DeLong area = value(DeLong.of(BinaryPredictions.of(ratings, positive, null)));
        assertThat(area.auc()).isCloseTo(0.8932, within(5e-5));
        assertThat(area.standardError()).isCloseTo(0.0307, within(5e-5));
        Interval interval = area.interval(0.95);
        assertThat(interval.lower()).isCloseTo(0.83295, within(5e-6));
        assertThat(interval.upper()).isCloseTo(0.95339, within(5e-6));
    }

    /** From the definition, every pair compared, covariances of the components; 1e-13. */
    @Test
    void isTheVarianceOfThePairsComponents() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int n = 6 + random.nextInt(60);
            double[] a = random.ints(n, 0, 12).asDoubleStream().toArray();
            double[] b = random.doubles(n).toArray();
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                positive[i] = i < 2 || (i > 3 && random.nextBoolean());
                b[i] += a[i] / 10;
            }
            double[][] componentsA = components(a, positive);
            double[][] componentsB = components(b, positive);
            double varianceA = covariance(componentsA, componentsA);
            var predictions = BinaryPredictions.of(a, positive, null);
            assertThat(value(DeLong.of(predictions)).standardError())
                    .as("seed %d", seed)
                    .isCloseTo(Math.sqrt(varianceA), within(1e-13));
            double variance =
                    varianceA + covariance(componentsB, componentsB) - 2 * covariance(componentsA, componentsB);
            DeLong.Comparison compared = DeLong.compare(predictions, BinaryPredictions.of(b, positive, null), 0.95)
                    .valueOrNull();
            if (compared == null) {
                assertThat(variance).as("seed %d", seed).isCloseTo(0, within(1e-15));
                continue;
            }
            assertThat(compared.standardError()).isCloseTo(Math.sqrt(variance), within(1e-13));
            double difference = mean(componentsA[1]) - mean(componentsB[1]);
            assertThat(compared.difference()).isCloseTo(difference, within(1e-13));
            assertThat(compared.pValue()).isCloseTo(Normal.twoSidedP(difference / Math.sqrt(variance)), within(1e-10));
        }
    }

    /** The components of the negatives and of the positives. */
    private static double[][] components(double[] scores, boolean[] positive) {
        int n1 = 0;
        for (boolean one : positive) {
            n1 += one ? 1 : 0;
        }
        double[][] components = {new double[scores.length - n1], new double[n1]};
        int[] at = new int[2];
        for (int i = 0; i < scores.length; i++) {
            int side = positive[i] ? 1 : 0;
            double sum = 0;
            for (int j = 0; j < scores.length; j++) {
                if (positive[j] != positive[i]) {
                    double ahead = positive[i] ? scores[i] - scores[j] : scores[j] - scores[i];
                    sum += ahead > 0 ? 1 : ahead == 0 ? 0.5 : 0;
                }
            }
            components[side][at[side]++] = sum / components[1 - side].length;
        }
        return components;
    }

    private static double covariance(double[][] a, double[][] b) {
        double sum = 0;
        for (int side = 0; side < 2; side++) {
            double ofSide = 0;
            for (int i = 0; i < a[side].length; i++) {
                ofSide += (a[side][i] - mean(a[side])) * (b[side][i] - mean(b[side]));
            }
            sum += ofSide / (a[side].length - 1) / a[side].length;
        }
        return sum;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Newcombe's limit θ solves 1 - θ = z sqrt(V(θ)); put into the equation, 1e-12. */
    @Test
    void separatedClassesAreNotCertain() {
        double[] scores = {0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};
        boolean[] positive = {false, false, false, false, true, true, true, true, true, true};
        DeLong area = value(DeLong.of(BinaryPredictions.of(scores, positive, null)));
        assertThat(area.standardError()).isZero();
        Interval interval = area.interval(0.95);
        assertThat(interval.method()).isEqualTo("newcombe");
        assertThat(interval.upper()).isEqualTo(1);
        double theta = Objects.requireNonNull(interval.lower());
        double m = (6 + 4) / 2.0 - 1;
        double variance = theta * (1 - theta) / 24 * (1 + m * (1 - theta) / (2 - theta) + m * theta / (1 + theta));
        assertThat(1 - theta).isCloseTo(1.959963984540054 * Math.sqrt(variance), within(1e-12));
        assertThat(theta).isBetween(0.5, 0.8);
    }

    /**
     * Against one score for all rows, whose area is 1/2: the limits less 1/2, and z = (1 - 1/2)/sqrt(V(1/2)). scipy 1.17.1,
     * brentq and norm, on the definition, 12 positives and 20 negatives; 1e-9.
     */
    @Test
    void separatedClassesBeatTheSameScoreForAll() {
        double[] scores = new double[32];
        boolean[] positive = new boolean[32];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = row;
            positive[row] = row >= 20;
        }
        var separating = BinaryPredictions.of(scores, positive, null);
        var constant = BinaryPredictions.of(new double[32], positive, null);
        DeLong.Comparison better = value(DeLong.compare(separating, constant, 0.95));
        assertThat(better.difference()).isEqualTo(0.5);
        assertThat(better.z()).isCloseTo(4.670993664969139, within(1e-9));
        assertThat(better.pValue()).isCloseTo(2.997461846252854e-06, within(1e-13));
        assertThat(better.interval().lower()).isCloseTo(0.3651232423556411, within(1e-9));
        assertThat(better.interval().upper()).isEqualTo(0.5);

        DeLong.Comparison worse = value(DeLong.compare(constant, separating, 0.95));
        assertThat(worse.difference()).isEqualTo(-0.5);
        assertThat(worse.z()).isEqualTo(-better.z());
        assertThat(worse.interval().lower()).isEqualTo(-0.5);
        assertThat(worse.interval().upper()).isCloseTo(-0.3651232423556411, within(1e-9));
    }

    @Test
    void tooFewRowsHaveNone() {
        assertThat(DeLong.of(BinaryPredictions.of(new double[] {1, 2, 3}, new boolean[] {true, false, false}, null))
                        .reasonOrNull())
                .isEqualTo("each class needs two rows to tell how much they differ");
        var same = BinaryPredictions.of(new double[] {1, 2, 3, 4}, new boolean[] {true, false, true, false}, null);
        assertThat(DeLong.compare(same, same, 0.95).reasonOrNull()).isEqualTo("both rank every pair of rows alike");
    }

    private static <T> T value(Outcome<T> outcome) {
        return Objects.requireNonNull(outcome.valueOrNull());
    }
}
