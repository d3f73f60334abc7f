package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.constructor.DuplicateKeyException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every object is one that Kubernetes' schemas know, and what they do not know is refused. */
@Tag("chart")
class SchemasTest {

    private static final List<Installation> INSTALLATIONS = Installation.all();

    static List<Installation> installations() {
        return INSTALLATIONS;
    }

    @ParameterizedTest
    @MethodSource("installations")
    void takeEveryObject(Installation installation) {
        assertThat(installation.objects()).hasSizeGreaterThan(5);
        assertThat(installation.objects())
                .allSatisfy(object ->
                        assertThat(Schemas.complaints(object)).as("%s", object).isEmpty());
    }

    /** The everything-on values must bring every kind that the chart can make, or it would be valid unseen. */
    @Test
    void seeEveryKindOfTheChart() {
        assertThat(INSTALLATIONS.stream()
                        .flatMap(installation -> installation.objects().stream())
                        .map(Manifest::kind)
                        .distinct())
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "NetworkPolicy",
                        "Pod",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "Secret",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor",
                        "StatefulSet");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        StatefulSet         | /spec/replica                                                        | 1
        StatefulSet         | /spec/replicas                                                       | "1"
        StatefulSet         | /spec/replicas                                                       | 1.5
        StatefulSet         | /spec/template/spec/containers/0/enviroment                          | []
        StatefulSet         | /spec/template/spec/containers/0/env/0/valeu                         | "x"
        StatefulSet         | /spec/template/spec/containers/0/env/0/value                         | 9090
        StatefulSet         | /spec/template/spec/containers/0/env/0/value                         | true
        StatefulSet         | /spec/template/spec/containers/0/livenessProbe/httpGet/pth           | "/livez"
        StatefulSet         | /spec/template/spec/containers/0/livenessProbe/periodSeconds         | "10"
        StatefulSet         | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | "true"
        StatefulSet         | /spec/template/spec/containers/0/securityContext/capabilities/drop   | "ALL"
        StatefulSet         | /spec/template/spec/containers/0/securityContext/readOnlyRootFileSystem | true
        StatefulSet         | /spec/template/spec/containers                                       | {}
        StatefulSet         | /spec/template/spec/volumes/0/emptydir                               | {}
        StatefulSet         | /spec/template/metadata/labels/app                                   | 1
        StatefulSet         | /spec/volumeClaimTemplates/0/spec/resource                           | {}
        StatefulSet         | /metadata/annotation                                                 | {}
        Service             | /spec/ports/0/port                                                   | "8080"
        Service             | /spec/ports/0/targetport                                             | "http"
        Service             | /spec/selectors                                                      | {}
        NetworkPolicy       | /spec/ingress/0/form                                                 | []
        NetworkPolicy       | /spec/ingress/0/ports                                                | 8080
        NetworkPolicy       | /spec/podSelector/matchLabel                                         | {}
        PodDisruptionBudget | /spec/maxUnavailble                                                  | 1
        ServiceAccount      | /automountServiceAccountToken                                        | "false"
        ServiceMonitor      | /spec/endpoint                                                       | []
        ServiceMonitor      | /spec/endpoints/0/ports                                              | "metrics"
        ServiceMonitor      | /spec/endpoints/0/path                                               | 1
        PrometheusRule      | /spec/groups/0/rules/0/expression                                    | "up"
        PrometheusRule      | /spec/groups/0/rules/0/labels/severity                               | 1
        Ingress             | /spec/rules/0/http/paths/0/backend/serviceName                       | "assay"
        Ingress             | /spec/rules/0/http/paths/0/backend/service/port/number               | "8080"
        ConfigMap           | /data/application.yaml                                               | {}
        """)
    void refuse(String kind, String pointer, String value) {
        Manifest right = first(kind);
        JsonNode wrong = JsonMapper.shared().readTree(value);

        assertThat(Schemas.complaints(right)).isEmpty();
        assertThat(Schemas.complaints(right.with(pointer, wrong))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Deployment              | /spec/strategy/rollingUpdate/maxSurges                           | 1
        Deployment              | /spec/template/spec/topologySpreadConstraints/0/topologykey      | "x"
        HorizontalPodAutoscaler | /spec/maxReplicas                                                | "3"
        HorizontalPodAutoscaler | /spec/metrics/0/resource/target/averageUtilisation               | 70
        """)
    void refuseOfEverything(String kind, String pointer, String value) {
        Manifest right = first("everything-values.yaml", kind);

        assertThat(Schemas.complaints(right)).isEmpty();
        assertThat(Schemas.complaints(right.with(pointer, JsonMapper.shared().readTree(value))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/spec/rules/0/backendRefs/0/ports, 8080",
        "/spec/rules/0/backendRefs/0/port, '\"8080\"'",
        "/spec/rules/0/matches/0/path/typ, '\"Exact\"'",
        "/spec/hostname, '[]'"
    })
    void refuseOfARoute(String pointer, String value) {
        Manifest right = first("gateway-values.yaml", "HTTPRoute");

        assertThat(Schemas.complaints(right)).isEmpty();
        assertThat(Schemas.complaints(right.with(pointer, JsonMapper.shared().readTree(value))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "StatefulSet, /spec/selector",
        "StatefulSet, /spec/template",
        "StatefulSet, /spec/template/spec/containers",
        "StatefulSet, /spec/template/spec/containers/0/name",
        "StatefulSet, /spec/template/spec/containers/0/ports/0/containerPort",
        "StatefulSet, /spec/template/spec/containers/0/livenessProbe/httpGet/port",
        "StatefulSet, /spec/template/spec/containers/0/volumeMounts/0/mountPath",
        "Service, /spec/ports/0/port"
    })
    void missWhatIsRequired(String kind, String pointer) {
        assertThat(Schemas.complaints(first(kind).without(pointer))).isNotEmpty();
    }

    @Test
    void refuseAKindOrVersionThatIsNotKnown() {
        Manifest service = first("Service");
        JsonMapper json = JsonMapper.shared();

        assertThat(Schemas.complaints(service.with("/kind", json.valueToTree("Servce"))))
                .containsExactly("no schema of v1 Servce");
        assertThat(Schemas.complaints(
                        first("PodDisruptionBudget").with("/apiVersion", json.valueToTree("policy/v1beta1"))))
                .isNotEmpty();
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThatThrownBy(() -> Manifest.parse("kind: Pod\nkind: Service\n"))
                .isInstanceOf(DuplicateKeyException.class);
    }

    /** Of the embedded installation with everything on, where it has the kind. */
    private static Manifest first(String kind) {
        return first("embedded-everything-values.yaml", kind);
    }

    private static Manifest first(String installation, String kind) {
        return INSTALLATIONS.stream()
                .filter(each -> each.name().equals(installation))
                .flatMap(each -> each.ofKind(kind))
                .findFirst()
                .orElseThrow();
    }
}
