package io.assay.deploy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The Pod Security Standard "restricted" (kubernetes.io/docs/concepts/security/pod-security-standards), and beyond it: a
 * read-only root file system, a fixed numeric user, no token, and no secret in clear.
 */
final class PodSecurity {

    private static final Set<String> VOLUMES = Set.of(
            "name",
            "configMap",
            "csi",
            "downwardAPI",
            "emptyDir",
            "ephemeral",
            "persistentVolumeClaim",
            "projected",
            "secret");

    private static final String SECRET = ".*(PASSWORD|SECRET|TOKEN|ADMIN_KEY|PRIVATE).*";

    private PodSecurity() {}

    static List<String> restricted(Installation installation) {
        Findings findings = new Findings();
        installation.withPods().forEach(object -> {
            JsonNode spec = object.podSpec();
            restrictedPod(findings, object, spec);
            containers(spec).forEach(container -> restrictedContainer(findings, object, spec, container));
        });
        return findings.complaints();
    }

    private static void restrictedPod(Findings findings, Manifest object, JsonNode spec) {
        for (String host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            findings.unless(!spec.path(host).asBoolean(false), object, host);
        }
        spec.path("volumes")
                .forEach(volume -> findings.unless(
                        VOLUMES.containsAll(volume.propertyNames()), object, "a volume of a kind not allowed"));
        JsonNode context = spec.path("securityContext");
        findings.unless(context.path("sysctls").isMissingNode(), object, "sysctls");
        findings.unless(context.path("seLinuxOptions").isMissingNode(), object, "seLinuxOptions");
        findings.unless(context.path("windowsOptions").isMissingNode(), object, "windowsOptions");
    }

    private static void restrictedContainer(Findings findings, Manifest object, JsonNode spec, JsonNode container) {
        JsonNode context = container.path("securityContext");
        findings.unless(!context.path("privileged").asBoolean(false), object, "privileged");
        findings.unless(context.path("procMount").isMissingNode(), object, "procMount");
        findings.unless(
                !context.path("allowPrivilegeEscalation").asBoolean(true), object, "privileges may be escalated");
        findings.unless(
                context.at("/capabilities/drop").valueStream().anyMatch(each -> "ALL".equals(each.asString(""))),
                object,
                "capabilities are not dropped");
        findings.unless(context.at("/capabilities/add").isMissingNode(), object, "capabilities are added");
        findings.unless(
                "RuntimeDefault"
                        .equals(either(spec, container, "/seccompProfile/type").asString("")),
                object,
                "no seccomp profile");
        findings.unless(either(spec, container, "/runAsNonRoot").asBoolean(false), object, "may run as root");
        findings.unless(either(spec, container, "/runAsUser").asInt(1) != 0, object, "runs as root");
        container
                .path("ports")
                .forEach(port -> findings.unless(port.path("hostPort").isMissingNode(), object, "hostPort"));
        for (String handler : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            findings.unless(
                    container.path(handler).at("/httpGet/host").isMissingNode(), object, handler + " of another host");
        }
    }

    static List<String> hardened(Installation installation) {
        Findings findings = new Findings();
        installation.withPods().forEach(object -> {
            JsonNode spec = object.podSpec();
            JsonNode context = spec.path("securityContext");
            for (String id : List.of("runAsUser", "runAsGroup", "fsGroup")) {
                findings.unless(context.path(id).asInt(0) == 65532, object, id + " is not the image's");
            }
            findings.unless(
                    "OnRootMismatch".equals(context.path("fsGroupChangePolicy").asString("")),
                    object,
                    "fsGroupChangePolicy would open PostgreSQL's folder to the group");
            findings.unless(!spec.path("automountServiceAccountToken").asBoolean(true), object, "has a token");
            findings.unless(!spec.path("enableServiceLinks").asBoolean(true), object, "has service links");
            containers(spec)
                    .forEach(container -> findings.unless(
                            container
                                    .at("/securityContext/readOnlyRootFilesystem")
                                    .asBoolean(false),
                            object,
                            "the root file system can be written"));
        });
        installation
                .ofKind("ServiceAccount")
                .forEach(account -> findings.unless(
                        !account.at("/automountServiceAccountToken").asBoolean(true), account, "gives a token"));
        return findings.complaints();
    }

    static List<String> secretsByReference(Installation installation) {
        Findings findings = new Findings();
        installation
                .withPods()
                .forEach(object -> containers(object.podSpec())
                        .flatMap(container -> container.path("env").valueStream())
                        .filter(variable -> variable.path("name").asString("").matches(SECRET))
                        .forEach(variable -> {
                            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
                            findings.unless(
                                    variable.path("value").isMissingNode()
                                            && !reference
                                                    .path("name")
                                                    .asString("")
                                                    .isEmpty()
                                            && !reference
                                                    .path("key")
                                                    .asString("")
                                                    .isEmpty(),
                                    object,
                                    variable.path("name") + " in clear");
                        }));
        return findings.complaints();
    }

    static Stream<JsonNode> containers(JsonNode spec) {
        return Stream.of("initContainers", "containers", "ephemeralContainers")
                .flatMap(kind -> spec.path(kind).valueStream());
    }

    /** A container's own setting, else the pod's. */
    private static JsonNode either(JsonNode spec, JsonNode container, String pointer) {
        JsonNode own = container.path("securityContext").at(pointer);
        return own.isMissingNode() ? spec.path("securityContext").at(pointer) : own;
    }
}
