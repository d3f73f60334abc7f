package io.assay.experiment.readout;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.proportion.Proportion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where no figure can be believed, whatever it says. */
class InvalidReadoutTests {

    private static final String REASON = "the sample ratio failed at readout 2, and no correction says why";

    private static ReadoutInput input(long unitsOfTreatment) {
        Plan plan = Inputs.plan(InferenceKind.GROUP_SEQUENTIAL, 120_000);
        return Inputs.input(
                plan,
                Inputs.proportion(
                        "conversion",
                        Role.PRIMARY,
                        new Proportion(2000, 20_000),
                        new Proportion(2600, unitsOfTreatment),
                        new Proportion(2000, 20_000)));
    }

    private static ReadoutInput knownToBeInvalid(ReadoutInput input) {
        return input.with(
                input.plan(),
                new History(List.of(new Crossing("conversion", "treatment1", 1, true)), null, false, 2, REASON));
    }

    @Test
    void whatIsKnownToBeInvalidStaysSoThoughTheSampleRatioIsWell() {
        ReadoutInput input = input(20_000);
        assertThat(Readouts.read(input).crossings(1)).isNotEmpty();
        Readout readout = Readouts.read(knownToBeInvalid(input));
        assertThat(readout.decision().rule()).isEqualTo(Rule.SAMPLE_RATIO_FAILED);
        assertThat(readout.decision().arm()).isNull();
        assertThat(readout.arms()).extracting(arm -> arm.decision().rule()).containsOnly(Rule.SAMPLE_RATIO_FAILED);
        assertThat(readout.arms().getLast().decision().sentence())
                .isEqualTo("Do not act on treatment2: " + REASON + ".");
        assertThat(readout.crossings(3)).isEmpty();
    }

    @Test
    void theCheckSaysBothTodayAndBefore() {
        ReadoutInput input = knownToBeInvalid(input(20_000));
        Check check = Readouts.read(input).checks().getFirst();
        assertThat(check.id()).isEqualTo("sample_ratio");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.evidence())
                .startsWith("control has 20,000 units of 20,000 planned, ")
                .endsWith("; " + REASON);
        assertThat(check.advice()).startsWith("Do not act on this result");
        assertThat(Readouts.blinded(input).checks().getFirst()).isEqualTo(check);
    }

    @Test
    void whatIsKnownFromBeforeIsSaidAlsoWhereTodayFails() {
        Readout readout = Readouts.read(knownToBeInvalid(input(18_000)));
        assertThat(readout.decision().sentence()).endsWith(": " + REASON + ".");
        assertThat(readout.checks().getFirst().evidence())
                .contains("18,000 units of ")
                .endsWith(REASON);
    }
}
