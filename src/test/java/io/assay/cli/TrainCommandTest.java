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

/** {@code train} at a running service. */
class TrainCommandTest extends HttpTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        Rows.write(folder.resolve("leavers.csv"), 300, 1);
    }

    private Typed train(String config) throws IOException {
        return train(config, "json");
    }

    private Typed train(String config, String form) throws IOException {
        Path file = folder.resolve("prod.yaml");
        Files.writeString(file, config);
        return Typed.command("train", "--config=" + file, "--url=http://127.0.0.1:" + port(), "--output=" + form);
    }

    @Test
    void theRunIsKeptAndItsFiguresAreThoseOfTheService() throws IOException {
        Typed typed = train(Rows.config("data: {file: leavers.csv, delimiter: ;}\n"));
        assertThat(typed.code()).as(typed.err()).isZero();
        JsonNode run = typed.json();
        assertThat(run.path("run_name").asString()).isEqualTo("leavers");
        assertThat(json(get("/api/v1/models/runs/" + run.path("id").asString())))
                .isEqualTo(run);
        assertThat(run.path("metrics").path("roc_auc").asDouble()).isBetween(0.6, 1.0);
    }

    @Test
    void longWorkIsWaitedFor() throws IOException {
        Typed typed = train(Rows.config("data: {file: leavers.csv, delimiter: ;}\n")
                .replace("algorithm: logistic_regression\n", ""));
        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.err()).contains("job /api/v1/jobs/");
        assertThat(typed.json().path("evaluation").path("models").size()).isGreaterThan(2);
    }

    @Test
    void theTableNamesWhatMatters() throws IOException {
        Typed typed = train(Rows.config("data: {file: leavers.csv, delimiter: ;}\n"), "table");
        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("run ", "believe ", "roc_auc ", "logistic_regression", "checks");
    }

    @Test
    void rowsMayBeInTheFile() throws IOException {
        StringBuilder rows = new StringBuilder("data:\n  rows:\n");
        for (int row = 0; row < 60; row++) {
            rows.append("    - {wait: ")
                    .append(row)
                    .append(", city: Oslo, left: ")
                    .append(row % 3 == 0 ? "yes" : "no")
                    .append("}\n");
        }
        assertThat(train(Rows.config(rows.toString())).code()).isZero();
    }

    @Test
    void unknownNamesAreRefusedByName() throws IOException {
        Typed typed = train(Rows.config("data: {file: leavers.csv, delimiter: ;}\nalogrithm: xgboost\n"));
        assertThat(typed.code()).isEqualTo(3);
        assertThat(typed.err()).contains("/alogrithm");

        Typed query = train(Rows.config("data: {file: leavers.csv, delimeter: ;}\n"));
        assertThat(query.code()).isEqualTo(3);
        assertThat(query.err()).contains("delimeter");
    }

    @Test
    void filesThatAreMissingOrNoYamlAreNotUnderstood() throws IOException {
        assertThat(train(Rows.config("data: {file: nobody.csv}\n")).code()).isEqualTo(2);
        assertThat(train("target: [").err()).contains("prod.yaml", "YAML");
        assertThat(train("- a list").code()).isEqualTo(2);
        assertThat(train("target: a\ntarget: b\n").err()).contains("line 2", "given twice");
        Typed typed = Typed.command("train", "--config=" + folder.resolve("none.yaml"));
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("there is no file");
    }
}
