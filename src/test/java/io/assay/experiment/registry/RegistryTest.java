package io.assay.experiment.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Definitions, life cycle, lists and safe writes. */
class RegistryTest extends Api {

    private static final String FIXED = "{\"kind\":\"fixed_horizon\"}";

    @Test
    void sizeAndDurationComeFromTheDesignEngine() {
        JsonNode planned = created(post(PATH, """
                {"key":"%s","hypothesis":"It helps","owner":"team","randomisation_unit":"user","daily_units":4000,
                 "arms":[{"key":"control"},{"key":"treatment"}],"baseline":{"rate":0.1},
                 "metrics":[{"key":"conversion","kind":"proportion","role":"primary","minimum_detectable_effect":0.05,
                   "business_meaning":"Users who buy","unit_of_measure":"share of users"}]}""".formatted(key()))).path("planned");
        JsonNode design = ok(post(PATH + "/design", """
                {"solve":"sample_size","effect":0.05,"daily_units":4000,"metric":{"kind":"proportion","rate":0.1}}"""));

        assertThat(planned.path("planned_total_n")).isEqualTo(design.at("/sample_size/total"));
        assertThat(planned.path("per_arm")).isEqualTo(design.at("/sample_size/per_arm"));
        assertThat(planned.path("weeks").asLong())
                .isEqualTo(design.at("/duration/weeks").asLong());
        assertThat(planned.path("source").asString()).isEqualTo("design");
    }

    @Test
    void thePlansKindIsPartOfTheSize() {
        JsonNode planned = created(post(PATH, """
                {"key":"%s","hypothesis":"It helps","owner":"team","randomisation_unit":"user",
                 "arms":[{"key":"a","weight":1},{"key":"b","weight":3},{"key":"c","weight":1}],"control":"b",
                 "baseline":{"mean":25,"variance":900,"cuped_correlation":0.5},"power":0.9,"alpha":0.01,
                 "plan":{"kind":"group_sequential","planned_looks":4,"spending":{"kind":"pocock"}},
                 "metrics":[{"key":"revenue","kind":"mean","role":"primary","minimum_detectable_effect":0.05,
                   "covariates":["spend_before"],"direction":"decrease","business_meaning":"Spend per user","unit_of_measure":"EUR per user"}]}""".formatted(key()))).path("planned");
        JsonNode design = ok(post(PATH + "/design", """
                {"solve":"sample_size","effect":-0.05,"direction":"decrease","power":0.9,"alpha":0.01,"weights":[3,1,1],
                 "metric":{"kind":"mean","mean":25,"variance":900,"cuped_correlation":0.5},
                 "plan":{"kind":"group_sequential","planned_looks":4,"spending":{"kind":"pocock"}}}"""));

        assertThat(planned.path("planned_total_n")).isEqualTo(design.at("/sample_size/total"));
        assertThat(planned.at("/per_arm/1")).as("of control").isEqualTo(design.at("/sample_size/per_arm/0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /key                  | reserved                  | "key":"design"
            /key                  | must be of a-z            | "key":"Big"
            /metrics/1/role       | must not be primary       | "metrics":[%1$s,{"key":"x","kind":"mean","role":"primary","business_meaning":"m","unit_of_measure":"u"}]
            /metrics              | must have a primary       | "metrics":[{"key":"x","kind":"mean","role":"secondary","business_meaning":"m","unit_of_measure":"u"}]
            /metrics/0/tolerated_loss | required for a guardrail | "metrics":[{"key":"x","kind":"mean","role":"guardrail","business_meaning":"m","unit_of_measure":"u"},%1$s]
            /metrics/1/role       | must be primary, secondary | "metrics":[%1$s,{"key":"x","kind":"mean","role":"exploratory","business_meaning":"m","unit_of_measure":"u"}]
            /metrics/0/business_meaning | must not be blank | "metrics":[{"key":"x","kind":"mean","role":"primary","business_meaning":" ","unit_of_measure":"u"}]
            /baseline             | goes without planned_n    | "baseline":{"rate":0.1}
            /baseline             | is required               | "planned_n":null
            /baseline/rate        | is missing                | "planned_n":null,"baseline":{"mean":1}, "metrics":[{"key":"x","kind":"proportion","role":"primary","minimum_detectable_effect":0.1,"business_meaning":"m","unit_of_measure":"u"}]
            /metrics/0/minimum_detectable_effect | is required with a baseline | "planned_n":null,"baseline":{"rate":0.1}
            /metrics/0/minimum_detectable_effect | not between 0 and 1 | "planned_n":null,"baseline":{"rate":0.9}, "metrics":[{"key":"x","kind":"proportion","role":"primary","minimum_detectable_effect":0.5,"business_meaning":"m","unit_of_measure":"u"}]
            /plan/planned_looks   | is required               | "plan":{"kind":"group_sequential"}
            /arms/1/key           | must differ               | "arms":[{"key":"a"},{"key":"a"}]
            /control              | must be the key of an arm | "control":"z"
            /metrics/0/alternative | gets worse               | "metrics":[{"key":"x","kind":"mean","role":"primary","direction":"decrease","alternative":"greater","business_meaning":"m","unit_of_measure":"u"}]
            /baseline/cuped_correlation | needs covariates    | "planned_n":null,"baseline":{"mean":1,"variance":1,"cuped_correlation":0.6}, "metrics":[{"key":"x","kind":"mean","role":"primary","minimum_detectable_effect":0.1,"business_meaning":"m","unit_of_measure":"u"}]
            /metrics/0/kind       | does not go with a ramp   | "ramp":[{"weights":[9,1]}],"metrics":[{"key":"x","kind":"quantile","quantile":0.5,"role":"primary","business_meaning":"m","unit_of_measure":"u"}]
            /daily_units          | must be less than         | "daily_units":1e308,"planned_n":null,"baseline":{"rate":0.1}, "metrics":[{"key":"x","kind":"proportion","role":"primary","minimum_detectable_effect":0.1,"business_meaning":"m","unit_of_measure":"u"}]
            /ramp/0/weights       | one weight per arm        | "ramp":[{"weights":[1,1,1]}]
            /owner                | control characters        | "owner":"a\\u0000b"
            """)
    void definitionsThatCannotBeAreRefusedByField(String pointer, String detail, String field) {
        String key = key();
        String body = definition(key, FIXED, 1000, PRIMARY);
        String changed = merged(body, field.formatted(PRIMARY.replace("\n", " ")));

        JsonNode problem = with(422, post(PATH, changed));

        assertThat(problem.path("errors")).anySatisfy(error -> {
            assertThat(error.path("pointer").asString()).isEqualTo(pointer);
            assertThat(error.path("detail").asString()).contains(detail);
        });
        assertThat(get(PATH + "/" + key).statusCode()).as("nothing is stored").isEqualTo(404);
    }

    /** A definition in which a field stands once, in its new form. */
    private static String merged(String body, String fields) {
        var json = tools.jackson.databind.json.JsonMapper.shared();
        var merged = (tools.jackson.databind.node.ObjectNode) json.readTree(body);
        ((tools.jackson.databind.node.ObjectNode) json.readTree("{" + fields + "}")).forEachEntry((name, value) -> {
            if (value.isNull()) {
                merged.remove(name);
            } else {
                merged.set(name, value);
            }
        });
        return merged.toString();
    }

    @Test
    void wordsOfThisApiAreNoKeys() {
        List<String> words = new ArrayList<>();
        for (String path : json(get("/v3/api-docs")).path("paths").propertyNames()) {
            if (path.startsWith(PATH + "/") && !path.startsWith(PATH + "/{")) {
                words.add(path.substring(PATH.length() + 1).split("/", 2)[0]);
            }
        }

        assertThat(words).isNotEmpty().isSubsetOf(DefinitionRules.RESERVED);
    }

    @Test
    void sessionsAreWarnedAgainst() {
        String body = definition(key(), FIXED, 1000, PRIMARY).replace("\"user\"", "\"session\"");

        assertThat(created(post(PATH, body)).at("/planned/warnings/0").asString())
                .contains("Randomise at the user");
    }

    @Test
    void aLifeGoesOneWay() {
        String key = key();
        created(post(PATH, definition(key, FIXED, 1000, PRIMARY)));
        String path = PATH + "/" + key;

        with(409, post(path + "/stop", ""));
        with(409, read(key, counts(500, 50, 60)));
        with(409, post(path + "/amendments", "{\"reason\":\"r\",\"changes\":{\"planned_n\":2000}}"));
        with(409, get(path + "/export"));
        ok(patch(path, "{\"alpha\":0.01}"));
        JsonNode started = ok(post(path + "/start", ""));
        assertThat(started.path("state").asString()).isEqualTo("running");
        assertThat(started.at("/plan/alpha").asDouble()).isEqualTo(0.01);
        with(409, post(path + "/start", ""));
        with(409, patch(path, "{\"alpha\":0.05}"));
        with(409, post(path + "/archive", ""));
        ok(post(path + "/stop", ""));
        created(read(key, counts(500, 50, 60)));
        JsonNode archived = ok(post(path + "/archive", ""));
        with(409, read(key, counts(600, 60, 70)));

        List<String> actions = new ArrayList<>();
        archived.path("events")
                .forEach(event -> actions.add(event.path("action").asString()));
        assertThat(actions).containsExactly("created", "changed", "started", "stopped", "read_out", "archived");
        assertThat(archived.path("version").asInt()).isEqualTo(6);
        with(409, post(PATH, definition(key, FIXED, 1000, PRIMARY)));
        with(404, get(PATH + "/no-such-experiment"));
    }

    @Test
    void whoWroteInBetweenIsNotOverwritten() {
        String key = key();
        HttpResponse<String> first = post(PATH, definition(key, FIXED, 1000, PRIMARY));
        String path = PATH + "/" + key;
        String etag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Location")).hasValue(path);

        HttpResponse<String> changed = patch(path, "{\"alpha\":0.01}", "If-Match", etag);
        ok(changed);

        with(412, patch(path, "{\"alpha\":0.02}", "If-Match", etag));
        with(412, post(path + "/start", "", "If-Match", etag));
        assertThat(get(path).headers().firstValue("ETag"))
                .isEqualTo(changed.headers().firstValue("ETag"));
        ok(post(
                path + "/start",
                "",
                "If-Match",
                changed.headers().firstValue("ETag").orElseThrow()));
    }

    @Test
    void aRequestThatIsSentTwiceIsDoneOnce() {
        String key = key();
        String body = definition(key, FIXED, 1000, PRIMARY);

        HttpResponse<String> first = post(PATH, body, "Idempotency-Key", key);
        HttpResponse<String> second = post(PATH, body, "Idempotency-Key", key);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("ETag"))
                .isEqualTo(first.headers().firstValue("ETag"));
        JsonNode reused = with(422, post(PATH, body.replace("It helps", "It hurts"), "Idempotency-Key", key));
        assertThat(reused.path("type").asString()).isEqualTo("urn:assay:problem:idempotency-key-reused");
    }

    @Test
    void listsAreFilteredAndPaged() {
        String tag = "tag-" + System.nanoTime();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.addFirst(key());
            created(post(
                    PATH,
                    definition(keys.getFirst(), FIXED, 1000, PRIMARY)
                            .replace(
                                    "\"owner\":\"team\"",
                                    "\"owner\":\"team %d\",\"tags\":[\"%s\",\"x\"]".formatted(i % 2, tag))));
        }
        ok(post(PATH + "/" + keys.getFirst() + "/start", ""));

        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = ok(get(PATH + "?tag=" + tag + "&limit=2" + next));
            page.path("experiments").forEach(one -> listed.add(one.path("key").asString()));
            next = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!next.isEmpty());

        assertThat(listed).isEqualTo(keys);
        assertThat(ok(get(PATH + "?state=running&tag=" + tag)).path("experiments"))
                .hasSize(1);
        assertThat(ok(get(PATH + "?owner=team%201&tag=" + tag)).path("experiments"))
                .hasSize(2);
        assertThat(ok(get(PATH + "?text=USERS%20WHO%20BUY&tag=" + tag)).path("experiments"))
                .hasSize(5);
        assertThat(ok(get(PATH + "?text=nothing%25&tag=" + tag)).path("experiments"))
                .isEmpty();
        with(400, get(PATH + "?state=lost"));
        with(400, get(PATH + "?cursor=%21"));
        with(400, get(PATH + "?limit=0"));
    }
}
