package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.model.monitoring.LabelRepository.Label;
import io.assay.model.monitoring.MonitoringRepository.Version;
import io.assay.model.monitoring.MonitoringRepository.Window;
import io.assay.platform.database.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What is kept of predictions, and what goes, whichever PostgreSQL it is. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class MonitoringTablesContract {

    private static final Instant NOON = Instant.parse("2026-10-05T12:00:00Z");

    private final MonitoringRepository predictions;
    private final LabelRepository labels;

    MonitoringTablesContract(TestPostgres server) {
        JdbcClient jdbc = JdbcClient.create(server.migrated());
        this.predictions = new MonitoringRepository(jdbc);
        this.labels = new LabelRepository(jdbc);
    }

    /** Rows that are a second apart. */
    private static LoggedBatch batch(String prefix, int rows, Instant from) {
        double[] values = new Random(3).doubles(rows).toArray();
        long first = MonitoringRepository.micros(from);
        return new LoggedBatch(
                IntStream.range(0, rows).mapToObj(row -> prefix + row).toArray(String[]::new),
                IntStream.range(0, rows)
                        .mapToLong(row -> first + row * 1_000_000L)
                        .toArray(),
                new Table(rows, List.of(new NumberColumn("x", values, false))),
                new double[][] {values});
    }

    private static Window window(String model, Instant from, Instant to) {
        return new Window(model, 1, null, from, to);
    }

    private List<String> ids(Window window, int most) {
        List<String> ids = new ArrayList<>();
        predictions.read(window, most, false, batch -> {
            for (int row = 0; row < batch.size(); row++) {
                ids.add(batch.id(row));
            }
        });
        return ids;
    }

    @Test
    void readsTheNewestOfATime() {
        for (int batch = 0; batch < 250; batch++) {
            predictions.add("window", 1, batch % 2 == 1, batch("b" + batch + "-", 10, NOON.plusSeconds(10L * batch)));
        }
        predictions.add("window", 2, false, batch("other", 10, NOON));
        assertThat(ids(window("window", Instant.EPOCH, MonitoringController.NEVER), 1_000_000))
                .hasSize(2_500);
        assertThat(ids(window("window", Instant.EPOCH, MonitoringController.NEVER), 13))
                .containsExactlyInAnyOrder(
                        "b249-0", "b249-1", "b249-2", "b249-3", "b249-4", "b249-5", "b249-6", "b249-7", "b249-8",
                        "b249-9", "b248-7", "b248-8", "b248-9");
        assertThat(ids(window("window", NOON.plusSeconds(15), NOON.plusSeconds(21)), 1_000))
                .containsExactlyInAnyOrder("b1-5", "b1-6", "b1-7", "b1-8", "b1-9", "b2-0");
        assertThat(ids(new Window("window", 1, true, Instant.EPOCH, MonitoringController.NEVER), 1_000_000))
                .hasSize(1_250)
                .allMatch(id -> Integer.parseInt(id.substring(1, id.indexOf('-'))) % 2 == 1);
        assertThat(predictions.ids("window", 1)).hasSize(2_500).contains("b0-0", "b249-9");
    }

    @Test
    void staysWithinItsBounds() {
        for (int batch = 0; batch < 30; batch++) {
            predictions.add("bounded", 1, false, batch("b" + batch + "-", 100, NOON.plusSeconds(batch)));
        }
        assertThat(predictions.shorten(new Version("bounded", 1), 1_050, Long.MAX_VALUE))
                .isFalse();
        assertThat(predictions.ids("bounded", 1))
                .hasSize(1_000)
                .contains("b29-0", "b20-0")
                .doesNotContain("b19-99");
        long ten = (long) BatchFormat.ids(batch("b20-", 100, NOON)).length
                + BatchFormat.rows(batch("b20-", 100, NOON)).length;
        predictions.shorten(new Version("bounded", 1), 1_000_000, 5 * ten + ten / 2);
        assertThat(predictions.ids("bounded", 1)).hasSize(500);
        predictions.forget(NOON.plusSeconds(29 + 50));
        assertThat(predictions.ids("bounded", 1)).hasSize(500);
    }

    @Test
    void sweepsWhatIsOld() {
        MonitoringSettings settings = new MonitoringSettings(
                true, 1, 1_000, DataSize.ofMegabytes(1), 3, Duration.ofDays(1), Duration.ofSeconds(1), 100);
        Instant now = Instant.now();
        predictions.add("swept", 1, false, batch("old", 10, now.minus(Duration.ofDays(2))));
        predictions.add("swept", 1, false, batch("new", 10, now));
        labels.write("swept", List.of(new Label("old", "yes", null)), now.minus(Duration.ofDays(2)));
        for (int i = 0; i < 5; i++) {
            labels.write("swept", List.of(new Label("new" + i, "yes", null)), now.plusSeconds(i));
        }
        new MonitoringSweep(settings, predictions, labels).sweep();
        assertThat(predictions.ids("swept", 1)).hasSize(10).contains("new0");
        assertThat(labels.of("swept", List.of("old", "new0", "new1", "new2", "new3", "new4")))
                .containsOnlyKeys("new2", "new3", "new4");
    }

    @Test
    void labelsAreOnceEach() {
        Instant at = Instant.parse("2026-10-05T12:00:00.123456Z");
        assertThat(labels.write("labelled", List.of(new Label("a", "yes", at), new Label("b", "no", null)), NOON))
                .isEqualTo(new LabelRepository.Written(2, 0));
        assertThat(labels.write("labelled", List.of(new Label("a", "yes", null), new Label("b", "yes", at)), NOON))
                .isEqualTo(new LabelRepository.Written(0, 1));
        assertThat(labels.of("labelled", List.of("a", "b", "c")))
                .isEqualTo(Map.of("a", new Label("a", "yes", at), "b", new Label("b", "yes", at)));
        assertThat(labels.write("labelled", List.of(new Label("a", "yes", NOON)), NOON))
                .as("a corrected time")
                .isEqualTo(new LabelRepository.Written(0, 1));
        assertThat(labels.of("labelled", List.of("a"))).isEqualTo(Map.of("a", new Label("a", "yes", NOON)));
        assertThat(labels.of("other", List.of("a"))).isEmpty();
    }

    /** Replicas write at once, the same labels too. */
    @Test
    void manyWriteAtOnce() throws Exception {
        List<Label> some = IntStream.range(0, 2_000)
                .mapToObj(i -> new Label("p" + i, "yes", null))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> added = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String prefix = "t" + thread + "-";
                added.add(threads.submit(() -> {
                    predictions.add("at-once", 1, false, batch(prefix, 100, NOON));
                    return labels.write("at-once", some, NOON).added();
                }));
            }
            int all = 0;
            for (Future<Integer> one : added) {
                all += one.get();
            }
            assertThat(all).isEqualTo(2_000);
        }
        assertThat(predictions.ids("at-once", 1)).hasSize(400);
    }
}
