package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Looks, what they spend, corrections, blinding, amendments, export and replay. */
class RegisteredReadoutTest extends Api {

    private static final String FIXED = "{\"kind\":\"fixed_horizon\"}";
    private static final String ALWAYS = "{\"kind\":\"always_valid\"}";
    private static final String SEQUENTIAL = "{\"kind\":\"group_sequential\",\"planned_looks\":4}";

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void theFirstReadingAtThePlannedSizeIsTheStatelessReadout() {
        String key = running(FIXED, 2000);

        JsonNode registered = created(read(key, counts(1000, 100, 140)));
        JsonNode stateless = ok(post(PATH + "/readout", """
                {"arms":[{"key":"control","n":1000},{"key":"treatment","n":1000}],
                 "plan":{"kind":"fixed_horizon","planned_total_n":2000},
                 "metrics":[{"key":"conversion","kind":"proportion","role":"primary","data":{
                   "control":{"n":1000,"successes":100},"treatment":{"n":1000,"successes":140}}}]}"""));

        assertThat(registered.path("readout")).isEqualTo(stateless);
        assertThat(registered.at("/readout/decision/decision").asString()).isEqualTo("ship");
        assertThat(registered.path("look").asInt()).isEqualTo(1);
    }

    @Test
    void theSecondLookAtAFixedHorizonKnowsThatItIsOne() {
        String key = running(FIXED, 2000);
        created(read(key, counts(500, 50, 70)));

        JsonNode second = created(read(key, counts(1000, 100, 140)));

        assertThat(second.path("look").asInt()).isEqualTo(2);
        assertThat(second.at("/readout/metrics/0/act_on/inference").asString()).isEqualTo("always_valid");
        JsonNode error = second.at("/readout/plan/error_rate_if_stopping_was_possible");
        assertThat(error.path("looks").asInt()).isEqualTo(2);
        // Two equally spaced looks: 8.3 % (Armitage, McPherson and Rowe 1969, table 2).
        assertThat(error.path("fixed_horizon").asDouble()).isBetween(0.0825, 0.0835);
    }

    @Test
    void theSameFiguresAgainChangeNothing() {
        String key = running(SEQUENTIAL, 2000);
        HttpResponse<String> first = read(key, counts(500, 50, 70));
        String before = get(PATH + "/" + key).body();

        HttpResponse<String> again = read(key, counts(500, 50, 70));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(get(PATH + "/" + key).body()).isEqualTo(before);
    }

    @Test
    void theSameFiguresWithAnotherQuestionAreTheSameLook() {
        String key = running(SEQUENTIAL, 2000);
        JsonNode first = created(read(key, counts(500, 50, 70)));

        JsonNode other = created(read(key, counts(500, 500, 50, 70, "\"inference\":[\"bayesian\"],")));

        assertThat(other.path("look")).isEqualTo(first.path("look"));
        assertThat(other.path("ledger_entry")).isEqualTo(first.path("ledger_entry"));
        assertThat(other.at("/readout/decision")).isEqualTo(first.at("/readout/decision"));
    }

    @Test
    void alphaIsSpentByInformationAndBoundsThatWereCrossedStayCrossed() {
        String key = running(SEQUENTIAL, 2000);
        JsonNode early = created(read(key, counts(250, 25, 28)));
        JsonNode crossed = created(read(key, counts(600, 50, 130)));
        JsonNode after = created(read(key, counts(800, 100, 112)));

        assertThat(early.at("/ledger_entry/alpha_spent").asDouble())
                .isLessThan(crossed.at("/ledger_entry/alpha_spent").asDouble());
        assertThat(crossed.at("/readout/decision/decision").asString()).isEqualTo("ship");
        assertThat(after.at("/readout/decision/rule").asString()).isEqualTo("boundary_crossed_earlier");
        assertThat(crossed.at("/ledger_entry/verdict/crossed/0/look").asInt()).isEqualTo(2);
        assertThat(after.at("/ledger_entry/verdict/crossed")).isEmpty();
    }

    @Test
    void fewerUnitsNeedACorrectionWhichWithdrawsWhatWasCrossed() {
        String key = running(SEQUENTIAL, 2000);
        JsonNode crossed = created(read(key, counts(600, 50, 130)));

        JsonNode problem = with(422, read(key, counts(590, 50, 60)));
        JsonNode corrected = created(
                read(key, counts(590, 590, 50, 60, "\"correction\":{\"reason\":\"A test account was counted\"},")));
        JsonNode later = created(read(key, counts(700, 60, 70)));

        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/arms");
        assertThat(problem.at("/errors/0/detail").asString()).contains("fewer than the 1200 of look 1");
        assertThat(corrected.at("/ledger_entry/information_grew").asBoolean()).isFalse();
        assertThat(corrected.at("/ledger_entry/alpha_spent")).isEqualTo(crossed.at("/ledger_entry/alpha_spent"));
        assertThat(corrected.at("/readout/metrics/0/act_on/inference").asString())
                .isEqualTo("always_valid");
        assertThat(corrected.at("/readout/decision/decision").asString()).isEqualTo("keep_running");
        assertThat(later.at("/readout/metrics/0/act_on/inference").asString()).isEqualTo("group_sequential");
        assertThat(ok(get(PATH + "/" + key + "/export")).at("/looks/0/verdict/crossed"))
                .as("the ledger forgets nothing")
                .isNotEmpty();
    }

    @Test
    void aPlanThatGaveItsAnswerGivesNoOther() {
        String key = running(FIXED, 2000);
        JsonNode answer = created(read(key, counts(1000, 100, 101)));
        JsonNode later = created(read(key, counts(5000, 400, 700)));

        assertThat(answer.at("/readout/decision/decision").asString()).isEqualTo("inconclusive");
        assertThat(later.at("/readout/decision/decision").asString()).isEqualTo("inconclusive");
        assertThat(later.at("/readout/decision/rule").asString()).isEqualTo("look_cannot_decide");
    }

    @Test
    void blindedReadoutsShowNoEffectAndAreNoLook() {
        String key = running(FIXED, 2000);

        JsonNode blinded = created(read(key, counts(500, 500, 50, 90, "\"blinded\":true,")));
        JsonNode withoutMetrics = created(read(key, """
                {"blinded":true,"arms":[{"key":"control","n":500},{"key":"treatment","n":650}]}"""));
        JsonNode first = created(read(key, counts(1000, 100, 140)));

        assertThat(blinded.path("look").isNull()).isTrue();
        assertThat(blinded.path("readout").isNull()).isTrue();
        assertThat(blinded.at("/blinded/metrics/0/value").asDouble())
                .as("all arms together")
                .isEqualTo(0.14);
        assertThat(blinded.toString()).doesNotContain("p_value", "effect\"", "\"absolute\"");
        assertThat(withoutMetrics.at("/blinded/checks/0/id").asString()).isEqualTo("sample_ratio");
        assertThat(withoutMetrics.at("/blinded/checks/0/status").asString()).isNotEqualTo("pass");
        assertThat(first.path("look").asInt()).isEqualTo(1);
        assertThat(first.path("number").asInt()).isEqualTo(3);
        assertThat(first.at("/readout/metrics/0/act_on/inference").asString()).isEqualTo("fixed_horizon");
    }

    @Test
    void whatWasNotRegisteredIsExploratoryAndDecidesNothing() {
        String key = running(FIXED, 2000);
        String body = counts(1000, 100, 105).replace("]}", """
                ,{"key":"clicks","kind":"proportion","data":{
                   "control":{"n":1000,"successes":100},"treatment":{"n":1000,"successes":300}}}]}""");

        JsonNode readout = created(read(key, body));

        assertThat(readout.path("exploratory").get(0).asString()).isEqualTo("clicks");
        assertThat(readout.at("/readout/metrics/1/role").asString()).isEqualTo("exploratory");
        assertThat(readout.at("/readout/decision/decision").asString()).isEqualTo("inconclusive");
        assertThat(readout.at("/readout/families/0/hypotheses").asInt()).isEqualTo(1);
        JsonNode chosen = with(
                422,
                read(
                        key,
                        counts(1100, 100, 105)
                                .replace(
                                        "\"key\":\"conversion\",",
                                        "\"key\":\"conversion\",\"direction\":\"decrease\",")));
        assertThat(chosen.at("/errors/0/pointer").asString()).isEqualTo("/metrics/0/direction");
    }

    @Test
    void everyRegisteredMetricAndArmIsRead() {
        String key = running(FIXED, 2000, PRIMARY, GUARDRAIL);

        JsonNode problem = with(
                422,
                read(
                        key,
                        counts(500, 50, 60)
                                .replace("{\"key\":\"treatment\",\"n\":500}", "{\"key\":\"other\",\"n\":500}")));

        List<String> pointers = new ArrayList<>();
        problem.path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers).contains("/arms/1/key", "/arms", "/metrics");
        assertThat(experiment(key).path("version").asInt())
                .as("nothing is stored")
                .isEqualTo(2);
    }

    @Test
    void errorsOfTheDataPointIntoThisRequest() {
        String key = running(FIXED, 2000);

        JsonNode problem = with(422, read(key, counts(500, 50, 600)));

        assertThat(problem.at("/errors/0/pointer").asString()).startsWith("/metrics/0/data/treatment");
    }

    @Test
    void amendmentsStandBesideTheFrozenPlan() {
        String key = running(ALWAYS, 2000, PRIMARY);
        String path = PATH + "/" + key;
        JsonNode before = created(post(path + "/amendments", """
                {"reason":"Half the traffic","changes":{"planned_n":1000,"alpha":0.1}}"""));
        JsonNode first = created(read(key, counts(500, 50, 70)));
        JsonNode after = created(post(path + "/amendments", """
                {"reason":"It looks good","changes":{"planned_n":500,"alpha":0.2,"owner":"other"}}"""));
        JsonNode second = created(read(key, counts(600, 60, 80)));

        assertThat(before.path("applied").toString()).isEqualTo("[\"alpha\",\"planned_total_n\"]");
        assertThat(before.path("descriptive")).isEmpty();
        assertThat(first.at("/readout/alpha").asDouble()).isEqualTo(0.05);
        assertThat(first.at("/amended/plan/planned_total_n").asInt()).isEqualTo(1000);
        assertThat(first.at("/amended/readout/alpha").asDouble()).isEqualTo(0.1);
        assertThat(after.path("descriptive").toString()).isEqualTo("[\"alpha\",\"planned_total_n\"]");
        assertThat(after.path("applied")).isEmpty();
        assertThat(second.at("/amended/plan")).isEqualTo(first.at("/amended/plan"));
        assertThat(second.path("amendments")).hasSize(2);
        assertThat(ok(get(PATH + "?owner=other&text=" + key)).path("experiments"))
                .hasSize(1);
        with(
                422,
                post(
                        path + "/amendments",
                        "{\"reason\":\"r\",\"changes\":{\"arms\":[{\"key\":\"a\"},{\"key\":\"b\"}]}}"));
        JsonNode wrong = with(422, post(path + "/amendments", "{\"reason\":\"r\",\"changes\":{\"planned_n\":1}}"));
        assertThat(wrong.at("/errors/0/pointer").asString()).isEqualTo("/changes/planned_n");
    }

    @Test
    void storedReadoutsAreShownAgainAndThatIsNoted() {
        String key = running(FIXED, 2000);
        HttpResponse<String> first = read(key, counts(500, 50, 70));

        HttpResponse<String> again = send(request(PATH + "/" + key + "/readouts/1")
                .header("Assay-User", "curious")
                .build());

        assertThat(again.body()).isEqualTo(first.body());
        ok(get(PATH + "/" + key + "/export"));
        JsonNode audit = ok(get(PATH + "/" + key + "/audit")).path("events");
        JsonNode last = audit.get(audit.size() - 2);
        assertThat(audit.get(audit.size() - 1).path("action").asString()).isEqualTo("exported");
        assertThat(last.path("action").asString()).isEqualTo("read_again");
        assertThat(last.path("by").asString()).isEqualTo("curious");
        assertThat(experiment(key).path("looks")).hasSize(1);
        assertThat(ok(get(PATH + "/" + key + "/readouts")).path("readouts")).hasSize(1);
        with(404, get(PATH + "/" + key + "/readouts/2"));
    }

    @Test
    void replayMakesTheBytesOfTheExport() {
        String key = running(SEQUENTIAL, 2000, PRIMARY);
        created(read(key, counts(100, 100, 5, 9, "\"blinded\":true,")));
        created(read(key, counts(250, 25, 35)));
        created(post(PATH + "/" + key + "/amendments", """
                {"reason":"Crashes were seen","changes":{"metrics":[%s,%s]}}""".formatted(PRIMARY, GUARDRAIL)));
        String both = counts(500, 45, 80).replace("]}", """
                ,{"key":"crash","data":{"control":{"n":500,"successes":20},"treatment":{"n":500,"successes":25}}}]}""");
        created(read(key, both));
        ok(post(PATH + "/" + key + "/stop", ""));
        created(read(key, both));

        String export = get(PATH + "/" + key + "/export").body();
        HttpResponse<String> replayed = post(PATH + "/replay", export);

        assertThat(replayed.statusCode()).isEqualTo(200);
        assertThat(replayed.body()).isEqualTo(export);
        ObjectNode tampered = (ObjectNode) JSON.readTree(export);
        tampered.remove(List.of("plan", "looks", "planned", "plan_sha256"));
        ((ObjectNode) tampered.at("/readouts/1")).remove("answer");
        assertThat(post(PATH + "/replay", tampered.toString()).body()).isEqualTo(export);
        ((ObjectNode) tampered.path("definition")).put("alpha", 0.1);
        JsonNode other = ok(post(PATH + "/replay", tampered.toString()));
        assertThat(other.path("plan_sha256")).isNotEqualTo(JSON.readTree(export).path("plan_sha256"));
        ((ObjectNode) tampered.at("/events/1")).put("action", "stopped");
        with(422, post(PATH + "/replay", tampered.toString()));
    }
}
