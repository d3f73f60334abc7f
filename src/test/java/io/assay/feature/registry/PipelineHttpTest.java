package io.assay.feature.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PipelineHttpTest extends FeatureApi {

    @Test
    void theSameDocumentIsTheSameVersion() {
        String name = name();
        HttpResponse<String> first = post(PIPELINES, documented(name));
        assertThat(created(first).get("version").asInt()).isEqualTo(1);
        assertThat(first.headers().firstValue("Location")).contains(PIPELINES + "/" + name + "/versions/1");
        assertThat(first.headers().firstValue("ETag")).contains("\"1\"");

        JsonNode again = ok(post(PIPELINES, documented(name)));
        assertThat(again).isEqualTo(json(first));

        JsonNode other = created(post(PIPELINES, documented(name).replace("standardise", "min_max")));
        assertThat(other.get("version").asInt()).isEqualTo(2);
        assertThat(other.get("sha256")).isNotEqualTo(again.get("sha256"));
        // what is there already stays what it was, and is found though it is not the newest
        assertThat(ok(post(PIPELINES, documented(name)))).isEqualTo(again);
        assertThat(ok(get(PIPELINES + "/" + name))).isEqualTo(other);
        assertThat(ok(get(PIPELINES + "/" + name + "/versions/1"))).isEqualTo(again);
        ProblemAssertions.isProblem(get(PIPELINES + "/" + name + "/versions/3"), 404, "not-found");
        ProblemAssertions.isProblem(get(PIPELINES + "/" + name + "-not"), 404, "not-found");
    }

    @Test
    void theHashIsOfTheContentAndNamesTheNameless() {
        JsonNode named = created(post(PIPELINES, documented(name())));
        JsonNode nameless = json(post(PIPELINES, documented("x").replace("\"name\":\"x\",", "")));
        assertThat(nameless.get("sha256")).isEqualTo(named.get("sha256"));
        assertThat(nameless.get("name").asString())
                .isEqualTo("pipeline-" + named.get("sha256").asString().substring(0, 16));
        // numbers and the order of members are spelt in many ways
        JsonNode spelt = json(post(PIPELINES, """
                {"features":[
                  {"transform":[{"strategy":"median","kind":"impute"},{"kind":"standardise"}],"name":"age","column":"age",
                   "pii":true,"unit":"years","owner":"crm","meaning":"Age at sign-up"},
                  {"name":"plan","column":"plan","transform":[{"kind":"impute","strategy":"most_frequent"},
                   {"kind":"one_hot"}],"meaning":"What they pay for","owner":"billing","pii":null}]}"""));
        assertThat(spelt.get("sha256")).isEqualTo(named.get("sha256"));
    }

    @Test
    void theShortFormIsWrittenOut() {
        JsonNode pipeline = created(post(PIPELINES, """
                {"name":"%s","numeric_cols":["age"],"categorical_cols":["plan"]}""".formatted(name())));
        assertThat(pipeline.at("/document/features/0/name").asString()).isEqualTo("num__age");
        assertThat(pipeline.at("/document/features/1/transform/1/kind").asString())
                .isEqualTo("one_hot");
        assertThat(pipeline.get("undocumented").valueStream().map(JsonNode::asString))
                .containsExactly("num__age", "cat__plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lag','periods':0",
                "lag','periods':-1",
                "lag','horizon':'PT0S'",
                "lag','horizon':'-P1D'",
                "lag','horizon':'P1M'",
                "lag','horizon':''",
                "lag','horizon':'banana'",
                "lag','horizon':'P999999999999D'",
                "diff','periods':0",
                "pct_change','periods':1000001",
                "ewm'",
                "ewm','alpha':0",
                "ewm','alpha':-1",
                "ewm','halflife':0",
                "ewm','alpha':0.5,'halflife':2",
                "ewm','alpha':0.5,'min_periods':0",
                "rolling','statistic':'mean'",
                "rolling','statistic':'mean','window':2,'period':'P1D'",
                "rolling','statistic':'mean','period':'P1M'",
                "rolling','statistic':'mean','window':2,'min_periods':5",
                "rolling','window':2",
                "expanding'",
                "expanding','statistic':'mean','min_periods':-1"
            })
    void optionsOfWindowsArePossible(String options) {
        String step = "{\"kind\":\"" + options.replace('\'', '"') + "}";
        String document =
                "{\"time\":\"t\",\"features\":[{\"name\":\"x\",\"column\":\"x\",\"transform\":[" + step + "]}]}";
        HttpResponse<String> stored = post(PIPELINES, document);
        ProblemAssertions.isProblem(stored, 422, "impossible-input");
        assertThat(json(stored).at("/errors/0/pointer").asString()).startsWith("/features/0/transform/0");
        HttpResponse<String> applied = post(
                FEATURES + "/fit-transform",
                "{\"pipeline\":" + document + ",\"data\":{\"columns\":{\"t\":[\"2026-01-01\"],\"x\":[1]}}}");
        ProblemAssertions.isProblem(applied, 422, "impossible-input");
        assertThat(json(applied).at("/errors/0/pointer").asString()).startsWith("/pipeline/features/0/transform/0");
    }

    @Test
    void windowsComeFirst() {
        HttpResponse<String> after = post(PIPELINES, """
                {"time":"t","features":[{"name":"x","column":"x","transform":[{"kind":"standardise"},{"kind":"lag"}]}]}""");
        ProblemAssertions.isProblem(after, 422, "impossible-input");
        assertThat(json(after).at("/errors/0/pointer").asString()).isEqualTo("/features/0/transform/1");
        created(post(PIPELINES, """
                {"name":"%s","time":"t","features":[{"name":"x","column":"x",
                 "transform":[{"kind":"diff"},{"kind":"rolling","statistic":"mean","window":3},{"kind":"standardise"}]}]}""".formatted(name())));
    }

    @Test
    void aNameIsPartOfAPath() {
        for (String name : List.of("a/b", "", ".hidden", "white space", "é", "x".repeat(101))) {
            ProblemAssertions.isProblem(post(PIPELINES, documented(name)), 422, "impossible-input");
        }
    }

    @Test
    void aRequestIsDoneOnce() {
        String name = name();
        HttpResponse<String> first = post(PIPELINES, documented(name), "Idempotency-Key", name);
        HttpResponse<String> second = post(PIPELINES, documented(name), "Idempotency-Key", name);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");

        String fit = "{\"data\":" + SIX + "}";
        HttpResponse<String> one = post(PIPELINES + "/" + name + "/fit", fit, "Idempotency-Key", name + "-fit");
        HttpResponse<String> two = post(PIPELINES + "/" + name + "/fit", fit, "Idempotency-Key", name + "-fit");
        assertThat(created(one).get("id")).isEqualTo(created(two).get("id"));
        assertThat(ok(get(PIPELINES + "/" + name + "/fits")).get("fits")).hasSize(1);
    }

    @Test
    void listsArePaged() {
        String first = stored(documented(name()));
        String second = stored(documented(name()));
        JsonNode page = ok(get(PIPELINES + "?limit=1"));
        JsonNode next =
                ok(get(PIPELINES + "?limit=1&cursor=" + page.get("next_cursor").asString()));
        assertThat(page.at("/pipelines/0/name").asString()).isEqualTo(second);
        assertThat(next.at("/pipelines/0/name").asString()).isEqualTo(first);
        assertThat(next.at("/pipelines/0/features").asInt()).isEqualTo(2);
        ProblemAssertions.isProblem(get(PIPELINES + "?cursor=QQ"), 400, "bad-request");
    }

    @Test
    void featuresAreFoundWithTheirLineage() {
        String name = name();
        stored(documented(name));
        String fit = fitted(name, "{\"data\":" + SIX + "}").get("id").asString();
        JsonNode page = ok(get(FEATURES + "?text=AGE%20at%20sign&owner=crm&pii=true&column=age&limit=200"));
        JsonNode found = page.get("features")
                .valueStream()
                .filter(entry -> entry.at("/lineage/pipeline").asString().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(found.get("steps").valueStream().map(JsonNode::asString)).containsExactly("impute", "standardise");
        assertThat(found.get("unit").asString()).isEqualTo("years");
        assertThat(found.at("/lineage/fit_count").asInt()).isEqualTo(1);
        assertThat(found.at("/lineage/fits/0/id").asString()).isEqualTo(fit);
        assertThat(found.at("/lineage/fits/0/rows").asInt()).isEqualTo(6);
        assertThat(ok(get(FEATURES + "?text=age&owner=nobody-here")).get("features"))
                .isEmpty();

        // the newest version only
        created(post(PIPELINES, documented(name).replace("Age at sign-up", "Years since birth")));
        assertThat(ok(get(FEATURES + "?text=age%20at%20sign&limit=200")).toString())
                .doesNotContain(name);
        assertThat(ok(get(FEATURES + "?text=years%20since%20birth&limit=200")).toString())
                .contains(name);
    }
}
