package io.assay.feature.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.platform.problem.ProblemAssertions;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class FitHttpTest extends FeatureApi {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aFitSaysWhatItLearnedAndFromWhat() {
        String name = stored(documented(name()));
        JsonNode fit = fitted(name, "{\"data\":" + SIX + "}");
        assertThat(fit.get("pipeline").asString()).isEqualTo(name);
        assertThat(fit.get("version").asInt()).isEqualTo(1);
        assertThat(fit.at("/source/dataset").isNull()).isTrue();
        assertThat(fit.at("/source/fingerprint").asString()).hasSizeGreaterThan(10);
        assertThat(fit.at("/source/rows").asInt()).isEqualTo(6);
        assertThat(fit.at("/source/schema/plan").asString()).isEqualTo("text");
        assertThat(fit.get("undocumented")).isEmpty();
        assertThat(fit.get("code_version").asString()).isNotEmpty();
        assertThat(fit.at("/checks/0/status").asString()).isEqualTo("pass");
        assertThat(ok(get(FITS + "/" + fit.get("id").asString()))).isEqualTo(fit);
        JsonNode listed = ok(get(PIPELINES + "/" + name + "/fits"));
        assertThat(listed.at("/fits/0/id")).isEqualTo(fit.get("id"));
        assertThat(listed.at("/fits/0/state_sha256")).isEqualTo(fit.get("state_sha256"));

        // case pipeline.small of the reference: scikit-learn 1.9.1; its age has median 39, mean 40.5
        JsonNode made = ok(post(FITS + "/" + fit.get("id").asString() + "/transform", """
                {"data":{"rows":[{"age":null,"plan":"enterprise"},{"age":40,"plan":null}]}}"""));
        assertThat(made.at("/features/names").valueStream().map(JsonNode::asString))
                .containsExactly("age", "plan_free", "plan_pro", "plan_team");
        assertThat(made.at("/features/columns/age/0").asDouble()).isCloseTo(-0.12681088516208935, within(1e-14));
        assertThat(made.at("/features/columns/plan_free").toString()).isEqualTo("[0.0,1.0]");
        assertThat(made.get("purpose").asString()).isEqualTo("serving");
    }

    @Test
    void undocumentedFeaturesAreRefusedUnlessToldSo() {
        String name = stored("""
                {"name":"%s","numeric_cols":["age"],"categorical_cols":["plan"]}""".formatted(name()));
        HttpResponse<String> refused = post(PIPELINES + "/" + name + "/fit", "{\"data\":" + SIX + "}");
        ProblemAssertions.isProblem(refused, 422, "impossible-input");
        assertThat(refused.body()).contains("2 of 2 features do not say what they mean", "num__age");
        JsonNode fit = fitted(name, "{\"data\":" + SIX + ",\"allow_undocumented\":true}");
        assertThat(fit.get("undocumented").valueStream().map(JsonNode::asString))
                .containsExactly("num__age", "cat__plan");
        assertThat(fit.at("/checks/0/status").asString()).isEqualTo("warn");
    }

    @Test
    void personalDataIsNotShown() {
        String name = stored(documented(name()).replace("\"billing\"", "\"billing\",\"pii\":true"));
        HttpResponse<String> answer = post(PIPELINES + "/" + name + "/fit", "{\"data\":" + SIX + "}");
        JsonNode fit = created(answer);
        assertThat(fit.at("/state/parity/columns").toString())
                .isEqualTo("[{\"name\":\"age\",\"withheld\":true},{\"name\":\"plan\",\"withheld\":true}]");
        assertThat(fit.at("/state/parity/features").toString()).isEqualTo("[[],[],[],[]]");
        // the mean age of six is shown, the words are not
        assertThat(fit.at("/state/features/0/steps/1/mean").asDouble()).isEqualTo(40.5);
        assertThat(fit.at("/state/features/1/steps")).isEmpty();
        ok(post(PIPELINES + "/" + name + "/transform", "{\"data\":" + SIX + "}"));
        JsonNode open = fitted(stored(documented(name())), "{\"data\":" + SIX + "}");
        assertThat(open.at("/state/parity/columns/1/texts")).hasSize(6);
    }

    @Test
    void rowsOfTheFitAreNotEvaluated() {
        String name = stored(documented(name()));
        fitted(name, "{\"data\":" + SIX + "}");
        String path = PIPELINES + "/" + name + "/transform";
        HttpResponse<String> all = post(path, "{\"data\":" + SIX + ",\"purpose\":\"evaluation\"}");
        ProblemAssertions.isProblem(all, 409, "trained-on");
        assertThat(all.body()).contains("6 of 6 rows are among the 6", "all of the same table");
        HttpResponse<String> some = post(path, """
                {"data":{"rows":[{"age":1,"plan":"free"},{"age":47,"plan":null}]},"purpose":"evaluation"}""");
        ProblemAssertions.isProblem(some, 409, "trained-on");
        assertThat(some.body()).contains("1 of 2 rows are among the 6", "(row 1)", "row_id");
        ok(post(path, "{\"data\":{\"rows\":[{\"age\":1,\"plan\":\"free\"}]},\"purpose\":\"evaluation\"}"));
        // for serving the same rows are rows like others
        JsonNode whole = ok(post(path, "{\"data\":" + SIX + "}"));
        JsonNode part = ok(post(path, "{\"data\":" + SIX + ",\"offset\":4,\"limit\":1}"));
        assertThat(part.at("/features/rows").asInt()).isEqualTo(1);
        assertThat(part.at("/features/columns/plan_pro/0")).isEqualTo(whole.at("/features/columns/plan_pro/4"));
        assertThat(ok(post(path, "{\"data\":" + SIX + ",\"offset\":5,\"limit\":9}"))
                        .at("/features/rows")
                        .asInt())
                .isEqualTo(1);
        assertThat(ok(post(path, "{\"data\":" + SIX + ",\"offset\":99}")).at("/features/columns/age"))
                .isEmpty();
    }

    @Test
    void aRowIdTellsRowsApartThatLookEqual() {
        String name = stored(documented(name()));
        JsonNode without = fitted(name, """
                {"data":{"columns":{"age":[1,1,2],"plan":["a","a","b"]}}}""");
        assertThat(without.at("/checks/1/status").asString()).isEqualTo("warn");
        assertThat(without.at("/checks/1/evidence").asString())
                .isEqualTo("1 of 3 training rows repeat another one in age, plan");
        JsonNode with = fitted(name, """
                {"row_id":"id","data":{"columns":{"id":["p","q","r"],"age":[1,1,2],"plan":["a","a","b"]}}}""");
        assertThat(with.at("/checks/1/status").asString()).isEqualTo("pass");
        String path = FITS + "/" + with.get("id").asString() + "/transform";
        ok(post(path, """
                {"purpose":"evaluation","data":{"columns":{"id":["s"],"age":[1],"plan":["a"]}}}"""));
        ProblemAssertions.isProblem(post(path, """
                {"purpose":"evaluation","data":{"columns":{"id":["q"],"age":[9],"plan":["a"]}}}"""), 409, "trained-on");
        // an id of another type, or none, tells nothing
        HttpResponse<String> numbers = post(path, """
                {"purpose":"evaluation","data":{"columns":{"id":[1],"age":[1],"plan":["a"]}}}""");
        ProblemAssertions.isProblem(numbers, 422, "impossible-input");
        assertThat(numbers.body()).contains("holds numbers in id, which held text in training");
        ProblemAssertions.isProblem(post(path, """
                {"purpose":"evaluation","data":{"columns":{"id":["s",null],"age":[1,2],"plan":["a","b"]}}}"""), 422, "impossible-input");
        ProblemAssertions.isProblem(post(PIPELINES + "/" + name + "/fit", """
                {"row_id":"id","data":{"columns":{"id":["p",null],"age":[1,2],"plan":["a","b"]}}}"""), 422, "impossible-input");
        // the id is needed to tell, and only then
        ProblemAssertions.isProblem(
                post(path, "{\"purpose\":\"evaluation\",\"data\":{\"columns\":{\"age\":[1],\"plan\":[\"a\"]}}}"),
                422,
                "impossible-input");
        ok(post(path, "{\"data\":{\"columns\":{\"age\":[1],\"plan\":[\"a\"]}}}"));
    }

    @Test
    void aDamagedFitMakesNoFeatures() {
        String name = stored(documented(name()));
        String whole = fitted(name, "{\"data\":" + SIX + "}").get("id").asString();
        // its digest betrays a number that was changed
        jdbc.sql("update feature_fit set state = replace(state, '40.5', '41.5') where id = :id")
                .param("id", whole)
                .update();
        HttpResponse<String> changed =
                post(FITS + "/" + whole + "/transform", "{\"data\":{\"rows\":[{\"age\":1,\"plan\":\"free\"}]}}");
        // parsed and kept when it was sound, if anybody had used it
        ProblemAssertions.isProblem(changed, 409, "conflict");
        assertThat(changed.body()).contains("not what was learned any more");
        ProblemAssertions.isProblem(get(FITS + "/" + whole), 409, "conflict");

        String cut = fitted(name, "{\"data\":" + SIX + "}").get("id").asString();
        jdbc.sql("update feature_fit set state = left(state, 100) where id = :id")
                .param("id", cut)
                .update();
        ProblemAssertions.isProblem(get(FITS + "/" + cut), 409, "conflict");
    }

    @Test
    void windowsAreServedWithHistory() {
        String name = stored("""
                {"name":"%s","entity":"shop","time":"day","features":[
                  {"name":"last","column":"sales","transform":[{"kind":"lag"}],"meaning":"Sales of the day before"},
                  {"name":"mean3","column":"sales","meaning":"Mean of the last three days",
                   "transform":[{"kind":"rolling","statistic":"mean","window":3,"min_periods":1}]}]}""".formatted(name()));
        fitted(name, """
                {"data":{"columns":{"shop":["a","a","a","b"],"sales":[1,2,4,8],
                 "day":["2026-01-01","2026-01-02","2026-01-03","2026-01-01"]}}}""");
        String path = PIPELINES + "/" + name + "/transform";
        JsonNode alone = ok(post(path, """
                {"data":{"columns":{"shop":["a"],"sales":[null],"day":["2026-01-04"]}}}"""));
        assertThat(alone.at("/features/columns").toString()).isEqualTo("{\"last\":[null],\"mean3\":[null]}");
        JsonNode served = ok(post(path, """
                {"data":{"columns":{"shop":["a","b"],"sales":[null,null],"day":["2026-01-04","2026-01-04"]}},
                 "history":{"rows":[{"shop":"a","sales":2,"day":"2026-01-02"},{"shop":"b","sales":8,"day":"2026-01-01"},
                  {"shop":"a","sales":4,"day":"2026-01-03"},{"shop":"a","sales":1,"day":"2026-01-01"},
                  {"shop":"a","sales":1000,"day":"2026-01-05"}]}}"""));
        assertThat(served.at("/features/rows").asInt()).isEqualTo(2);
        assertThat(served.at("/features/columns/last").toString()).isEqualTo("[4.0,8.0]");
        assertThat(served.at("/features/columns/mean3/0").asDouble()).isEqualTo(7.0 / 3);
        HttpResponse<String> noTime = post(path, """
                {"data":{"columns":{"shop":["a"],"sales":[null],"day":["2026-01-04"]}},
                 "history":{"columns":{"shop":["a","a"],"sales":[2,3],"day":["2026-01-02","yesterday"]}}}""");
        ProblemAssertions.isProblem(noTime, 422, "impossible-input");
        assertThat(json(noTime).at("/errors/0/pointer").asString()).startsWith("/history");
        assertThat(noTime.body()).contains("row 1", "yesterday");
        String timeless = stored(documented(name()));
        fitted(timeless, "{\"data\":" + SIX + "}");
        ProblemAssertions.isProblem(
                post(PIPELINES + "/" + timeless + "/transform", "{\"data\":" + SIX + ",\"history\":" + SIX + "}"),
                422,
                "impossible-input");
    }

    @Test
    void theOutcomeIsNoFeatureOfItself() {
        String data = """
                "data":{"columns":{"shop":["a","a","a","a"],"y":[1,0,1,0],
                 "day":["2026-01-01","2026-01-02","2026-01-03","2026-01-04"]}},"target":"y","folds":2""";
        String name = stored("""
                {"name":"%s","time":"day","features":[{"name":"past","column":"y","meaning":"m",
                 "transform":[{"kind":"expanding","statistic":"mean"}]}]}""".formatted(name()));
        HttpResponse<String> near = post(PIPELINES + "/" + name + "/fit", "{" + data + "}");
        ProblemAssertions.isProblem(near, 422, "impossible-input");
        assertThat(near.body()).contains("needs a horizon");
        String self = stored("""
                {"name":"%s","features":[{"name":"y","column":"y","meaning":"m"}]}""".formatted(name()));
        HttpResponse<String> itself = post(PIPELINES + "/" + self + "/fit", "{" + data + "}");
        assertThat(itself.body()).contains("which is not known when a prediction is asked for");
        String far = stored("""
                {"name":"%s","time":"day","features":[{"name":"past","column":"y","meaning":"m",
                 "transform":[{"kind":"expanding","statistic":"mean","horizon":"P1D"}]}]}""".formatted(name()));
        assertThat(fitted(far, "{" + data + "}").get("version").asInt()).isEqualTo(1);
    }

    @Test
    void aDatasetThatAFitNeedsIsKept() {
        String csv = "age,plan\n25,free\n,pro\n47,\n31,free\n";
        HttpResponse<String> uploaded = send(request("/api/v1/datasets?name=" + name())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv))
                .build());
        String dataset = created(uploaded).get("id").asString();
        String name = stored(documented(name()));
        JsonNode fit = fitted(name, "{\"data\":{\"dataset\":\"" + dataset + "\"}}");
        assertThat(fit.at("/source/dataset").asString()).isEqualTo(dataset);
        HttpRequest delete = request("/api/v1/datasets/" + dataset).DELETE().build();
        HttpResponse<String> needed = send(delete);
        ProblemAssertions.isProblem(needed, 409, "conflict");
        assertThat(needed.body()).contains(fit.get("id").asString());

        // the same rows inline are the same rows
        String path = PIPELINES + "/" + name + "/transform";
        ProblemAssertions.isProblem(
                post(path, "{\"purpose\":\"evaluation\",\"data\":{\"dataset\":\"" + dataset + "\"}}"),
                409,
                "trained-on");
        HttpResponse<String> inline = post(path, """
                {"purpose":"evaluation","data":{"columns":{"age":[99,31],"plan":["free","free"]}}}""");
        ProblemAssertions.isProblem(inline, 409, "trained-on");
        assertThat(inline.body()).contains("(row 1)");

        ok(send(request(FITS + "/" + fit.get("id").asString()).DELETE().build()));
        assertThat(send(delete).statusCode()).isBetween(200, 204);
        ProblemAssertions.isProblem(
                post(PIPELINES + "/" + name + "/fit", "{\"data\":{\"dataset\":\"" + dataset + "\"}}"),
                422,
                "impossible-input");
    }

    @Test
    void whatIsNotThereIsSaid() {
        ProblemAssertions.isProblem(get(FITS + "/fit-none"), 404, "not-found");
        ProblemAssertions.isProblem(post(FITS + "/fit-none/transform", "{\"data\":" + SIX + "}"), 404, "not-found");
        String name = stored(documented(name()));
        ProblemAssertions.isProblem(
                post(PIPELINES + "/" + name + "/transform", "{\"data\":" + SIX + "}"), 404, "not-found");
        ProblemAssertions.isProblem(
                post(PIPELINES + "/" + name + "/fit", "{\"version\":2,\"data\":" + SIX + "}"), 404, "not-found");
        ProblemAssertions.isProblem(
                post(PIPELINES + "/" + name + "/fit", "{\"data\":{\"columns\":{\"age\":[1]}}}"),
                422,
                "impossible-input");
    }
}
