package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.ModelApi;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryHttpTest extends ModelApi {

    private static final String MODELS = "/api/v1/models/";

    @Autowired
    private ModelRegistry registry;

    private String run = "";

    @BeforeAll
    void train() {
        run = trained();
    }

    private String trained() {
        return asked(
                        MODELS + "train",
                        titanic("{\"algorithm\": \"logistic_regression\", \"cv\": 2, \"explain\": false}"),
                        201)
                .path("id")
                .stringValue();
    }

    private ObjectNode of(String id) {
        return JSON.createObjectNode().put("run", id);
    }

    private HttpResponse<String> sent(String method, String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void registersVersionsOfARun() {
        ObjectNode request = of(run).put("description", "Who survives");
        request.putObject("tags").put("team", "growth");
        JsonNode first = asked(MODELS + "ship/versions", request, 201);
        assertThat(first.path("version").intValue()).isEqualTo(1);
        assertThat(first.at("/tags/team").stringValue()).isEqualTo("growth");
        assertThat(first.path("model_sha256"))
                .isEqualTo(json(get(MODELS + "runs/" + run)).at("/model/sha256"));
        assertThat(first.at("/metrics/roc_auc").doubleValue()).isGreaterThan(0.7);
        assertThat(asked(MODELS + "ship/versions", of(run), 201).path("version").intValue())
                .isEqualTo(2);
        assertThat(json(get(MODELS + "ship/versions/1"))).isEqualTo(first);
        JsonNode model = json(get(MODELS + "ship"));
        assertThat(model.path("champion").isNull()).isTrue();
        assertThat(model.path("versions").intValue()).isEqualTo(2);
        assertThat(json(get(MODELS + "ship/versions")).path("versions").size()).isEqualTo(2);
        assertThat(json(get("/api/v1/models")).path("models").values().stream()
                        .map(one -> one.path("name").stringValue()))
                .contains("ship");
    }

    /** Dense under concurrency, and none given twice. */
    @Test
    void numbersHaveNoGapsWhereManyRegisterAtOnce() {
        List<CompletableFuture<Integer>> numbers = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> asked(MODELS + "dense/versions", of(run), 201)
                        .path("version")
                        .intValue()))
                .toList();
        assertThat(numbers.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(sent("DELETE", MODELS + "dense/versions/12", "").statusCode())
                .isEqualTo(200);
        assertThat(asked(MODELS + "dense/versions", of(run), 201)
                        .path("version")
                        .intValue())
                .isEqualTo(13);
        assertThat(get(MODELS + "dense/versions/12").statusCode()).isEqualTo(404);
    }

    @Test
    void aRunIsNamedInPrintableCharacters() {
        JsonNode refused = asked(MODELS + "unprintable/versions", of("a\0b"), 422);
        assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo("/run");
        assertThat(refused.at("/errors/0/detail").stringValue()).isEqualTo("must be free of control characters");
    }

    @Test
    void aRunIsKeptWhileAVersionStandsOnIt() {
        String id = trained();
        asked(MODELS + "keeper/versions", of(id), 201);
        HttpResponse<String> refused = sent("DELETE", MODELS + "runs/" + id, "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("keeper:1 stands on this run");
        assertThat(sent("DELETE", MODELS + "keeper/versions/1", "").statusCode())
                .isEqualTo(200);
        assertThat(sent("DELETE", MODELS + "runs/" + id, "").statusCode()).isEqualTo(200);
    }

    @Test
    void everyChangeMovesTheRevision() {
        List<Long> revisions = new ArrayList<>();
        revisions.add(registry.revision());
        asked(MODELS + "moving/versions", of(run), 201);
        revisions.add(registry.revision());
        sent("PATCH", MODELS + "moving/versions/1", "{\"tags\": {\"a\": \"1\"}}");
        revisions.add(registry.revision());
        sent("PUT", MODELS + "moving/aliases/challenger", "{\"version\": 1}");
        revisions.add(registry.revision());
        sent("DELETE", MODELS + "moving/aliases/challenger", "");
        revisions.add(registry.revision());
        sent("DELETE", MODELS + "moving/versions/1", "");
        revisions.add(registry.revision());
        assertThat(revisions)
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj(i -> revisions.getFirst() + i)
                        .toList());
    }

    @Test
    void changesTagsAndDescriptionByAMergePatch() {
        ObjectNode request = of(run).put("description", "first");
        request.putObject("tags").put("a", "1").put("b", "2");
        asked(MODELS + "patched/versions", request, 201);
        HttpResponse<String> changed = sent(
                "PATCH",
                MODELS + "patched/versions/1",
                "{\"description\": null, \"tags\": {\"a\": null, \"c\": \"3\"}}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).path("description").isNull()).isTrue();
        assertThat(json(changed).path("tags").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        HttpResponse<String> stale = send(request(MODELS + "patched/versions/1")
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method("PATCH", BodyPublishers.ofString("{\"description\": \"late\"}"))
                .build());
        assertThat(stale.statusCode()).isEqualTo(412);
    }

    @Test
    void aliasesPointToVersions() {
        asked(MODELS + "pointed/versions", of(run), 201);
        asked(MODELS + "pointed/versions", of(run), 201);
        assertThat(sent("PUT", MODELS + "pointed/aliases/challenger", "{\"version\": 2}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(json(get(MODELS + "pointed")).path("aliases").toString()).isEqualTo("{\"challenger\":2}");
        assertThat(registry.resolve(ModelReference.parse("pointed@challenger")).version())
                .isEqualTo(2);
        assertThat(registry.resolve(ModelReference.parse("pointed:1")).version())
                .isEqualTo(1);
        assertThat(registry.assigned()).anySatisfy(one -> {
            assertThat(one.name()).isEqualTo("pointed");
            assertThat(one.alias()).isEqualTo("challenger");
            assertThat(one.version().version()).isEqualTo(2);
        });
        HttpResponse<String> needed = sent("DELETE", MODELS + "pointed/versions/2", "");
        assertThat(needed.statusCode()).isEqualTo(409);
        assertThat(needed.body()).contains("pointed:2 is challenger");
        assertThat(sent("PUT", MODELS + "pointed/aliases/champion", "{\"version\": 2}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(sent("PUT", MODELS + "pointed/aliases/challenger", "{\"version\": 3}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(sent("DELETE", MODELS + "pointed/aliases/other", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ship", "versions", "a%20b", "%C3%A4", "-a", "predict", "a.b", "x%00y", "%F0%9F%9A%A2"})
    void refusesNamesThatNoModelMayHave(String name) {
        HttpResponse<String> refused = sent("POST", MODELS + name + "/versions", of(run).toString());
        assertThat(refused.statusCode()).as(refused.body()).isIn(400, 422);
        assertThat(get(MODELS + name).statusCode()).isIn(400, 404);
    }

    /** What is a path of the service is said to be taken, whatever else is found at that path. */
    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "metrics", "runs", "calibrate", "explain", "predict", "drift"})
    void refusesNamesThatAreTaken(String name) {
        HttpResponse<String> refused = sent("POST", MODELS + name + "/versions", of(run).toString());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(json(refused).path("detail").stringValue())
                .isEqualTo("No model may be called " + name + ": the name is taken by a path of the service.");
    }

    /** What is sent back in If-Match is what a version, its model and every change of it came with. */
    @Test
    void aVersionComesWithTheRevisionThatItsChangesAreHeldAgainst() {
        asked(MODELS + "tagged-as/versions", of(run), 201);
        String path = MODELS + "tagged-as/versions/1";
        String read = get(path).headers().firstValue("ETag").orElseThrow();
        assertThat(get(MODELS + "tagged-as").headers().firstValue("ETag")).hasValue(read);
        HttpResponse<String> changed = send(request(path)
                .header("Content-Type", "application/json")
                .header("If-Match", read)
                .method("PATCH", BodyPublishers.ofString("{\"description\": \"in time\"}"))
                .build());
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(get(path).headers().firstValue("ETag"))
                .isEqualTo(changed.headers().firstValue("ETag"))
                .isNotEqualTo(Optional.of(read));
        assertThat(send(request(path).header("If-Match", read).DELETE().build()).statusCode())
                .isEqualTo(412);
    }

    /** Each of these is answered with 409 by one test or another. */
    @Test
    void theDocumentHasTheConflictsThatAreAnswered() {
        Set<String> declared = new HashSet<>();
        json(get("/v3/api-docs"))
                .path("paths")
                .forEach(path -> path.forEach(operation -> {
                    if (operation.path("responses").has("409")) {
                        declared.add(operation.path("operationId").stringValue());
                    }
                }));
        assertThat(declared)
                .contains(
                        "registerModelVersion",
                        "getModelCard",
                        "deleteModelVersion",
                        "setModelAlias",
                        "deleteModelAlias",
                        "promoteModelVersion",
                        "rollBackModel",
                        "getModelDrift",
                        "getModelPerformance",
                        "predict",
                        "predictByAlias",
                        "predictByVersion",
                        "infer",
                        "inferVersion",
                        "inferenceModel",
                        "inferenceModelVersion",
                        "inferenceModelReady",
                        "inferenceModelVersionReady");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "v1", "latest", "Champion", "%00", "a%20b"})
    void refusesAliasesThatLookLikeSomethingElse(String alias) {
        asked(MODELS + "odd/versions", of(run), 201);
        assertThat(sent("PUT", MODELS + "odd/aliases/" + alias, "{\"version\": 1}")
                        .statusCode())
                .isIn(400, 422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483647", "2147483648", "1.0", "one"})
    void knowsNoSuchVersion(String number) {
        asked(MODELS + "counted/versions", of(run), 201);
        assertThat(get(MODELS + "counted/versions/" + number).statusCode()).isIn(400, 404, 422);
    }

    @Test
    void refusesTagsThatAreTooMuch() {
        ObjectNode request = of(run);
        request.putObject("tags").put("big", "x".repeat(1 << 20));
        assertThat(asked(MODELS + "tagged/versions", request, 422)
                        .at("/errors/0/pointer")
                        .stringValue())
                .isEqualTo("/tags/big");
        request.putObject("tags").putNull("none");
        asked(MODELS + "tagged/versions", request, 422);
        request.putObject("tags").put("a b", "1");
        asked(MODELS + "tagged/versions", request, 422);
        assertThat(get(MODELS + "tagged").statusCode()).isEqualTo(404);
        assertThat(sent("POST", MODELS + "tagged/versions", of("run-none").toString())
                        .statusCode())
                .isEqualTo(404);
    }
}
