package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A running service has every metric that {@code docs/telemetry.md} promises, with the labels that it names. */
class DocumentedMetricsTest extends HttpTest {

    /** A row of the page's table. */
    record Metric(String name, List<String> labels) {

        static Metric of(String row) {
            String[] cells = row.split("\\|", -1);
            return new Metric(
                    cells[1].strip().replace("`", ""),
                    Arrays.stream(cells[2].strip().split(" "))
                            .map(label -> label.replace("`", ""))
                            .filter(label -> !label.isEmpty())
                            .toList());
        }

        boolean isIn(String line) {
            return line.startsWith(name + (labels.isEmpty() ? " " : "{"))
                    && labels.stream().allMatch(label -> line.matches(".*[{,]" + label + "=\".*"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Metric> documented() throws IOException {
        List<String> page = Files.readAllLines(Path.of("docs", "telemetry.md"));
        return page.stream()
                .skip(page.indexOf("## Metrics"))
                .filter(line -> line.startsWith("| `"))
                .map(Metric::of)
                .toList();
    }

    @BeforeEach
    void giveItSomethingToCount() {
        post("/api/v1/experiments/analyze", """
                {"control":{"conversions":10,"visitors":100},"treatment":{"conversions":12,"visitors":100}}""");
        get("/nothing");
        get("/api/v1/experiments");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void isThere(Metric metric) {
        assertThat(get("/actuator/prometheus").body().lines()).as(metric.name()).anyMatch(metric::isIn);
    }
}
