package io.assay.model.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.model.ModelApi;
import io.assay.model.monitoring.MonitoringRepository.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of predictions is what was asked and what was said: numbers, words and times, of requests of every size. */
class KeptRowsHttpTest extends ModelApi {

    private static final String PIPELINE = """
            {"target": "y", "positive": "yes", "allow_undocumented": true, "algorithm": "logistic_regression", "cv": 2,
             "explain": false, "pipeline": {"features": [
               {"name": "number", "column": "number", "transform": [{"kind": "impute", "strategy": "mean"}]},
               {"name": "whole", "column": "whole"},
               {"name": "word", "column": "word", "transform": [{"kind": "one_hot"}]},
               {"name": "at", "column": "at", "transform": [{"kind": "calendar", "parts": ["hour"]}]}]}}""";

    private static final int TRAINED = 60;

    @Autowired
    private MonitoringRepository repository;

    private final Random random = new Random(1);

    private ObjectNode rows(int count) {
        ObjectNode columns = JSON.createObjectNode();
        for (String name : List.of("number", "whole", "word", "at")) {
            columns.putArray(name);
        }
        for (int row = 0; row < count; row++) {
            add(columns, "number", random.nextInt(4) == 0 ? null : Double.toString(random.nextGaussian()));
            add(columns, "whole", Integer.toString(random.nextInt(10)));
            add(columns, "word", random.nextInt(5) == 0 ? null : "\"w" + random.nextInt(3) + "\"");
            add(columns, "at", "\"2024-03-01T%02d:30:00\"".formatted(random.nextInt(24)));
        }
        return columns;
    }

    private static void add(ObjectNode columns, String name, @Nullable String json) {
        ((ArrayNode) columns.get(name)).add(JSON.readTree(json == null ? "null" : json));
    }

    @Test
    void areWhatWasScored() throws InterruptedException {
        ObjectNode training = (ObjectNode) JSON.readTree(PIPELINE);
        ObjectNode trained = rows(TRAINED);
        ArrayNode outcomes = trained.putArray("y");
        for (int row = 0; row < TRAINED; row++) {
            outcomes.add(random.nextBoolean() ? "yes" : "no");
        }
        training.putObject("data").set("columns", trained);
        String name = registered("kept", asked("/api/v1/models/train", training, 201));

        Map<String, JsonNode> asked = new HashMap<>();
        Map<String, Double> said = new HashMap<>();
        for (int size : new int[] {1, 1, 40, 1, 3}) {
            ObjectNode columns = rows(size);
            ObjectNode request = JSON.createObjectNode();
            request.putObject("data").set("columns", columns);
            JsonNode answer = asked("/api/v1/models/" + name + "/versions/1/predict", request, 200);
            for (int row = 0; row < size; row++) {
                JsonNode one = answer.at("/predictions/" + row);
                ObjectNode given = JSON.createObjectNode();
                for (String column : columns.propertyNames()) {
                    given.set(column, columns.get(column).get(row));
                }
                asked.put(one.get("id").asString(), given);
                said.put(one.get("id").asString(), one.at("/prediction/yes").asDouble());
            }
        }
        Map<String, JsonNode> kept = new HashMap<>();
        for (int i = 0; i < 100 && kept.size() < asked.size(); i++) {
            Thread.sleep(100);
            kept.clear();
            for (LoggedBatch batch : batches(name)) {
                for (int row = 0; row < batch.size(); row++) {
                    kept.put(batch.id(row), row(batch, row));
                    assertThat(batch.predictions()[0][row]).isEqualTo(said.get(batch.id(row)));
                }
            }
        }
        assertThat(kept).isEqualTo(asked);
    }

    private List<LoggedBatch> batches(String name) {
        List<LoggedBatch> batches = new ArrayList<>();
        Window ever = new Window(
                name, 1, null, Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        repository.read(ever, 100_000, true, batches::add);
        return batches;
    }

    /** As JSON, to be held against what was asked. */
    private static JsonNode row(LoggedBatch batch, int row) {
        ObjectNode columns = JSON.createObjectNode();
        for (var column : batch.columns()) {
            String json = switch (column) {
                case NumberColumn numbers -> {
                    double value = numbers.values()[row];
                    yield Double.isNaN(value)
                            ? "null"
                            : column.name().equals("whole") && numbers.isWhole()
                                    ? Long.toString((long) value)
                                    : Double.toString(value);
                }
                case TextColumn words -> words.isMissing(row) ? "null" : '"' + words.text(row) + '"';
                case TimeColumn times -> {
                    assertThat(times.isLocal()).isTrue();
                    yield '"'
                            + LocalDateTime.ofEpochSecond(times.micros()[row] / 1_000_000, 0, ZoneOffset.UTC)
                                    .toString() + ":00\"";
                }
            };
            columns.set(column.name(), JSON.readTree(json));
        }
        return columns;
    }
}
