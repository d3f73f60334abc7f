package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart lints, refuses values that cannot work, and renders what it was told. */
@Tag("chart")
class ChartTest {

    private static final Chart CHART = Chart.offline();

    static List<Path> tried() {
        return Chart.tried();
    }

    @ParameterizedTest
    @MethodSource("tried")
    void lintsStrictly(Path values) {
        LintResult result = Chart.lint(values);

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void isOfTheVersionOfTheProject() {
        String version = version();
        Manifest chart = Manifest.parse(Installation.read(Chart.FOLDER.resolve("Chart.yaml")))
                .getFirst();

        assertThat(chart.text("/version")).isEqualTo(version);
        assertThat(chart.text("/appVersion")).isEqualTo(version);
        for (Installation installation : List.of(Installation.plain(), CHART.render("default"))) {
            assertThat(image(installation))
                    .as("what docker build -t assay . makes")
                    .isEqualTo("assay:latest");
            assertThat(installation.workload().podLabels()).containsEntry("app.kubernetes.io/version", version);
        }
    }

    /** The rendered chart and the plain manifests are the same installation. */
    @Test
    void givesWhatThePlainManifestsGive() {
        Installation plain = Installation.plain();
        Installation rendered = CHART.render("default");
        for (String pointer : List.of(
                "/securityContext",
                "/terminationGracePeriodSeconds",
                "/containers/0/securityContext",
                "/containers/0/startupProbe",
                "/containers/0/livenessProbe",
                "/containers/0/readinessProbe",
                "/containers/0/resources",
                "/containers/0/ports",
                "/containers/0/image")) {
            assertThat(rendered.workload().podSpec().at(pointer))
                    .as(pointer)
                    .isEqualTo(plain.workload().podSpec().at(pointer));
        }
        for (String kind : List.of("NetworkPolicy", "PodDisruptionBudget")) {
            assertThat(rendered.ofKind(kind).map(object -> object.at("/spec")).toList())
                    .isEqualTo(
                            plain.ofKind(kind).map(object -> object.at("/spec")).toList());
        }
        assertThat(rendered.ofKind("Service").map(object -> object.at("/spec")))
                .containsExactlyInAnyOrderElementsOf(plain.ofKind("Service")
                        .map(object -> object.at("/spec"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        replicaCount=2                                                                          | /replicaCount
        autoscaling.enabled=true                                                                | /autoscaling/enabled
        externalPostgresql.enabled=true                                                         | /externalPostgresql/url
        externalPostgresql.enabled=true                                                         | /externalPostgresql/existingSecret
        externalPostgresql.url=postgres://db/assay                                              | /externalPostgresql/url
        externalPostgresql.url=jdbc:postgresql://db/assay?user=me&password=secret               | /externalPostgresql/url
        externalPostgresql.port=0                                                               | /externalPostgresql/port
        service.port=70000                                                                      | /service/port
        service.port=http                                                                       | /service/port
        service.type=ExternalName                                                               | /service/type
        image.pullPolicy=Sometimes                                                              | /image/pullPolicy
        image.digest=sha256:1234                                                                | /image/digest
        image.tag=no tag                                                                        | /image/tag
        replicas=1                                                                              | replicas
        persistence.size=lots                                                                   | /persistence/size
        adminKey.existingSecret=Not_A_Name                                                      | /adminKey/existingSecret
        log.level=loud                                                                          | /log/level
        log.format=xml                                                                          | /log/format
        tracing.samplingProbability=2                                                           | /tracing/samplingProbability
        tracing.otlpEndpoint=collector:4318                                                     | /tracing/otlpEndpoint
        jwt.issuerUri=login.example.com                                                         | /jwt/issuerUri
        ingress.enabled=true                                                                    | /ingress/hosts
        gateway.enabled=true                                                                    | /gateway/parentRefs
        podDisruptionBudget.maxUnavailable=0                                                    | /podDisruptionBudget/maxUnavailable
        shutdown.terminationGracePeriodSeconds=30                                               | /shutdown/terminationGracePeriodSeconds
        shutdown.drainSeconds=20                                                                | terminationGracePeriodSeconds must leave 35 s
        probes.startup.failureThreshold=0                                                       | /probes/startup/failureThreshold
        resources.limits.memory=much                                                            | /resources/limits/memory
        podLabels.app\\.kubernetes\\.io/name=other                                              | invalid propertyName
        extraEnv[0].name=MY_PASSWORD,extraEnv[0].value=secret                                   | /extraEnv/0
        extraEnv[0].name=LEVEL                                                                  | /extraEnv/0
        """)
    void refuses(String values, String why) {
        Map<String, String> parsed = parse(values);

        assertThatThrownBy(() -> CHART.render(parsed)).hasMessageContaining(why);
    }

    @Test
    void refusesAnOlderKubernetes() {
        Path values = Chart.FOLDER.resolve("ci/default-values.yaml");

        assertThatThrownBy(() -> CHART.template(values, Map.of(), "1.26.15")).hasMessageContaining("kubeVersion");
        assertThat(CHART.template(values, Map.of(), "1.36.0")).isEqualTo(CHART.template(values, Map.of(), "1.27.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config.assay.http.max-body-size=8MB",
                "log.level=debug",
                "limits.keys.calls=1000",
                "tracing.otlpEndpoint=http://collector:4318/v1/traces",
                "jwt.issuerUri=https://login.example.com,jwt.audiences[0]=assay",
                "shutdown.drainSeconds=8",
                "adminKey.existingSecret=other",
                "image.tag=other"
            })
    void rollsPodsWhenTheirConfigurationChanges(String values) {
        Manifest before = CHART.render(Map.of()).workload();
        Manifest after = CHART.render(parse(values)).workload();

        assertThat(after.at("/spec/template")).isNotEqualTo(before.at("/spec/template"));
        assertThat(after.at("/spec/selector")).isEqualTo(before.at("/spec/selector"));
        assertThat(after.at("/spec/volumeClaimTemplates")).isEqualTo(before.at("/spec/volumeClaimTemplates"));
    }

    @Test
    void writesTheConfigurationOfTheService() {
        Map<String, String> values = parse(
                "log.level=warn,log.format=ecs,config.assay.http.max-body-size=8MB,config.assay.shutdown.drain=7s");
        String yaml = CHART.render(values)
                .ofKind("ConfigMap")
                .findFirst()
                .orElseThrow()
                .text("/data/application.yaml");
        Manifest configuration = Manifest.parse(yaml).getFirst();

        assertThat(configuration.text("/logging/level/root")).isEqualTo("warn");
        assertThat(configuration.text("/assay/logging/format")).isEqualTo("ecs");
        assertThat(configuration.text("/assay/http/max-body-size")).isEqualTo("8MB");
        assertThat(configuration.text("/assay/shutdown/drain")).isEqualTo("7s");
    }

    @Test
    void makesAnAdminKeyAndKeepsIt() {
        Manifest made = adminKey(CHART);
        Manifest kept = adminKey(Chart.offline("dict \"data\" (dict \"admin-key\" \"a2VwdA==\")"));

        assertThat(made.text("/data/admin-key")).matches("[A-Za-z0-9+/]{64}");
        assertThat(adminKey(CHART).text("/data/admin-key")).isNotEqualTo(made.text("/data/admin-key"));
        assertThat(made.text("/metadata/annotations/helm.sh~1resource-policy")).isEqualTo("keep");
        assertThat(kept.text("/data/admin-key")).isEqualTo("a2VwdA==");
    }

    /** Otherwise the key is in a Secret of somebody else's, or in the volume. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "everything", "embedded-everything"})
    void makesNoAdminKeyWhereThereIsOne(String values) {
        assertThat(CHART.render(values).ofKind("Secret")).isEmpty();
    }

    /** What one pod stored the others would not find, and a pod's own folder goes with it. */
    @Test
    void storesDatasetsWhereAllPodsFindThem() {
        assertThat(datasets("external")).containsExactly("ASSAY_DATASETS_ENABLED=false");
        assertThat(datasets("everything")).containsExactly("ASSAY_DATASETS_DIRECTORY=/datasets");
        assertThat(datasets("default")).isEmpty();
        assertThat(CHART.render("everything")
                        .workload()
                        .podSpec()
                        .path("volumes")
                        .valueStream()
                        .map(volume ->
                                volume.at("/persistentVolumeClaim/claimName").asString("")))
                .contains("assay-datasets");
    }

    private static List<String> datasets(String values) {
        return CHART.render(values)
                .workload()
                .podSpec()
                .at("/containers/0/env")
                .valueStream()
                .filter(variable -> variable.path("name").asString("").startsWith("ASSAY_DATASETS"))
                .map(variable -> variable.path("name").asString("") + "="
                        + variable.path("value").asString(""))
                .toList();
    }

    @Test
    void namesObjectsAfterTheRelease() {
        assertThat(CHART.render(Map.of("nameOverride", "trials")).workload().name())
                .isEqualTo("assay-trials");
        Installation longest = CHART.render(Map.of("fullnameOverride", "a".repeat(60)));
        assertThat(longest.objects())
                .allSatisfy(object -> assertThat(object.name()).hasSizeLessThan(54));
    }

    @Test
    void takesTheDigestBeforeTheTag() {
        assertThat(image(CHART.render("everything"))).matches("assay@sha256:[0-9a-f]{64}");
        assertThat(image(CHART.render("embedded-everything"))).isEqualTo("registry.example.com/team/assay:0.1.0-team");
    }

    private static String version() {
        Matcher version = Pattern.compile("<artifactId>assay</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Installation.read(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }

    private static Manifest adminKey(Chart chart) {
        return chart.render("external").ofKind("Secret").findFirst().orElseThrow();
    }

    private static String image(Installation installation) {
        return installation.workload().podSpec().at("/containers/0/image").asString("");
    }

    private static Map<String, String> parse(String values) {
        Map<String, String> parsed = new TreeMap<>();
        for (String each : values.split(",", -1)) {
            int equals = each.indexOf('=');
            parsed.put(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip());
        }
        return parsed;
    }
}
