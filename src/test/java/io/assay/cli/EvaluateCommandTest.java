package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code evaluate} at a running service, on rows that the model knows and on others. */
class EvaluateCommandTest extends HttpTest {

    @TempDir
    private Path folder;

    private String run = "";

    @BeforeEach
    void train() throws IOException {
        Rows.write(folder.resolve("leavers.csv"), 400, 1);
        Rows.write(folder.resolve("others.csv"), 400, 2);
        Path config = folder.resolve("prod.yaml");
        Files.writeString(config, Rows.config("data: {file: leavers.csv, delimiter: ;}\n"));
        Typed typed = Typed.command("train", "--config=" + config, url(), "-o", "json");
        assertThat(typed.code()).as(typed.err()).isZero();
        run = typed.json().path("id").asString();
    }

    private String url() {
        return "--url=http://127.0.0.1:" + port();
    }

    private Typed evaluate(String file, String... more) {
        String[] command = {"evaluate", "--model=" + run, "--data=" + folder.resolve(file), url()};
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return Typed.command(all);
    }

    @Test
    void otherRowsJudgeIt() {
        Typed typed = evaluate("others.csv", "-o", "json");
        assertThat(typed.code()).as(typed.err()).isZero();
        JsonNode judged = typed.json();
        assertThat(judged.path("run").asString()).isEqualTo(run);
        assertThat(judged.path("rows").asInt()).isEqualTo(400);
        assertThat(judged.at("/judgement/metrics/roc_auc/value").asDouble()).isBetween(0.7, 0.9);
        assertThat(evaluate("others.csv").out()).contains("roc_auc", "unseen_rows", "rows");
    }

    @Test
    void theTableThatItLearnedFromDoesNot() {
        Typed typed = evaluate("leavers.csv");
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("learned from this table");
    }

    @Test
    void whatCannotBeJudgedIsRefused() throws IOException {
        Files.writeString(folder.resolve("less.csv"), "wait,left\n1,yes\n2,no\n");
        assertThat(evaluate("less.csv").err()).contains("city");
        assertThat(evaluate("less.csv", "--read", "delimeter=;").err()).contains("delimeter");
        String unknown = "--model=run-00000000-0000-4000-8000-000000000000";
        assertThat(Typed.command("evaluate", unknown, "--data=" + folder.resolve("others.csv"), url())
                        .err())
                .contains("There is no run of this id.");
        assertThat(Typed.command("evaluate", "--model=run-none", "--data=" + folder.resolve("others.csv"), url())
                        .err())
                .contains("There is no model of this name.");
    }

    /** As a registered model, whose name begins as the ids of runs do, the same run; and what it says of the rows, line by line. */
    @Test
    void aRegisteredModelIsJudgedAndAsked() throws IOException {
        String name = "run-rate-" + Long.toString(System.nanoTime(), 36);
        assertThat(send("POST", "/api/v1/models/" + name + "/versions", "{\"run\": \"" + run + "\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("PUT", "/api/v1/models/" + name + "/aliases/challenger", "{\"version\": 1}")
                        .statusCode())
                .isEqualTo(200);
        for (String model : new String[] {name + ":1", name + "@challenger"}) {
            Typed judged = Typed.command(
                    "evaluate", "--model=" + model, "--data=" + folder.resolve("others.csv"), url(), "-o", "json");
            assertThat(judged.code()).as(judged.err()).isZero();
            assertThat(judged.json().path("run").asString()).isEqualTo(run);
            Typed scores = Typed.command(
                    "predict", "--model=" + model, "--data=" + folder.resolve("others.csv"), "--threshold=0.5", url());
            assertThat(scores.code()).as(scores.err()).isZero();
            assertThat(scores.out().lines()).hasSize(401);
            assertThat(scores.out().lines().limit(2)).first().isEqualTo("row,prediction,label,flags");
        }
        Typed lines = Typed.command(
                "predict", "--model=" + name + ":1", "--data=" + folder.resolve("others.csv"), "-o", "ndjson", url());
        assertThat(lines.out().lines()).hasSize(400).allMatch(line -> line.startsWith("{\"row\":"));
        Files.writeString(folder.resolve("more.csv"), "wait,ward\n1,A\n2,B\n");
        Typed strict =
                Typed.command("predict", "--model=" + name + ":1", "--data=" + folder.resolve("more.csv"), url());
        assertThat(strict.code()).isEqualTo(3);
        assertThat(strict.err()).contains("lacks the column city", "has the column ward");
        Typed lenient = Typed.command(
                "predict", "--model=" + name + ":1", "--data=" + folder.resolve("more.csv"), "--lenient", url());
        assertThat(lenient.code()).as(lenient.err()).isZero();
        assertThat(lenient.err()).contains("The column ward was not read.", "The column city was not there");
        assertThat(Typed.command("predict", "--model=" + name, "--data=" + folder.resolve("others.csv"), url())
                        .err())
                .contains("no champion");
        assertThat(Typed.command("evaluate", "--model=a@b@c", "--data=" + folder.resolve("others.csv"), url())
                        .code())
                .isEqualTo(2);
    }
}
