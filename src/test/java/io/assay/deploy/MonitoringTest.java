package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Probes, scrapes, alerts and dashboard ask for what the running service has. */
@Tag("chart")
class MonitoringTest extends HttpTest {

    private static final Monitoring EMBEDDED = new Monitoring(Chart.offline().render("embedded-everything"));

    private static final Monitoring EXTERNAL = new Monitoring(Chart.offline().render("everything"));

    /** Of Prometheus itself, kube-state-metrics and the kubelet. */
    private static final Set<String> OTHERS = Set.of(
            "up",
            "kube_pod_status_ready",
            "kube_pod_container_status_restarts_total",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes");

    /** Counted when it happens first. */
    private static final Set<String> AFTER_AN_EVENT = Set.of(
            "assay_rate_limited_total",
            "assay_predictions_total",
            "assay_prediction_seconds_bucket",
            "assay_model_drift",
            "assay_model_verdict");

    /** Labels that Prometheus adds to what it scrapes. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("namespace", "service", "pod", "container");

    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? [^ ]+");

    @Test
    void probesAndScrapesAnswer() {
        List<String> paths = Installation.all().stream()
                .flatMap(installation -> Stream.concat(
                        PodSecurity.containers(installation.workload().podSpec())
                                .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                        .map(probe -> container.path(probe).at("/httpGet/path"))),
                        installation.ofKind("ServiceMonitor").map(monitor -> monitor.at("/spec/endpoints/0/path"))))
                .map(path -> path.asString(""))
                .distinct()
                .toList();

        assertThat(paths).containsExactlyInAnyOrder("/livez", "/readyz", "/actuator/prometheus");
        assertThat(paths)
                .allSatisfy(path -> assertThat(get(path).statusCode()).as(path).isEqualTo(200));
    }

    @Test
    void everyMetricIsThereWithItsLabels() {
        Map<String, Set<String>> present = scrape();
        for (Expression expression : expressions()) {
            expression.metrics().forEach((metric, labels) -> {
                if (OTHERS.contains(metric) || AFTER_AN_EVENT.contains(metric)) {
                    return;
                }
                assertThat(present).as(expression.text()).containsKey(metric);
                Set<String> asked = new TreeSet<>(labels);
                asked.addAll(expression.groupedBy());
                asked.removeAll(OF_THE_SCRAPE);
                assertThat(present.get(metric)).as(expression.text()).containsAll(asked);
            });
        }
    }

    @Test
    void theCheckOfMetricsBites() {
        assertThat(scrape()).doesNotContainKeys("assay_problem_total", "hikaricp_connection_pending");
    }

    /** A metric that one of the exceptions stands for, and nobody asks for, is one that was forgotten there. */
    @Test
    void exceptionsAreAskedFor() {
        Set<String> asked = new HashSet<>();
        expressions().forEach(expression -> asked.addAll(expression.metrics().keySet()));

        assertThat(asked).containsAll(OTHERS).containsAll(AFTER_AN_EVENT);
    }

    @Test
    void everyAlertHasAPageThatSaysWhatToDo() {
        String page = Installation.read(Path.of(Manifest.parse(Installation.read(Chart.FOLDER.resolve("values.yaml")))
                .getFirst()
                .text("/prometheusRule/runbookUrl")));
        Set<String> alerts = new TreeSet<>();
        EMBEDDED.alerts().forEach(alert -> {
            String name = alert.path("alert").asString("");
            alerts.add(name);
            assertThat(page).as(name).containsPattern("(?m)^##+ " + name + "$");
            assertThat(alert.at("/annotations/runbook_url").asString(""))
                    .endsWith(".md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.at("/annotations/summary").asString("")).isNotEmpty();
            assertThat(alert.at("/labels/severity").asString("")).isIn("critical", "warning", "info");
            assertThat(alert.path("expr").asString("")).isNotEmpty();
        });

        assertThat(alerts).hasSize(11);
        assertThat(EXTERNAL.alerts().map(alert -> alert.path("alert").asString("")))
                .hasSize(10)
                .doesNotContain("AssayVolumeFilling");
        assertThat(Pattern.compile("(?m)^##+ (Assay[A-Za-z]+)$")
                        .matcher(page)
                        .results()
                        .map(each -> each.group(1)))
                .containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void theDashboardIsWhole() {
        JsonNode dashboard = EXTERNAL.dashboard();

        assertThat(dashboard.path("title").asString("")).isEqualTo("Assay");
        assertThat(dashboard.path("panels").size()).isGreaterThan(12);
        Set<Integer> ids = new TreeSet<>();
        dashboard.path("panels").forEach(panel -> {
            ids.add(panel.path("id").asInt());
            assertThat(panel.path("title").asString("")).isNotEmpty();
            assertThat(panel.path("targets")).as("%s", panel.path("title")).isNotEmpty();
            assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
                    .isLessThanOrEqualTo(24);
        });
        assertThat(ids).hasSize(dashboard.path("panels").size());
        assertThat(dashboard
                        .at("/templating/list")
                        .valueStream()
                        .map(each -> each.path("name").asString("")))
                .containsExactly("datasource", "namespace", "service");
    }

    private static List<Expression> expressions() {
        return Stream.concat(EMBEDDED.expressions().stream(), EXTERNAL.expressions().stream())
                .distinct()
                .toList();
    }

    /** The metrics of the service, after one analysis, one refusal and one look at the database, with the labels of each. */
    private Map<String, Set<String>> scrape() {
        assertThat(post("/api/v1/experiments/analyze", """
            {"control": {"conversions": 100, "visitors": 2000},
             "treatment": {"conversions": 120, "visitors": 2000}}
            """).statusCode()).isEqualTo(200);
        get("/api/v1/nothing");
        get("/readyz");
        Map<String, Set<String>> present = new TreeMap<>();
        get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    Matcher sample = SAMPLE.matcher(line);
                    if (sample.matches()) {
                        String labels = sample.group(2) == null ? "" : sample.group(2);
                        present.computeIfAbsent(sample.group(1), name -> new TreeSet<>())
                                .addAll(Pattern.compile("([a-zA-Z_]+)=\"")
                                        .matcher(labels)
                                        .results()
                                        .map(match -> match.group(1))
                                        .collect(Collectors.toSet()));
                    }
                });
        return present;
    }
}
