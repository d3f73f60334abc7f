package io.assay.experiment.readout;

import static io.assay.experiment.readout.Bodies.errors;
import static io.assay.experiment.readout.Bodies.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.experiment.readout.Decision.Rule;
import io.assay.experiment.readout.Decision.Verdict;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A metric has the units of the arms, or as many of them in every arm, or it compares whoever is left. */
class MissingUnitsTests {

    private static final String PRIMARY = "'kind': 'proportion', 'role': 'primary'";
    private static final String ALL = "{'key': 'm', " + PRIMARY
            + ", 'data': {'a': {'n': 20000, 'successes': 2000}, 'b': {'n': 20000, 'successes': 2600}}}";

    /** Two arms of 20,000 units. */
    private static String body(String... metrics) {
        return "{'arms': [{'key': 'a', 'n': 20000}, {'key': 'b', 'n': 20000}], 'plan': {'planned_total_n': 40000},"
                + " 'metrics': [" + String.join(", ", metrics) + "]}";
    }

    private static String metric(String key, String members, long a, long b) {
        return "{'key': '%s', %s, 'data': {'a': {'n': %d, 'successes': 2000}, 'b': {'n': %d, 'successes': 2600}}}"
                .formatted(key, members, a, b);
    }

    private static Check units(MetricReadout metric) {
        assertThat(metric.checks().getFirst().id()).isEqualTo("units");
        return metric.checks().getFirst();
    }

    /** Pearson's statistic of the 2 x 2 table by hand, and math.erfc(math.sqrt(statistic / 2)) of Python for its p-value. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            20000 | 20000 | PASS | all units of the arms are there
            19500 | 19400 | WARN | a lacks 500 of 20,000 units (2.5 %), b lacks 600 of 20,000 units (3 %): the shares do not differ clearly (p = 0.00223)
            19500 | 19380 | FAIL | a lacks 500 of 20,000 units (2.5 %), b lacks 620 of 20,000 units (3.1 %): the shares differ (p = 0.000276)
            20000 | 19988 | FAIL | a lacks 0 of 20,000 units (0 %), b lacks 12 of 20,000 units (0.06 %): the shares differ (p = 0.000531)
            20000 | 19991 | WARN | a lacks 0 of 20,000 units (0 %), b lacks 9 of 20,000 units (0.045 %); whether the shares differ cannot be tested on so few
            """)
    void theSharesThatAreMissingAreHeldAgainstEachOther(long a, long b, Status status, String evidence) {
        Readout readout = Readouts.read(input(body(metric("m", PRIMARY, a, b))));
        Check check = units(readout.metrics().getFirst());
        assertThat(check.evidence()).isEqualTo(evidence);
        assertThat(check.status()).isEqualTo(status);
        assertThat(readout.decision().decision()).isEqualTo(status == Status.FAIL ? Verdict.INVALID : Verdict.SHIP);
    }

    @Test
    void aPrimaryOfWhomIsLeftDecidesNothing() {
        Readout readout = Readouts.read(input(body(metric("m", PRIMARY, 20_000, 19_000))));
        assertThat(readout.decision().rule()).isEqualTo(Rule.UNITS_MISSING_UNEQUALLY);
        assertThat(readout.decision().sentence())
                .isEqualTo(
                        "Do not act on b: m does not have all units, and the comparison is of whom is left: a lacks 0 of "
                                + "20,000 units (0 %), b lacks 1,000 of 20,000 units (5 %): the shares differ (p < 0.0001).");
        assertThat(readout.crossings(1)).isEmpty();
    }

    @Test
    void soDoesAGuardrailButNotAnotherMetric() {
        String guardrail =
                metric("g", "'kind': 'proportion', 'role': 'guardrail', 'tolerated_loss': 0.02", 20_000, 19_000);
        assertThat(Readouts.read(input(body(ALL, guardrail))).decision().rule())
                .isEqualTo(Rule.UNITS_MISSING_UNEQUALLY);
        Readout secondary = Readouts.read(
                input(body(ALL, metric("s", "'kind': 'proportion', 'role': 'secondary'", 20_000, 19_000))));
        assertThat(secondary.decision().rule()).isEqualTo(Rule.PRIMARY_BETTER_AND_GUARDRAILS_HELD);
        assertThat(units(secondary.metrics().getLast()).status()).isEqualTo(Status.FAIL);
    }

    /** Of 100, 100 and 200 in 10,000 the statistic is 50.7, and exp(-50.7 / 2) = 9.9e-12. */
    @Test
    void threeArmsAreHeldAgainstEachOtherAtOnce() {
        Readout readout = Readouts.read(input("""
                {'arms': [{'key': 'a', 'n': 10000}, {'key': 'b', 'n': 10000}, {'key': 'c', 'n': 10000}],
                 'metrics': [{'key': 'm', %s, 'data': {'a': {'n': 9900, 'successes': 990},
                   'b': {'n': 9900, 'successes': 990}, 'c': {'n': 9800, 'successes': 980}}}]}""".formatted(PRIMARY)));
        assertThat(units(readout.metrics().getFirst()).status()).isEqualTo(Status.FAIL);
        assertThat(readout.arms()).extracting(arm -> arm.decision().rule()).containsOnly(Rule.UNITS_MISSING_UNEQUALLY);
    }

    @Test
    void itIsNotAskedWithoutUnitsOfTheArmsNorOfQuantiles() {
        assertThat(Readouts.read(input(Bodies.body("", Bodies.PROPORTION)))
                        .metrics()
                        .getFirst()
                        .checks())
                .extracting(Check::id)
                .doesNotContain("units");
        String quantile = "{'n': 70000, 'value': 10, 'lower': 9.5, 'upper': 10.4}";
        assertThat(Readouts.read(input(body(
                                "{'key': 'q', 'kind': 'quantile', 'quantile': 0.9, 'role': 'primary', 'data': {'a': %s, 'b': %s}}"
                                        .formatted(quantile, quantile))))
                        .metrics()
                        .getFirst()
                        .checks())
                .extracting(Check::id)
                .doesNotContain("units");
    }

    @Test
    void moreUnitsThanTheArmCannotBe() {
        assertThat(errors(422, body(ALL, metric("s", "'kind': 'proportion', 'role': 'secondary'", 20_000, 20_001))))
                .containsExactly("/metrics/1/data/b has 20001 units where the arm has 20000");
        String strata = "{'strata': [{'key': 'x', 'data': {'n': 15000, 'sum': 1, 'sum_squares': 1}},"
                + " {'key': 'y', 'data': {'n': 5001, 'sum': 1, 'sum_squares': 1}}]}";
        assertThat(errors(
                        422,
                        body("{'key': 'm', 'kind': 'mean', 'role': 'primary', 'data': {'a': %s, 'b': %s}}"
                                .formatted(strata, strata))))
                .containsExactly(
                        "/metrics/0/data/a has 20001 units where the arm has 20000",
                        "/metrics/0/data/b has 20001 units where the arm has 20000");
        assertThat(errors(
                        422,
                        "{'arms': [{'key': 'a'}, {'key': 'b'}], 'phases': [{'weights': [1, 1], 'units': [20000, 19999]}],"
                                + " 'metrics': [" + ALL + "]}"))
                .containsExactly("/metrics/0/data/b has 20000 units where the arm has 19999");
    }

    /** How many are missing in which arm is not to be seen, and all together is. */
    @Test
    void blindedOnlyTheShareOfAllIsSaid() {
        BlindedReadout one = Readouts.blinded(input(body(metric("m", PRIMARY, 20_000, 19_000))));
        BlindedReadout other = Readouts.blinded(input(body(metric("m", PRIMARY, 19_000, 20_000))));
        Check check = one.metrics().getFirst().checks().getFirst();
        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.evidence())
                .isEqualTo(
                        "2.5 % of the units of all arms together are missing; whether more in one arm than in another is "
                                + "not said while blinded");
        assertThat(other.metrics().getFirst().checks().getFirst()).isEqualTo(check);
        assertThat(Readouts.blinded(input(body(ALL)))
                        .metrics()
                        .getFirst()
                        .checks()
                        .getFirst()
                        .status())
                .isEqualTo(Status.PASS);
    }
}
