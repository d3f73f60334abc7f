package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.json.CanonicalJson;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PromotionHttpTest extends PromotionApi {

    @Autowired
    private ModelRegistry registry;

    @Autowired
    private CanonicalJson canonical;

    private JsonNode rolledBack(String name, int status) {
        HttpResponse<String> answer = send(request(MODELS + name + "/rollback")
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return json(answer);
    }

    private JsonNode history(String name) {
        return json(get(MODELS + name + "/promotions")).path("promotions");
    }

    @Test
    void promotesWithEvidenceAndRollsBack() {
        String name = "story";
        register(name, weak);
        register(name, strong);
        assertThat(get(MODELS + name).statusCode()).isEqualTo(200);

        JsonNode first = promoted(name, 1, 201);
        assertThat(first.path("outcome").stringValue()).isEqualTo("granted");
        assertThat(first.path("champion_before").isNull()).isTrue();
        assertThat(champion(name)).isEqualTo(1);
        assertThat(registry.resolve(ModelReference.parse(name)).version()).isEqualTo(1);

        JsonNode second = promoted(name, 2, 201);
        assertThat(second.path("champion_before").intValue()).isEqualTo(1);
        // Both held out the same 180 of the same 900 rows, and learned from the others.
        assertThat(second.at("/rows/judged").intValue()).isEqualTo(180);
        assertThat(second.at("/rows/given").intValue()).isEqualTo(900);
        assertThat(second.at("/rows/learned_by_candidate").intValue()).isEqualTo(720);
        assertThat(second.at("/rows/learned_by_champion").intValue()).isEqualTo(720);
        assertThat(second.at("/against/compared/interval/method").stringValue()).isEqualTo("delong_paired");
        assertThat(second.at("/against/compared/first").doubleValue())
                .isEqualTo(json(get(MODELS + "runs/" + strong))
                        .at("/metrics/roc_auc")
                        .doubleValue());

        JsonNode refused = promoted(name, 1, 409);
        assertThat(refused.path("type").stringValue()).isEqualTo("urn:assay:problem:promotion-refused");
        assertThat(refused.at("/promotion/outcome").stringValue()).isEqualTo("refused");
        assertThat(check(refused.path("promotion"), "not_worse_than_champion")
                        .path("status")
                        .stringValue())
                .isEqualTo("fail");
        assertThat(champion(name)).isEqualTo(2);

        JsonNode back = rolledBack(name, 201);
        assertThat(back.path("version").intValue()).isEqualTo(1);
        assertThat(champion(name)).isEqualTo(1);
        assertThat(rolledBack(name, 409).path("detail").stringValue()).contains("no champion of story before 1");
        List<String> outcomes = history(name).values().stream()
                .map(one -> one.path("outcome").stringValue() + " " + one.path("version"))
                .toList();
        assertThat(outcomes).containsExactly("rolled_back 1", "refused 1", "granted 2", "granted 1");
        assertThat(history(name).get(1)).isEqualTo(refused.path("promotion"));
    }

    @Test
    void refusesWhatIsNoBetterThanTheBaselineAndLetsAnAdminOverride() {
        String name = "noise";
        register(name, noisy);
        JsonNode refused = promoted(name, 1, 409);
        assertThat(refused.path("detail").stringValue()).contains("failed: beats_baseline");
        assertThat(json(get(MODELS + name)).path("champion").isNull()).isTrue();
        HttpResponse<String> unknown = get(MODELS + name + "/versions/1");
        assertThat(json(unknown).path("aliases")).isEmpty();

        ObjectNode override = JSON.createObjectNode().put("version", 1);
        override.putObject("override").put("reason", "To see what happens");
        JsonNode overridden = asked(MODELS + name + "/promotions", override, 201);
        assertThat(overridden.path("outcome").stringValue()).isEqualTo("overridden");
        assertThat(overridden.path("reason").stringValue()).isEqualTo("To see what happens");
        assertThat(champion(name)).isEqualTo(1);
        assertThat(json(get(MODELS + name + "/versions/1/card")).path("limits").values().stream()
                        .map(JsonNode::stringValue))
                .anyMatch(limit -> limit.startsWith("It became champion in spite of the evidence"));
    }

    @Test
    void refusesFeaturesWithoutAMeaning() {
        ObjectNode silent = Churn.training(DATA, "calls", "price").put("allow_undocumented", true);
        silent.at("/pipeline/features").forEach(feature -> ((ObjectNode) feature).remove("meaning"));
        String name = "silent";
        register(name, trained(silent));
        assertThat(promoted(name, 1, 409).path("detail").stringValue()).contains("failed: documented");
        ObjectNode lenient = JSON.createObjectNode().put("version", 1);
        lenient.putObject("policy").put("documented", false);
        assertThat(check(asked(MODELS + name + "/promotions", lenient, 201), "documented")
                        .path("status")
                        .stringValue())
                .isEqualTo("warn");
    }

    @Test
    void twoAtOnceComeOneAfterTheOther() {
        String name = "race";
        for (int i = 0; i < 6; i++) {
            register(name, i % 2 == 0 ? strong : weak);
        }
        promoted(name, 2, 201);
        List<CompletableFuture<HttpResponse<String>>> asked = IntStream.of(1, 3, 5)
                .mapToObj(version -> CompletableFuture.supplyAsync(() -> send(request(MODELS + name + "/promotions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"version\": " + version + "}"))
                        .build())))
                .toList();
        List<Integer> statuses =
                asked.stream().map(one -> one.join().statusCode()).sorted().toList();
        assertThat(statuses.getFirst()).isEqualTo(201);
        assertThat(statuses).allMatch(status -> status == 201 || status == 409);
        // Each champion was held against the one that it replaced.
        List<JsonNode> granted = new ArrayList<>(history(name).values().stream()
                .filter(one -> one.path("outcome").stringValue().equals("granted"))
                .toList());
        assertThat(granted)
                .hasSize(1
                        + (int) statuses.stream()
                                .filter(status -> status == 201)
                                .count());
        for (int i = 0; i + 1 < granted.size(); i++) {
            assertThat(granted.get(i).path("champion_before"))
                    .isEqualTo(granted.get(i + 1).path("version"));
        }
        assertThat(champion(name)).isEqualTo(granted.getFirst().path("version").intValue());
    }

    @Test
    void knowsWhichChampionTheCallerMeans() {
        String name = "expected";
        register(name, weak);
        register(name, strong);
        promoted(name, 1, 201);
        assertThat(promoted(name, 1, 409).path("detail").stringValue()).contains("is the champion already");
        ObjectNode request = JSON.createObjectNode().put("version", 2).put("expected_champion", 2);
        assertThat(asked(MODELS + name + "/promotions", request, 409)
                        .path("detail")
                        .stringValue())
                .contains("The champion is expected:1");
        asked(MODELS + name + "/promotions", request.put("expected_champion", 1), 201);
        asked(MODELS + name + "/rollback", JSON.createObjectNode().put("expected_champion", 1), 409);
        asked(MODELS + name + "/rollback", JSON.createObjectNode().put("expected_champion", 2), 201);
        assertThat(history(name)).hasSize(3);
    }

    @Test
    void aRollbackPassesOverVersionsThatAreGone() {
        String name = "gone";
        register(name, weak);
        register(name, strong);
        register(name, strong);
        promoted(name, 1, 201);
        promoted(name, 2, 201);
        promoted(name, 3, 201);
        assertThat(send("DELETE", MODELS + name + "/versions/3", "").statusCode())
                .isEqualTo(409);
        assertThat(send("DELETE", MODELS + name + "/versions/2", "").statusCode())
                .isEqualTo(200);
        assertThat(rolledBack(name, 201).path("version").intValue()).isEqualTo(1);
        // Forward again, and back: not to where it came from, but to what was below.
        promoted(name, 3, 201);
        assertThat(rolledBack(name, 201).path("version").intValue()).isEqualTo(1);
        rolledBack(name, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.json", "reference.json", "predictions.csv"})
    void nothingMakesADamagedModelChampion(String file) {
        String run = trained(Churn.training(DATA, "calls"));
        String name = "damaged-" + file.substring(0, file.indexOf('.'));
        register(name, run);
        damage(run, file);
        assertThat(promoted(name, 1, 409).path("detail").stringValue()).contains("failed: sound_artifacts");
        ObjectNode override = JSON.createObjectNode().put("version", 1);
        override.putObject("override").put("reason", "I insist");
        assertThat(asked(MODELS + name + "/promotions", override, 409)
                        .at("/promotion/outcome")
                        .stringValue())
                .isEqualTo("refused");
    }

    /** Judged as a job it has the same answer, and is refused as loudly. */
    @Test
    void aJobAnswersTheSame() {
        String name = "job";
        register(name, strong);
        register(name, weak);
        promoted(name, 1, 201);
        HttpResponse<String> accepted = send(request(MODELS + name + "/promotions")
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .POST(BodyPublishers.ofString("{\"version\": 2}"))
                .build());
        assertThat(accepted.statusCode()).isEqualTo(202);
        String job = accepted.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> result = get(job + "/result");
        for (int i = 0; i < 200 && json(result).path("type").asString("").endsWith(":conflict"); i++) {
            pause();
            result = get(job + "/result");
        }
        assertThat(result.statusCode()).as(result.body()).isEqualTo(409);
        assertThat(json(result).path("type").stringValue()).endsWith("promotion-refused");
        assertThat(history(name)).hasSize(2);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theCardSaysWhatIsKnownAndHashesToWhatItSays() {
        String name = "carded";
        asked(
                MODELS + name + "/versions",
                JSON.createObjectNode().put("run", strong).put("description", "Whom to *call* | first"),
                201);
        promoted(name, 1, 201);
        HttpResponse<String> answer = get(MODELS + name + "/versions/1/card");
        ObjectNode card = (ObjectNode) json(answer);
        assertThat(card.path("intended_use").stringValue()).isEqualTo("Whom to *call* | first");
        assertThat(card.at("/features/0/meaning").stringValue()).contains("calls");
        assertThat(card.at("/data/held_out/rows").intValue()).isEqualTo(180);
        assertThat(card.at("/metrics/roc_auc/interval/lower").isNumber()).isTrue();
        assertThat(card.at("/lift/interval/lower").doubleValue()).isPositive();
        assertThat(card.at("/promotions/0/outcome").stringValue()).isEqualTo("granted");
        String sha256 = card.remove("sha256").stringValue();
        assertThat(canonical.sha256(card)).isEqualTo(sha256);
        HttpResponse<String> markdown = send(request(MODELS + name + "/versions/1/card")
                .header("Accept", "text/markdown")
                .build());
        assertThat(markdown.headers().firstValue("Content-Type").orElse("")).startsWith("text/markdown");
        assertThat(markdown.body())
                .startsWith("# carded, version 1\n")
                .contains("Whom to \\*call\\* \\| first")
                .contains(sha256);
    }
}
