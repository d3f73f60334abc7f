package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The image with the flags of the manifests: read-only, without privileges, on the embedded stores. */
@Tag("image")
@TestInstance(Lifecycle.PER_CLASS)
class RunningImageIT {

    private static final String VOLUME = "assay-running-image-it";

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String COUNTS =
            "{\"control\":{\"conversions\":8502,\"visitors\":44700},\"treatment\":{\"conversions\":8279,\"visitors\":45489}}";

    private static final String EXPERIMENT = """
            {"key":"kept","hypothesis":"A green button is seen by more people, so that more of them buy",
             "owner":"checkout-team","randomisation_unit":"user","arms":[{"key":"grey"},{"key":"green"}],
             "metrics":[{"key":"purchase","kind":"proportion","role":"primary","minimum_detectable_effect":0.05,
               "business_meaning":"Users who buy within a week","unit_of_measure":"share of users"}],
             "plan":{"kind":"group_sequential","planned_looks":4},"baseline":{"rate":0.1},"daily_units":6000}
            """;

    private PodFlags pod;

    private ImageService service;

    private Duration start;

    @BeforeAll
    void runAsThePodDoes() throws Exception {
        Docker.run("volume", "rm", "--force", VOLUME);
        pod = PodFlags.read();
        service = ImageService.start(pod.flags(VOLUME));
        start = service.awaitReady();
        System.out.println("ready " + start.toMillis() + " ms after the container's first start");
    }

    @AfterAll
    void remove() throws Exception {
        if (service != null) {
            service.close();
        }
        Docker.run("volume", "rm", "--force", VOLUME);
    }

    @Test
    void isReadySoonEnoughForItsProbes() throws Exception {
        assertThat(start).isLessThan(LONGEST_START);
        assertThat(service.get("/livez").statusCode()).isEqualTo(200);
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(service.getFromManagement("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void answersThoseWhoHaveAKey() throws Exception {
        HttpResponse<String> stranger = service.send(service.request("/api/v1/experiments/analyze")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(COUNTS)));
        assertThat(stranger.statusCode()).isEqualTo(401);
        HttpResponse<String> known = service.postAs(service.adminKey(), "/api/v1/experiments/analyze", COUNTS);
        assertThat(known.statusCode()).as(known.body()).isEqualTo(200);
        assertThat(known.body()).startsWith("{\"lift\":-0.0431");
    }

    @Test
    void keepsAnExperimentOverARestart() throws Exception {
        String key = service.adminKey();
        HttpResponse<String> made = service.postAs(key, "/api/v1/experiments", EXPERIMENT);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String before = service.getAs(key, "/api/v1/experiments/kept").body();

        service.restart(pod.graceSeconds());
        service.awaitReady();

        HttpResponse<String> after = service.getAs(key, "/api/v1/experiments/kept");
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.body()).isEqualTo(before);
        assertThat(service.adminKey()).isEqualTo(key);
    }

    /** As docs/operations.md says it, beside the service and with nothing writable but /data and /tmp. */
    @Test
    void isBackedUpWhileItRuns() throws Exception {
        String written =
                service.exec("java", "-Xmx128m", "-jar", "/opt/assay/assay.jar", "backup", "--to", "/tmp/assay.zip");
        assertThat(written).contains("backup of ", " rows in ");

        String restored = service.exec(
                "java",
                "-Xmx128m",
                "-jar",
                "/opt/assay/assay.jar",
                "restore",
                "--from",
                "/tmp/assay.zip",
                "--data",
                "/data/tried");
        assertThat(restored).contains("restored ");
        service.exec("rm", "-r", "/data/tried", "/tmp/assay.zip");
    }

    @Test
    void startsPostgresAgainWhenItIsKilled() throws Exception {
        String key = service.adminKey();
        String killed = service.exec("head", "-n", "1", "/data/postgres/postmaster.pid");
        service.exec("sh", "-c", "kill -9 " + killed);
        awaitAnotherPostgres(killed);
        awaitHealthy("/readyz", key);
        awaitHealthy("/api/v1/experiments", key);
    }

    private void awaitAnotherPostgres(String killed) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        String running = killed;
        while (running.isEmpty() || running.equals(killed)) {
            assertThat(Instant.now()).as(service.log()).isBefore(deadline);
            Thread.sleep(100);
            var read = service.tryExec("head", "-n", "1", "/data/postgres/postmaster.pid");
            running = read.status() == 0 ? read.output() : "";
        }
    }

    private void awaitHealthy(String path, String key) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (service.getAs(key, path).statusCode() != 200) {
            assertThat(Instant.now()).as(service.log()).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void dockerFindsItHealthy() throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        String status = "";
        while (!status.equals("healthy")) {
            assertThat(status).isIn("", "starting");
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(250);
            status = Docker.inspect(service.id(), "{{.State.Health.Status}}");
        }
    }

    @Test
    void hasNoPrivileges() throws Exception {
        assertThat(service.exec("cat", "/proc/1/status").lines().map(line -> line.replace('\t', ' ')))
                .contains(
                        "Uid: 65532 65532 65532 65532",
                        "CapEff: 0000000000000000",
                        "CapBnd: 0000000000000000",
                        "NoNewPrivs: 1");
    }

    @Test
    void writesNowhereButToDataAndTmp() throws Exception {
        String writable = service.tryExec(
                        "sh",
                        "-c",
                        "find / -path /proc -prune -o -path /sys -prune -o -path /dev -prune"
                                + " -o -type d -writable -print 2>/dev/null")
                .output();
        assertThat(writable.lines()).isNotEmpty().allMatch(path -> path.matches("/(data|tmp)(/.*)?"));
        assertThat(service.tryExec("sh", "-c", "cp /bin/true /tmp/ && /tmp/true")
                        .status())
                .as("running a program in /tmp")
                .isEqualTo(126);
        assertThat(service.exec("find", "/tmp", "-name", "*.so*")).isEmpty();
    }

    @Test
    void logsLinesOfJsonWithoutTheKey() throws Exception {
        String log = service.log();
        assertThat(log.lines()).isNotEmpty().allSatisfy(line -> {
            JsonNode entry = JsonMapper.shared().readTree(line);
            assertThat(entry.isObject()).isTrue();
            assertThat(entry.has("@timestamp")).isTrue();
            assertThat(entry.has("message")).isTrue();
        });
        assertThat(log).doesNotContain(service.adminKey());
        assertThat(service.exec("stat", "-c", "%a", "/data/initial-admin-key")).isEqualTo("600");
    }
}
