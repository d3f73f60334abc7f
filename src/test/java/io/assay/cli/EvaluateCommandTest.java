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
        assertThat(Typed.command("evaluate", "--model=run-none", "--data=" + folder.resolve("others.csv"), url())
                        .err())
                .contains("There is no run of this id.");
    }
}
