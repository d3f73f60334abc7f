package io.assay.statistics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.judgement.Drawn;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

    private static final BinaryPredictions DRAWN = new Drawn().binary(false);

    /** numpy 2.4.6: the least of the costs at every threshold, of equal ones the highest. */
    @Test
    void cheapest() {
        assertThat(Thresholds.cheapest(DRAWN, 1, 5)).isEqualTo(0.11);
        assertThat(Thresholds.cheapest(DRAWN, 5, 1)).isEqualTo(0.96);
        // Nothing is lost by leaving a positive, so nobody is taken.
        double none = Thresholds.cheapest(DRAWN, 1, 0);
        assertThat(Confusion.at(DRAWN, none).flagged()).isZero();
        assertThat(Confusion.at(DRAWN, Thresholds.cheapest(DRAWN, 0, 1)).recall())
                .isEqualTo(1);
    }

    /** numpy 2.4.6: the lowest threshold that at most so many reach; ties are not split. */
    @Test
    void withCapacity() {
        assertThat(Thresholds.withCapacity(DRAWN, 50)).isEqualTo(0.92);
        assertThat(Confusion.at(DRAWN, 0.92).flagged()).isEqualTo(47 / 500.0);
        assertThat(Thresholds.withCapacity(DRAWN, 100)).isEqualTo(0.82);
        assertThat(Confusion.at(DRAWN, Thresholds.withCapacity(DRAWN, 0)).flagged())
                .isZero();
    }

    /** scikit-learn 1.9.1: confusion_matrix and the scores, with sample_weight too; 1e-12. */
    @Test
    void confusion() {
        Confusion plain = Confusion.at(DRAWN, 0.4);
        assertThat(plain).isEqualTo(new Confusion(198, 103, 46, 153));
        assertThat(plain.precision()).isCloseTo(0.6578073089700996, within(1e-12));
        assertThat(plain.recall()).isCloseTo(0.8114754098360656, within(1e-12));
        assertThat(plain.f1()).isCloseTo(0.726605504587156, within(1e-12));
        assertThat(plain.accuracy()).isCloseTo(0.702, within(1e-12));
        assertThat(plain.balancedAccuracy()).isCloseTo(0.7045658299180328, within(1e-12));
        assertThat(plain.matthews()).isCloseTo(0.4177997710284658, within(1e-12));
        Confusion weighted = Confusion.at(new Drawn().binary(true), 0.4);
        assertThat(weighted.trueNegatives()).isCloseTo(230.9579370479712, within(1e-10));
        assertThat(weighted.f1()).isCloseTo(0.7332870169868582, within(1e-12));
        assertThat(weighted.matthews()).isCloseTo(0.4352847147170814, within(1e-12));
    }

    /**
     * scipy 1.17.1, binomtest(...).proportion_ci(0.95, 'wilson'), for f1 of 198 among 347 carried over; mcc: mpmath 1.4.1 at
     * 30 digits, slopes by differentiation; 1e-12.
     */
    @Test
    void intervals() {
        var intervals = new ConfusionIntervals(Confusion.at(DRAWN, 0.4), 0.95);
        within12(intervals.precision(), 0.6025222471274869, 0.709115154056446);
        within12(intervals.recall(), 0.7577140877581051, 0.8555812048182972);
        within12(intervals.specificity(), 0.5365714322203831, 0.655853595821439);
        within12(intervals.accuracy(), 0.6604929783319653, 0.7404267881215676);
        within12(intervals.f1(), 0.6825040372022051, 0.7666753255002627);
        within12(intervals.matthews(), 0.336769113217989910852984488263, 0.492687559346191784858524276021);
        double below = Math.hypot(0.8114754098360656 - 0.7577140877581051, 0.59765625 - 0.5365714322203831) / 2;
        double above = Math.hypot(0.8555812048182972 - 0.8114754098360656, 0.655853595821439 - 0.59765625) / 2;
        within12(intervals.balancedAccuracy(), 0.7045658299180328 - below, 0.7045658299180328 + above);
    }

    private static void within12(Outcome<Interval> outcome, double lower, double upper) {
        Interval interval = Objects.requireNonNull(outcome.valueOrNull());
        assertThat(interval.lower()).isCloseTo(lower, within(1e-12));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-12));
    }

    @Test
    void ratesThatDoNotExistAreNull() {
        Confusion none = new Confusion(0, 0, 0, 10);
        assertThat(none.precision()).isNull();
        assertThat(none.recall()).isNull();
        assertThat(none.balancedAccuracy()).isNull();
        assertThat(none.matthews()).isNull();
        assertThat(none.f1()).isNull();
        assertThat(new ConfusionIntervals(none, 0.95).matthews().valueOrNull()).isNull();
    }

    /** From the definition: 10 parts of 50 rows; ties across a cut are shared out, so that the order of rows is nothing. */
    @Test
    void gain() {
        List<Gain> gains = Gain.of(DRAWN, 10);
        assertThat(gains).hasSize(10);
        assertThat(gains.stream().mapToDouble(Gain::rows)).allMatch(rows -> Math.abs(rows - 50) < 1e-9);
        assertThat(gains.stream().mapToDouble(Gain::positives).sum()).isCloseTo(244, within(1e-9));
        assertThat(gains.getLast().gain()).isEqualTo(1);
        assertThat(gains.getLast().cumulativeLift()).isEqualTo(1);
        // 47 rows at 0.92 or more, then 3 of those at 0.91.
        Confusion above = Confusion.at(DRAWN, 0.92);
        Confusion with = Confusion.at(DRAWN, 0.91);
        double at = with.truePositives() - above.truePositives();
        double rows = at + with.falsePositives() - above.falsePositives();
        assertThat(gains.getFirst().positives()).isCloseTo(above.truePositives() + at * 3 / rows, within(1e-9));
        List<Gain> tied = Gain.of(
                BinaryPredictions.of(
                        new double[] {0.5, 0.5, 0.5, 0.5}, new boolean[] {true, false, false, false}, null),
                2);
        assertThat(tied.stream().mapToDouble(Gain::positives)).containsExactly(0.5, 0.5);
    }

    /** scikit-learn 1.9.1, roc_curve and precision_recall_curve: points, and a sum of them; 1e-10. */
    @Test
    void curves() {
        for (boolean weighted : new boolean[] {false, true}) {
            BinaryPredictions predictions = new Drawn().binary(weighted);
            RocCurve roc = Objects.requireNonNull(RocCurve.of(predictions, 1000));
            assertThat(roc.pointsInAll()).isEqualTo(101);
            assertThat(roc.thresholds().getFirst()).isNull();
            assertThat(sum(roc.falsePositiveRate()) + 2 * sum(roc.truePositiveRate()))
                    .isCloseTo(weighted ? 166.74026615773488 : 167.83203125, within(1e-10));
            PrecisionRecallCurve curve = Objects.requireNonNull(PrecisionRecallCurve.of(predictions, 1000));
            assertThat(curve.thresholds()).hasSize(101);
            assertThat(curve.thresholds().getLast()).isNull();
            assertThat(sum(curve.precision()) + 2 * sum(curve.recall()))
                    .isCloseTo(weighted ? 202.7979266263081 : 202.78768878390503, within(1e-10));
        }
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    @Test
    void thinnedCurvesKeepTheirEnds() {
        for (int most : new int[] {2, 3, 10, 99}) {
            RocCurve thin = Objects.requireNonNull(RocCurve.of(DRAWN, most));
            assertThat(thin.falsePositiveRate()).hasSizeBetween(2, most);
            assertThat(thin.pointsInAll()).isEqualTo(101);
            assertThat(thin.falsePositiveRate().getFirst()).isZero();
            assertThat(thin.truePositiveRate().getLast()).isEqualTo(1);
            assertThat(thin.falsePositiveRate()).isSorted();
        }
    }
}
