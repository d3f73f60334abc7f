package io.assay.statistics.inference;

import static io.assay.statistics.moments.Samples.assertClose;
import static io.assay.statistics.moments.Samples.compare;
import static io.assay.statistics.moments.Samples.controlValues;
import static io.assay.statistics.moments.Samples.ofValues;
import static io.assay.statistics.moments.Samples.treatmentValues;
import static io.assay.statistics.moments.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.Direction;
import io.assay.statistics.Interval;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.inference.MarginTests.Equivalence;
import io.assay.statistics.inference.MarginTests.MarginTest;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MarginTestsTest {

    /** sp-nim-increase and sp-nim-decrease: spotify-confidence, TestWithNims; absolute 1.5e-3, as the anchor's. */
    @Test
    void nonInferiority() {
        Estimate estimate = value(
                Estimates.absolute(compare(Moments.ofSums(5000, 10021, 25142), Moments.ofSums(5000, 9892, 24510))));
        double margin = estimate.fromRelative(0.02);
        MarginTest increase = MarginTests.nonInferiority(estimate, margin, Direction.INCREASE, Reference.NORMAL, 0.01);
        assertThat(increase.interval().lower()).isCloseTo(-0.0723, within(1.5e-3));
        assertThat(increase.interval().upper()).isNull();
        assertThat(increase.significant()).isFalse();
        MarginTest decrease = MarginTests.nonInferiority(estimate, margin, Direction.DECREASE, Reference.NORMAL, 0.01);
        assertThat(decrease.interval().upper()).isCloseTo(0.0207, within(1.5e-3));
        assertThat(decrease.interval().lower()).isNull();
        assertThat(decrease.significant()).isTrue();
        assertThat(decrease.test().nullEffect()).isEqualTo(margin);
    }

    /**
     * How far beyond a share of control: treatment - (1 + share) control is the difference of two independent means, of the
     * treatment's values and of the control's times (1 + share); relative 1e-12. Its interval excludes 0 exactly where
     * Fieller's excludes the share.
     */
    @Test
    void beyondAShareOfControl() {
        Comparison comparison = compare(ofValues(controlValues()), ofValues(treatmentValues()));
        for (double share : new double[] {-0.5, -0.02, 0, 0.1, 1.5}) {
            Estimate beyond = value(Estimates.beyondShare(comparison, share));
            double[] scaled = Arrays.stream(controlValues())
                    .map(value -> (1 + share) * value)
                    .toArray();
            Estimate difference = value(Estimates.absolute(compare(ofValues(scaled), ofValues(treatmentValues()))));
            assertClose(beyond.effect(), difference.effect(), 1e-12);
            assertClose(beyond.standardError(), difference.standardError(), 1e-12);
            Interval around = FixedHorizon.interval(beyond, Alternative.TWO_SIDED, Reference.NORMAL, 0.05);
            Interval fieller =
                    value(RelativeIntervals.fieller(comparison, Alternative.TWO_SIDED, Reference.NORMAL, 0.05));
            assertThat(around.contains(0)).isEqualTo(fieller.contains(share));
        }
    }

    /** A bound on the good side of the margin, a p below alpha and the word significant are one thing. */
    @Test
    void decisionAndBoundAgree() {
        Estimate estimate = value(Estimates.absolute(compare(ofValues(controlValues()), ofValues(treatmentValues()))));
        for (Direction good : Direction.values()) {
            for (double margin : new double[] {-3, -1, -0.3, 0, 0.5, 0.6, 2, 5}) {
                MarginTest test = MarginTests.nonInferiority(estimate, margin, good, Reference.STUDENT_T, 0.05);
                Double lower = test.interval().lower();
                Double upper = test.interval().upper();
                boolean inside = (lower != null && lower > -margin) || (upper != null && upper < margin);
                assertThat(test.significant()).isEqualTo(inside);
                assertThat(test.test().pValue() < 0.05).isEqualTo(inside);
            }
        }
    }

    /** statsmodels 0.15.0: ttost_ind(treatment, control, -1, 4, usevar="unequal"); relative 1e-12. */
    @Test
    void equivalence() {
        Estimate estimate = value(Estimates.absolute(compare(ofValues(controlValues()), ofValues(treatmentValues()))));
        Equivalence equivalence = MarginTests.equivalence(estimate, -1, 4, Reference.STUDENT_T, 0.05);
        assertClose(equivalence.pValue(), 0.04188183462309057, 1e-12);
        assertClose(equivalence.aboveLower().pValue(), 0.02794495551193197, 1e-12);
        assertClose(equivalence.belowUpper().statistic(), -1.8752825406067248, 1e-12);
        assertThat(equivalence.equivalent()).isTrue();
        assertThat(equivalence.interval().lower()).isGreaterThan(-1);
        assertThat(equivalence.interval().upper()).isLessThan(4);
        assertThat(MarginTests.equivalence(estimate, -1, 3.9, Reference.STUDENT_T, 0.04)
                        .equivalent())
                .isFalse();
    }

    @Test
    void impossibleMargins() {
        Estimate estimate = value(Estimates.absolute(compare(ofValues(controlValues()), ofValues(treatmentValues()))));
        assertThatThrownBy(() -> MarginTests.equivalence(estimate, 1, 1, Reference.NORMAL, 0.05))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> MarginTests.equivalence(estimate, -1, 1, Reference.NORMAL, 0.5))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        MarginTests.nonInferiority(estimate, Double.NaN, Direction.INCREASE, Reference.NORMAL, 0.05))
                .isInstanceOf(InvalidInputException.class);
    }
}
