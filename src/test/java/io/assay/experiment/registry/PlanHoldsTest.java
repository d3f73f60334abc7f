package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ways around a frozen plan, each of which would ship what nobody has shown. */
class PlanHoldsTest extends Api {

    private static final String FIXED = "{\"kind\":\"fixed_horizon\"}";
    private static final String ALWAYS = "{\"kind\":\"always_valid\"}";
    private static final String SEQUENTIAL = "{\"kind\":\"group_sequential\",\"planned_looks\":4}";

    private static String ramped(String phases, int early, int late) {
        return """
                {"arms":[{"key":"control","n":1400},{"key":"treatment","n":600}],%s
                 "metrics":[{"key":"conversion","data":{
                   "control":{"strata":[{"key":"1","data":{"n":900,"successes":90}},{"key":"2","data":{"n":500,"successes":100}}]},
                   "treatment":{"strata":[{"key":"1","data":{"n":100,"successes":%d}},{"key":"2","data":{"n":500,"successes":%d}}]}}}]}""".formatted(phases, early, late);
    }

    @Test
    void aPlannedRampNeedsPhasesAndStrata() {
        String key = key();
        String ramp = "\"ramp\":[{\"weights\":[0.9,0.1],\"days\":3}],\"metrics\"";
        with(422, post(PATH, definition(key, SEQUENTIAL, 2000, PRIMARY).replace("\"metrics\"", ramp)));
        created(post(PATH, definition(key, ALWAYS, 2000, PRIMARY).replace("\"metrics\"", ramp)));
        ok(post(PATH + "/" + key + "/start", ""));
        String phases =
                "\"phases\":[{\"weights\":[0.9,0.1],\"units\":[900,100]},{\"weights\":%s,\"units\":[500,500]}],";

        JsonNode unphased = with(422, read(key, ramped("", 10, 100)));
        JsonNode unstratified = with(422, read(key, counts(1400, 600, 190, 110, phases.formatted("[1,1]"))));
        JsonNode planned = created(read(key, ramped(phases.formatted("[1,1]"), 10, 100)));
        JsonNode unplanned = created(read(key, ramped(phases.formatted("[0.49,0.51]"), 10, 100)));

        assertThat(unphased.at("/errors/0/pointer").asString()).isEqualTo("/phases");
        assertThat(unstratified.at("/errors/0/detail").asString()).contains("strata");
        assertThat(planned.at("/readout/checks/0/status").asString()).isEqualTo("pass");
        assertThat(planned.at("/readout/metrics/0/comparisons/0/results/0/absolute/estimate")
                        .asDouble())
                .as("the mix of phases is no effect")
                .isCloseTo(0, within(1e-12));
        assertThat(unplanned.at("/readout/decision/decision").asString()).isEqualTo("invalid");
        assertThat(unplanned.at("/readout/decision/sentence").asString()).contains("weights that were not planned");
    }

    @Test
    void aSampleRatioThatFailedStandsUntilItIsCorrected() {
        String key = running(ALWAYS, 20_000);
        created(read(key, """
                {"blinded":true,"arms":[{"key":"control","n":4800},{"key":"treatment","n":5300}]}"""));

        JsonNode still = created(read(key, """
                {"blinded":true,"arms":[{"key":"control","n":4900},{"key":"treatment","n":4901}]}"""));
        JsonNode later = created(read(key, counts(9_000, 9_300, 900, 1300, "")));
        JsonNode corrected = created(
                read(key, counts(9_000, 9_001, 900, 1250, "\"correction\":{\"reason\":\"Bots were counted\"},")));
        JsonNode after = created(read(key, counts(10_000, 10_000, 1000, 1390, "")));

        assertThat(still.at("/blinded/checks/0/status").asString()).isEqualTo("fail");
        assertThat(later.at("/readout/decision/decision").asString()).isEqualTo("invalid");
        assertThat(later.at("/readout/decision/sentence").asString()).contains("failed at readout 1");
        assertThat(corrected.at("/readout/decision/decision").asString()).isEqualTo("ship");
        assertThat(after.at("/readout/decision/decision").asString()).isEqualTo("ship");
    }

    /** Whoever stops after a look has seen it: nothing is released by that, to the same figures neither. */
    @Test
    void stoppingAfterALookReleasesNoAlpha() {
        String key = running(SEQUENTIAL, 10_000);
        JsonNode look = created(read(key, counts(2500, 250, 300)));
        ok(post(PATH + "/" + key + "/stop", ""));

        JsonNode again = created(read(key, counts(2500, 250, 300)));

        assertThat(look.at("/readout/decision/decision").asString()).isEqualTo("keep_running");
        assertThat(again.at("/readout/decision/decision").asString()).isEqualTo("inconclusive");
        assertThat(again.at("/readout/metrics/0/comparisons/0/results"))
                .isEqualTo(look.at("/readout/metrics/0/comparisons/0/results"));
        assertThat(again.path("ledger_entry")).isEqualTo(look.path("ledger_entry"));
    }

    @Test
    void theOnlyLookOfAStoppedExperimentIsItsAnswer() {
        String key = running(SEQUENTIAL, 10_000);
        ok(post(PATH + "/" + key + "/stop", ""));

        JsonNode only = created(read(key, counts(2500, 250, 310)));
        JsonNode later = created(read(key, counts(3500, 350, 480)));

        assertThat(only.at("/readout/decision/decision").asString()).isEqualTo("ship");
        assertThat(only.at("/ledger_entry/alpha_spent").asDouble()).isEqualTo(0.05);
        assertThat(later.at("/ledger_entry/alpha_spent").asDouble()).isEqualTo(0.05);
        assertThat(later.at("/ledger_entry/verdict/crossed")).isEmpty();
        assertThat(later.at("/readout/plan/nothing_crosses_because").asString()).contains("answer at look 1");
    }

    @Test
    void aCorrectionIsNoRepetition() {
        String key = running(ALWAYS, 10_000);
        created(read(key, counts(2000, 200, 400)));
        JsonNode right = created(read(key, counts(2500, 250, 260)));

        JsonNode corrected = created(
                read(key, counts(2500, 2500, 250, 260, "\"correction\":{\"reason\":\"Bots\",\"since_look\":1},")));

        assertThat(right.at("/readout/decision/rule").asString()).isEqualTo("boundary_crossed_earlier");
        assertThat(corrected.path("look").asInt()).isEqualTo(3);
        assertThat(corrected.at("/readout/decision/decision").asString()).isEqualTo("keep_running");
        assertThat(corrected.path("warnings").toString()).contains("conversion of treatment (better at look 1)");
    }

    @Test
    void dataFromBeforeTheStartAreToldOf() {
        String key = running(FIXED, 2000);

        JsonNode readout = created(read(
                key, counts(1000, 1000, 100, 140, "\"period\":{\"start\":\"2020-01-01\",\"end\":\"2020-01-15\"},")));

        assertThat(readout.at("/warnings/0").asString()).contains("begin on 2020-01-01", "cannot test it");
    }

    /** What an amendment would have undone after a look stays as it was, beside the frozen plan too. */
    @Test
    void guardrailsCannotBeAmendedAwayAfterALook() {
        String key = running(ALWAYS, 4000, PRIMARY, GUARDRAIL);
        String both = counts(1000, 100, 200).replace("]}", """
                ,{"key":"crash","data":{"control":{"n":1000,"successes":20},"treatment":{"n":1000,"successes":90}}}]}""");
        JsonNode breached = created(read(key, both));

        JsonNode amendment =
                created(post(PATH + "/" + key + "/amendments", """
                {"reason":"It is in the way","changes":{"hypothesis":"other words","multiplicity":"none",
                 "metrics":[%s,%s]}}""".formatted(PRIMARY, GUARDRAIL.replace("0.5", "50"))));
        JsonNode after = created(read(key, both.replace("1000", "1001")));

        assertThat(breached.at("/readout/decision/decision").asString()).isEqualTo("do_not_ship");
        assertThat(amendment.path("applied").toString()).isEqualTo("[\"hypothesis\"]");
        assertThat(amendment.path("descriptive").toString()).isEqualTo("[\"metrics\",\"multiplicity\"]");
        assertThat(after.path("amended").isNull()).as("words judge nothing").isTrue();
        assertThat(after.at("/readout/decision/decision").asString()).isEqualTo("do_not_ship");
    }

    @Test
    void noAmendmentKeepsTheFrozenPlanFromJudging() {
        String key = running("{\"kind\":\"always_valid\",\"always_valid\":\"normal_mixture\"}", 4000, MIXED);
        created(read(key, counts(500, 50, 60)));

        with(422, post(PATH + "/" + key + "/amendments", """
                {"reason":"r","changes":{"metrics":[%s]}}""".formatted(MIXED.replace("proportion", "mean"))));
        with(422, post(PATH + "/" + key + "/amendments", """
                {"reason":"r","changes":{"plan":{"kind":"fixed_horizon","always_valid":null},"metrics":[%s,%s]}}""".formatted(
                        MIXED, PRIMARY.replace("conversion", "other").replace("primary", "secondary"))));
        JsonNode unknown = with(422, post(PATH + "/" + key + "/amendments", """
                {"reason":"r","changes":{"nope":null}}"""));

        assertThat(unknown.at("/errors/0/pointer").asString()).isEqualTo("/changes/nope");
        created(read(key, counts(600, 60, 70)));
    }

    private static final String MIXED = PRIMARY.replace("\"role\"", "\"minimum_detectable_effect\":0.1,\"role\"");

    /** Numbers of a patch are as they will be read again. */
    @Test
    void replayMakesTheSameBytesOfSmallNumbers() {
        String key = running(ALWAYS, 4000);
        created(post(PATH + "/" + key + "/amendments", """
                {"reason":"r","changes":{"alpha":0.00001,"daily_units":12345678.50}}"""));
        created(read(key, counts(500, 50, 60)));

        String export = get(PATH + "/" + key + "/export").body();

        assertThat(post(PATH + "/replay", export).body()).isEqualTo(export);
        JsonNode wrong =
                with(422, post(PATH + "/replay", export.replace("\"daily_units\":1.23456785E7", "\"key\":\"x\"")));
        assertThat(wrong.at("/errors/0/pointer").asString()).isEqualTo("/amendments/0/changes/key");
        with(422, post(PATH + "/replay", export.replace("\"action\":\"created\"", "\"action\":\"changed\"")));
        with(422, post(PATH + "/replay", export.replace("\"action\":\"created\"", "\"action\":null")));
    }
}
