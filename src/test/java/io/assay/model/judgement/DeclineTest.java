package io.assay.model.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.statistics.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclineTest {

    private static Measured measured(
            @Nullable Double value, @Nullable Better better, @Nullable Double lower, @Nullable Double upper) {
        return new Measured(
                value, better, new Interval(lower, upper, 0.95, "some"), value == null ? "of one class" : null);
    }

    /**
     * The sides that face each other, by hand: before 0.9 with 0.03 below it, now with 0.04 above it, so that a fall of more than
     * 0.05 is sure, however long or short the far sides are. What gets better downwards is the mirror image.
     */
    @ParameterizedTest
    @CsvSource({
        "0.8501, 0.10, 0.001, false",
        "0.8499, 0.10, 0.001, true",
        "0.8501, 0.001, 0.10, false",
        "0.8499, 0.001, 0.10, true",
        "0.95, 0.01, 0.01, false"
    })
    void onlyTheSidesThatFaceEachOtherCount(double value, double farNow, double farThen, boolean sure) {
        assertThat(Decline.isSure(
                        measured(0.9, Better.HIGHER, 0.87, 0.9 + farThen),
                        measured(value, Better.HIGHER, value - farNow, value + 0.04)))
                .isEqualTo(sure);
        assertThat(Decline.isSure(
                        measured(-0.9, Better.LOWER, -0.9 - farThen, -0.87),
                        measured(-value, Better.LOWER, -value - 0.04, -value + farNow)))
                .isEqualTo(sure);
    }

    /** An area of 1 has an interval that is cut off above; all that is open lies below. */
    @Test
    void anIntervalThatIsCutOffIsNotNarrowerBelow() {
        Measured then = measured(1.0, Better.HIGHER, 0.94, 1.0);
        assertThat(Decline.isSure(then, measured(0.94, Better.HIGHER, 0.90, 0.98)))
                .isFalse();
        assertThat(Decline.isSure(then, measured(0.92, Better.HIGHER, 0.88, 0.96)))
                .isTrue();
    }

    @Test
    void whatIsNotMeasuredIsNotJudged() {
        Measured good = measured(0.9, Better.HIGHER, 0.8, 1.0);
        Measured none = new Measured(null, Better.HIGHER, null, "there are rows of one class only");
        assertThat(Decline.isSure(good, none)).isNull();
        assertThat(Decline.reason(good, none)).isEqualTo("there are rows of one class only");
        assertThat(Decline.isSure(none, good)).isNull();
        assertThat(Decline.reason(none, good)).isEqualTo("on the rows held out there are rows of one class only");
        assertThat(Decline.reason(null, good)).isEqualTo("on the rows held out it was not measured");
        assertThat(Decline.isSure(good, measured(0.5, Better.HIGHER, 0.4, null)))
                .isNull();
        assertThat(Decline.isSure(good, measured(1.2, null, 0.4, 1.4))).isNull();
        assertThat(Decline.reason(good, good)).isNull();
    }
}
