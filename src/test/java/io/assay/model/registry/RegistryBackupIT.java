package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedCommand;
import io.assay.process.PackagedService;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Models, what was decided of them, what they said and what came of it, out of one service and into another by a backup. */
@Tag("process")
class RegistryBackupIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String MODEL = "/api/v1/models/churn";

    private static final String[] READ = {
        MODEL,
        "/api/v1/models",
        MODEL + "/versions",
        MODEL + "/versions/1",
        MODEL + "/versions/2",
        MODEL + "/versions/1/card",
        MODEL + "/versions/2/card",
        MODEL + "/promotions",
        MODEL + "/versions/2/drift",
        MODEL + "/versions/1/drift",
        MODEL + "/versions/2/performance",
        MODEL + "/versions/1/performance",
        "/v2/models/churn"
    };

    private static final int ROWS = 400;

    private static JsonNode done(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static JsonNode put(PackagedService service, String path, String body) throws Exception {
        return done(
                service.send(service.request(path)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))),
                200);
    }

    private static String trained(PackagedService service, String... columns) throws Exception {
        ObjectNode training = Churn.training(Churn.customers(900, 1), columns).put("explain", true);
        return done(service.post("/api/v1/models/train", training.toString()), 201)
                .path("id")
                .asString();
    }

    /** New customers, by their places. */
    private static ObjectNode request() {
        ObjectNode request = JSON.createObjectNode().put("explain", true);
        ObjectNode columns = (ObjectNode) Churn.customers(ROWS, 2).path("columns");
        columns.remove("left");
        request.putObject("data").set("columns", columns);
        ArrayNode ids = request.putArray("ids");
        for (int row = 0; row < ROWS; row++) {
            ids.add("customer-" + row);
        }
        return request;
    }

    private static String outcomes() {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode labels = request.putArray("labels");
        JsonNode left = Churn.customers(ROWS, 2).at("/columns/left");
        for (int row = 0; row < ROWS / 2; row++) {
            labels.addObject().put("id", "customer-" + row).set("outcome", left.get(row));
        }
        return request.toString();
    }

    private static Map<String, String> read(PackagedService service) throws Exception {
        Map<String, String> read = new LinkedHashMap<>();
        for (String path : READ) {
            HttpResponse<String> answer = service.get(path);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
            read.put(path, answer.body());
        }
        return read;
    }

    private static void awaitKept(PackagedService service, String version) throws Exception {
        for (int i = 0; i < 200; i++) {
            if (done(service.get(MODEL + version + "/drift"), 200).path("rows").intValue() == ROWS) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the predictions of " + version + " are not kept");
    }

    @Test
    void allOfItComesBack(@TempDir Path parent) throws Exception {
        Path folder = Files.createDirectory(parent.resolve("service"));
        Path file = parent.resolve("assay.zip");
        Map<String, String> before;
        JsonNode said;
        JsonNode asked;
        try (PackagedService service = PackagedService.startUnpacked(folder).awaitReady()) {
            for (String run : new String[] {trained(service, "price"), trained(service, "calls", "price")}) {
                done(
                        service.post(
                                MODEL + "/versions",
                                "{\"run\": \"%s\", \"description\": \"Whom to call\", \"tags\": {\"team\": \"growth\"}}"
                                        .formatted(run)),
                        201);
            }
            done(service.post(MODEL + "/promotions", "{\"version\": 1}"), 201);
            done(service.post(MODEL + "/promotions", "{\"version\": 2}"), 201);
            done(service.post(MODEL + "/promotions", "{\"version\": 1}"), 409);
            put(service, MODEL + "/aliases/challenger", "{\"version\": 1}");
            asked = done(service.post(MODEL + "/predict", request().toString()), 200);
            awaitKept(service, "/versions/2");
            awaitKept(service, "/versions/1");
            JsonNode labelled = done(service.post(MODEL + "/versions/2/labels", outcomes()), 200);
            assertThat(labelled.path("matched").intValue()).isEqualTo(ROWS / 2);
            before = read(service);
            said = JSON.readTree(before.get(MODEL + "/versions/2"));
            assertThat(asked.path("sha256").asString()).hasSize(64);
            assertThat(said.toString()).contains(asked.path("sha256").asString());
            PackagedCommand written = PackagedCommand.run(folder, "backup", "--to", file.toString());
            assertThat(written.code()).as(written.err()).isZero();
        }
        Path data = parent.resolve("new");
        PackagedCommand restored =
                PackagedCommand.run(folder, "restore", "--from", file.toString(), "--data", data.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        try (PackagedService service = PackagedService.startUnpacked(folder, "--assay.database.directory=" + data)
                .awaitReady()) {
            Map<String, String> after = read(service);
            for (String path : READ) {
                assertThat(after.get(path)).as(path).isEqualTo(before.get(path));
            }
            // The champion, its digest, its numbers and its reasons.
            assertThat(done(service.post(MODEL + "/predict", request().toString()), 200))
                    .isEqualTo(asked);
            JsonNode again = done(service.post(MODEL + "/versions/2/labels", outcomes()), 200);
            assertThat(again.path("matched").intValue()).isEqualTo(ROWS / 2);
            assertThat(again.path("unchanged").intValue()).isEqualTo(ROWS / 2);
            // And it goes on from there.
            JsonNode back = done(service.post(MODEL + "/rollback", "{}"), 201);
            assertThat(back.path("version").intValue()).isEqualTo(1);
            assertThat(back.path("id").longValue())
                    .isGreaterThan(JSON.readTree(before.get(MODEL + "/promotions"))
                            .at("/promotions/0/id")
                            .longValue());
            String run =
                    JSON.readTree(before.get(MODEL + "/versions/2")).path("run").asString();
            assertThat(done(service.post(MODEL + "/versions", "{\"run\": \"%s\"}".formatted(run)), 201)
                            .path("version")
                            .intValue())
                    .isEqualTo(3);
        }
    }
}
