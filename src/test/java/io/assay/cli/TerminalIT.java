package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.PackagedService;
import io.assay.process.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Long trainings as somebody at a terminal sees them, and stops them. */
@Tag("process")
@EnabledOnOs(value = OS.LINUX, disabledReason = "script is another one elsewhere")
class TerminalIT {

    private static final Pattern BAR = Pattern.compile("\\r\\[#+\\.+] +\\d+ %  fold \\d+ of \\d+: xgboost");

    private static final Pattern JOB = Pattern.compile("job (/api/v1/jobs/[0-9a-f-]+)");

    /** A fold or two of it are done in a moment, all of it in an hour. */
    private static final String AN_HOUR = "cv: 50\nsearch: {candidates: 1000, seconds: 3600}\n";

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void writeRows() throws Exception {
        folder = Files.createDirectory(parent.resolve("service"));
        Rows.write(folder.resolve("leavers.csv"), 3_000, 1);
    }

    private void config(String more) throws Exception {
        Files.writeString(
                folder.resolve("prod.yaml"),
                Rows.config("data: {file: leavers.csv, delimiter: ;}\n")
                        .replace("logistic_regression\n", "xgboost\n")
                        .replace("cv: 3\n", more));
    }

    private PackagedService start() throws Exception {
        return PackagedService.startUnpacked(folder, "--assay.models.small-cells=1")
                .awaitReady();
    }

    private Terminal train(PackagedService service) throws Exception {
        return Terminal.type(folder, "train", "--config=prod.yaml", "--url=http://127.0.0.1:" + service.port());
    }

    private static String state(PackagedService service, String job) throws Exception {
        JsonNode told = JsonMapper.shared().readTree(service.get(job).body());
        return told.path("state").asString();
    }

    private static String job(Terminal terminal) throws Exception {
        Matcher job = JOB.matcher(terminal.screen());
        assertThat(job.find()).as(terminal.screen()).isTrue();
        return job.group(1);
    }

    @Test
    void aBarShowsHowFarItIsAndLeavesNothingBehind() throws Exception {
        config("cv: 5\nhyperparameters: {rounds: 400}\n");
        try (PackagedService service = start();
                Terminal terminal = train(service)) {
            assertThat(terminal.exitCode()).as(terminal.screen()).isZero();
            assertThat(terminal.screen()).containsPattern(BAR).containsPattern("\\r +\\rrun +run-");
            assertThat(state(service, job(terminal))).isEqualTo("succeeded");
        }
    }

    @Test
    void ctrlCCancelsTheJobAtTheService() throws Exception {
        config(AN_HOUR);
        try (PackagedService service = start();
                Terminal terminal = train(service)) {
            terminal.await(BAR);
            terminal.pressCtrlC();
            assertThat(terminal.exitCode()).as(terminal.screen()).isEqualTo(130);
            assertThat(terminal.screen()).contains("interrupted: the job is cancelled: " + job(terminal));
            assertThat(state(service, job(terminal))).isEqualTo("cancelled");
        }
    }

    @Test
    void ctrlCCancelsTheJobOfAServiceOfItsOwn() throws Exception {
        config(AN_HOUR);
        String job;
        try (Terminal terminal = Terminal.type(folder, "train", "--config=prod.yaml")) {
            terminal.await(BAR);
            terminal.pressCtrlC();
            assertThat(terminal.exitCode()).as(terminal.screen()).isEqualTo(130);
            job = job(terminal);
            assertThat(terminal.screen()).contains("interrupted: the job is cancelled: " + job);
        }
        try (PackagedService service = start()) {
            assertThat(state(service, job)).isEqualTo("cancelled");
        }
    }
}
