package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.process.FreePort;
import org.junit.jupiter.api.Test;

/** {@code analyze} and {@code sample-size} give what the service gives, with one and without. */
class CalculatingCommandsTest extends HttpTest {

    private static final String[] ANALYZE = {
        "analyze",
        "--control-conversions=1000",
        "--control-visitors=10000",
        "--treatment-conversions=1100",
        "--treatment-visitors=10000"
    };

    private static final String[] SAMPLE_SIZE = {"sample-size", "--baseline-rate=0.1", "--mde=0.05"};

    private String url() {
        return "--url=http://127.0.0.1:" + port();
    }

    private static String[] with(String[] command, String... more) {
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }

    @Test
    void analyzeIsTheSameByteForByte() {
        String answer = post("/api/v1/experiments/analyze", """
                {"control":{"conversions":1000,"visitors":10000},"treatment":{"conversions":1100,"visitors":10000},\
                "alpha":0.01,"weights":[0.5,0.5]}""").body();
        String[] command = with(ANALYZE, "--alpha=0.01", "--weights=0.5,0.5", "--output=json");
        assertThat(Typed.command(command)).isEqualTo(new Typed(0, answer + System.lineSeparator(), ""));
        assertThat(Typed.command(with(command, url()))).isEqualTo(new Typed(0, answer + System.lineSeparator(), ""));
    }

    @Test
    void sampleSizeIsTheSameByteForByte() {
        String answer = post("/api/v1/experiments/sample-size", """
                {"baseline_rate":0.1,"mde":0.05,"power":0.9,"method":"reference"}""").body();
        String[] command = with(SAMPLE_SIZE, "--power=0.9", "--method=reference", "-o", "json");
        assertThat(Typed.command(command)).isEqualTo(new Typed(0, answer + System.lineSeparator(), ""));
        assertThat(Typed.command(with(command, url()))).isEqualTo(new Typed(0, answer + System.lineSeparator(), ""));
    }

    @Test
    void tablesAreForPeople() {
        Typed analysis = Typed.command(ANALYZE);
        assertThat(analysis.code()).isZero();
        assertThat(analysis.out())
                .contains("p_value", "difference_ci.lower", "checks", "small_counts")
                .doesNotContain("{");
        assertThat(Typed.command(SAMPLE_SIZE).out()).containsPattern("sample_size_per_variant +57760");
    }

    @Test
    void whatIsImpossibleIsRefusedWithItsNameBothWays() {
        String[] command = with(SAMPLE_SIZE, "--power=0.01");
        for (Typed typed : new Typed[] {Typed.command(command), Typed.command(with(command, url()))}) {
            assertThat(typed.code()).isEqualTo(3);
            assertThat(typed.out()).isEmpty();
            assertThat(typed.err()).contains("sample-size: ", "/power must exceed alpha");
        }
        String[] tooMany = with(ANALYZE, "--weights=1,2,3");
        for (Typed typed : new Typed[] {Typed.command(tooMany), Typed.command(with(tooMany, url()))}) {
            assertThat(typed.code()).isEqualTo(3);
            assertThat(typed.err()).contains("/weights");
        }
    }

    @Test
    void whatIsNotUnderstoodIsSaid() {
        assertThat(Typed.command("sample-size", "--mde=0.05").code()).isEqualTo(2);
        assertThat(Typed.command(with(SAMPLE_SIZE, "--alpha=much")).code()).isEqualTo(2);
        assertThat(Typed.command(with(SAMPLE_SIZE, "--output=xml")).err()).contains("table or json");
        assertThat(Typed.command(with(SAMPLE_SIZE, "--url=nowhere")).code()).isEqualTo(2);
    }

    @Test
    void nobodyThereIsSaid() {
        Typed typed = Typed.command(with(SAMPLE_SIZE, "--url=http://127.0.0.1:" + FreePort.find()));
        assertThat(typed.code()).isEqualTo(4);
        assertThat(typed.err()).contains("not reached: http://127.0.0.1:");
    }
}
