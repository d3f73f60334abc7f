package io.assay.model.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PythonCommand;
import io.assay.process.TypedPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The README's run is in MLflow as it is printed there. */
@Tag("mlflow")
class ReadmeMlflowIT {

    private static final Path README = Path.of("README.md");

    private static final Pattern ANSWER = Pattern.compile("runs/search .*?```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern ANSWERED =
            Pattern.compile("^\\{\\n  \"runs\".*?^}", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void theRunIsThereAsPrinted() throws Exception {
        Path mlflow = PythonCommand.MLFLOW.find();
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve("docs"), Path.of("docs").toAbsolutePath());

        String log = TypedPage.type(
                README,
                Integer.MAX_VALUE,
                project,
                Map.of(
                        "PATH",
                        mlflow.toAbsolutePath().resolveSibling("").toString(),
                        "MLFLOW_DISABLE_TELEMETRY",
                        "true",
                        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION",
                        "false"),
                "mlflow server",
                "MLFLOW_TRACKING_URI=");

        JsonNode printed = run(ANSWER, Files.readString(README), 1);
        JsonNode found = run(ANSWERED, log, 0);
        assertThat(printed.path("info").properties())
                .isNotEmpty()
                .allSatisfy(
                        one -> assertThat(found.path("info").path(one.getKey())).isEqualTo(one.getValue()));
        assertThat(printed.at("/data/metrics"))
                .hasSize(2)
                .allSatisfy(metric -> assertThat(found.at("/data/metrics")).anySatisfy(logged -> {
                    assertThat(logged.path("key")).isEqualTo(metric.path("key"));
                    assertThat(logged.path("value")).isEqualTo(metric.path("value"));
                }));
    }

    private static JsonNode run(Pattern pattern, String text, int group) {
        Matcher answer = pattern.matcher(text);
        assertThat(answer.find()).as(text).isTrue();
        JsonNode runs = JsonMapper.shared().readTree(answer.group(group)).path("runs");
        assertThat(runs).hasSize(1);
        return runs.get(0);
    }
}
