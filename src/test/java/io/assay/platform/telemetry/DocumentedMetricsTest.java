package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.ScheduledTask;
import tools.jackson.databind.node.ObjectNode;

/** A running service has every metric that {@code docs/telemetry.md} promises, with the labels that it names. */
class DocumentedMetricsTest extends ModelApi {

    private static boolean isWatched;

    @Autowired
    private ScheduledAnnotationBeanPostProcessor tasks;

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

    /** A model that is asked, and looked at as it is each some minutes. */
    private void giveItSomethingToWatch() throws InterruptedException {
        ObjectNode request = titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}");
        String name = champion("watched", asked("/api/v1/models/train", request, 201));
        ObjectNode rows = JSON.createObjectNode();
        rows.set("data", request.get("data"));
        var _ = asked("/api/v1/models/" + name + "/predict", rows, 200);
        Instant giveUp = Instant.now().plusSeconds(30);
        while (scrape().noneMatch(line -> line.startsWith("assay_model_verdict{") && line.contains(name))) {
            assertThat(Instant.now()).as("predictions are kept and watched").isBefore(giveUp);
            Thread.sleep(200);
            tasks.getScheduledTasks().stream()
                    .map(ScheduledTask::getTask)
                    .filter(task -> task.toString().contains("DriftWatch"))
                    .forEach(task -> task.getRunnable().run());
        }
    }

    private Stream<String> scrape() {
        return get("/actuator/prometheus").body().lines();
    }

    @BeforeEach
    void giveItSomethingToCount() throws InterruptedException {
        if (!isWatched) {
            giveItSomethingToWatch();
            isWatched = true;
        }
        post("/api/v1/experiments/analyze", """
                {"control":{"conversions":10,"visitors":100},"treatment":{"conversions":12,"visitors":100}}""");
        get("/nothing");
        get("/api/v1/experiments");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void isThere(Metric metric) {
        assertThat(scrape()).as(metric.name()).anyMatch(metric::isIn);
    }
}
