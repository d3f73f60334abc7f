package io.assay.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A million predictions leave the memory as it was. The heap has one size from the start, so what the process grows by is
 * outside of it; what is kept within would end it, since a few kilobytes of each request are more than the heap.
 */
@Tag("process")
class PredictionSoakIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String HEAP = "-Xms384m -Xmx384m -XX:+AlwaysPreTouch";

    private static final int ROWS = 1_000;
    private static final int BATCHES = 1_000;
    private static final int SINGLE = 10_000;
    private static final int WARM_UP = 50;

    /** Of the memory after the warm-up; what compilers and allocators still take is less. */
    private static final double MOST = 1.08;

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @Test
    void aMillionPredictionsLeaveNothingBehind(@TempDir Path folder) throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (PackagedService service = PackagedService.startUnpacked(empty, Map.of("JDK_JAVA_OPTIONS", HEAP))) {
            service.awaitReady();
            String run = json(service.post("/api/v1/models/train", training().toString()), 201)
                    .path("id")
                    .asString();
            json(service.post("/api/v1/models/soaked/versions", "{\"run\":\"" + run + "\"}"), 201);
            predict(service, WARM_UP, WARM_UP * 10);
            long before = resident(service.pid());
            predict(service, BATCHES, SINGLE);
            long after = resident(service.pid());
            System.out.printf("%,d KiB after the warm-up, %,d KiB after a million predictions%n", before, after);
            assertThat((double) after / before).isLessThan(MOST);
        }
    }

    /** Half of them by the protocol. */
    private static void predict(PackagedService service, int batches, int single)
            throws IOException, InterruptedException {
        String rows = rows(ROWS).toString();
        String tensor = tensor(ROWS).toString();
        for (int i = 0; i < batches; i++) {
            ask(service, i, rows, tensor);
        }
        String row = rows(1).toString();
        String one = tensor(1).toString();
        for (int i = 0; i < single; i++) {
            ask(service, i, row, one);
        }
    }

    private static void ask(PackagedService service, int i, String rows, String tensor)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = i % 2 == 0
                ? service.post("/api/v1/models/soaked/versions/1/predict", rows)
                : service.post("/v2/models/soaked/versions/1/infer", tensor);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static double a(int row) {
        return row * 37 % 101;
    }

    private static double b(int row) {
        return row * 53 % 97;
    }

    private static ObjectNode training() {
        ObjectNode training = (ObjectNode) JSON.readTree("""
                {"target": "y", "positive": "yes", "algorithm": "xgboost", "cv": 2, "calibration": "none",
                 "allow_undocumented": true, "pipeline": {"numeric_cols": ["a", "b"]}}""");
        ArrayNode rows = training.putObject("data").putArray("rows");
        for (int row = 0; row < 400; row++) {
            rows.addObject()
                    .put("a", a(row))
                    .put("b", b(row))
                    .put("y", a(row) + b(row) + row % 7 * 9 > 120 ? "yes" : "no");
        }
        return training;
    }

    private static ObjectNode rows(int rows) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode data = request.putObject("data").putArray("rows");
        for (int row = 0; row < rows; row++) {
            data.addObject().put("a", a(row)).put("b", b(row));
        }
        return request;
    }

    private static ObjectNode tensor(int rows) {
        ObjectNode request = JSON.createObjectNode();
        ObjectNode input = request.putArray("inputs").addObject();
        input.put("name", "rows").put("datatype", "FP64");
        input.putArray("shape").add(rows).add(2);
        ArrayNode data = input.putArray("data");
        for (int row = 0; row < rows; row++) {
            data.add(a(row)).add(b(row));
        }
        return request;
    }

    /** In KiB. */
    private static long resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        assumeThat(status).as("without /proc nobody says").exists();
        Matcher resident = RESIDENT.matcher(Files.readString(status));
        assertThat(resident.find()).isTrue();
        return Long.parseLong(resident.group(1));
    }
}
