package io.assay.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Who reaches what: services, routes, network policies. */
final class Networking {

    private Networking() {}

    /** Selectors pick the workload's pods and no other, and hold nothing that a later version would change. */
    static List<String> selectors(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        Map<String, String> labels = workload.podLabels();
        Stream<Map.Entry<Manifest, Map<String, String>>> selectors = installation.objects().stream()
                .filter(object -> !pointer(object).isEmpty())
                .map(object -> Map.entry(object, object.strings(pointer(object))));
        selectors.forEach(each -> {
            Manifest object = each.getKey();
            Map<String, String> selector = each.getValue();
            findings.unless(Installation.selects(selector, labels), object, selector + " does not select " + labels);
            findings.unless(
                    selector.keySet().stream().noneMatch(key -> key.contains("version") || key.contains("chart")),
                    object,
                    "selects by a version");
            installation
                    .ofKind("Pod")
                    .forEach(pod ->
                            findings.unless(!Installation.selects(selector, pod.labels()), object, "selects " + pod));
        });
        return findings.complaints();
    }

    private static String pointer(Manifest object) {
        return switch (object.kind()) {
            case "Service" -> "/spec/selector";
            case "Deployment", "StatefulSet", "PodDisruptionBudget" -> "/spec/selector/matchLabels";
            case "NetworkPolicy" -> "/spec/podSelector/matchLabels";
            default -> "";
        };
    }

    /** Every name that one object uses for another is that of one. */
    static List<String> references(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        Set<String> containerPorts = names(workload.podSpec().at("/containers/0/ports"));
        installation
                .ofKind("Service")
                .forEach(service -> service.items("/spec/ports")
                        .forEach(port -> findings.unless(
                                containerPorts.contains(port.path("targetPort").asString("")),
                                service,
                                "no container port " + port.path("targetPort"))));
        installation
                .withPods()
                .forEach(object -> findings.unless(
                        exists(installation, "ServiceAccount", object.podSpec().path("serviceAccountName")),
                        object,
                        "no such ServiceAccount"));
        if (workload.kind().equals("StatefulSet")) {
            findings.unless(
                    exists(installation, "Service", workload.at("/spec/serviceName")), workload, "no such Service");
        }
        workload.podSpec()
                .path("volumes")
                .forEach(volume -> findings.unless(
                        volume.path("configMap").isMissingNode()
                                || exists(installation, "ConfigMap", volume.at("/configMap/name")),
                        workload,
                        "no such ConfigMap"));
        installation
                .ofKind("Ingress")
                .forEach(ingress -> ingress.items("/spec/rules")
                        .flatMap(rule -> rule.at("/http/paths").valueStream())
                        .forEach(path -> findings.unless(
                                publicPort(installation, path.at("/backend/service/name"), "name")
                                        .equals(path.at("/backend/service/port/name")
                                                .asString("")),
                                ingress,
                                "no such backend")));
        installation.ofKind("HTTPRoute").forEach(route -> {
            findings.unless(route.items("/spec/parentRefs").anyMatch(parent -> parent.has("name")), route, "no parent");
            route.items("/spec/rules")
                    .flatMap(rule -> rule.path("backendRefs").valueStream())
                    .forEach(backend -> findings.unless(
                            publicPort(installation, backend.path("name"), "port")
                                    .equals(backend.path("port").asString("")),
                            route,
                            "no such backend"));
        });
        installation
                .ofKind("HorizontalPodAutoscaler")
                .forEach(scaler -> findings.unless(
                        scaler.text("/spec/scaleTargetRef/name").equals(workload.name())
                                && scaler.text("/spec/scaleTargetRef/kind").equals(workload.kind())
                                && workload.at("/spec/replicas").isMissingNode(),
                        scaler,
                        "does not scale the workload alone"));
        installation
                .ofKind("ServiceMonitor")
                .forEach(monitor -> findings.unless(
                        installation
                                        .ofKind("Service")
                                        .filter(service -> Installation.selects(
                                                monitor.strings("/spec/selector/matchLabels"), service.labels()))
                                        .filter(service -> names(service.at("/spec/ports"))
                                                .contains(monitor.text("/spec/endpoints/0/port")))
                                        .count()
                                == 1,
                        monitor,
                        "does not select one Service with its port"));
        return findings.complaints();
    }

    private static boolean exists(Installation installation, String kind, JsonNode name) {
        return installation.ofKind(kind).anyMatch(object -> object.name().equals(name.asString("")));
    }

    private static Set<String> names(JsonNode ports) {
        return ports.valueStream().map(port -> port.path("name").asString("")).collect(Collectors.toSet());
    }

    /** The first port of a Service, which is that for callers. */
    private static String publicPort(Installation installation, JsonNode service, String field) {
        return installation
                .ofKind("Service")
                .filter(object -> object.name().equals(service.asString("")))
                .filter(object -> object.at("/spec/ports").size() == 1)
                .map(object -> object.at("/spec/ports/0").path(field).asString(""))
                .findFirst()
                .orElse("none");
    }

    /**
     * Calls reach 8080, only who is selected reaches 9090, and the pods reach nothing but names, and what they are
     * configured with.
     */
    static List<String> policy(Installation installation) {
        Findings findings = new Findings();
        installation.ofKind("NetworkPolicy").forEach(policy -> {
            findings.unless(policy.at("/spec/policyTypes").size() == 2, policy, "not for both directions");
            List<JsonNode> calls = opening(policy, "/spec/ingress", 8080);
            List<JsonNode> scrapes = opening(policy, "/spec/ingress", 9090);
            findings.unless(calls.size() == 1, policy, "8080 is not opened once");
            findings.unless(scrapes.size() == 1, policy, "9090 is not opened once");
            findings.unless(policy.at("/spec/ingress").size() == 2, policy, "more is opened than 8080 and 9090");
            scrapes.forEach(rule -> findings.unless(
                    !rule.path("from").isEmpty()
                            && rule.path("from").valueStream().noneMatch(Networking::isAnybody),
                    policy,
                    "9090 is open to anybody"));
            findings.unless(opening(policy, "/spec/egress", 53).size() == 1, policy, "no names can be looked up");
            policy.items("/spec/egress")
                    .forEach(rule ->
                            findings.unless(!rule.path("ports").isEmpty(), policy, "every port can be reached"));
            String url = PodContents.variable(
                    installation.workload().podSpec().at("/containers/0"), "SPRING_DATASOURCE_URL");
            if (!url.isEmpty()) {
                int port = Integer.parseInt(url.replaceAll("^jdbc:postgresql://[^:/]+:([0-9]+)/.*", "$1"));
                findings.unless(
                        opening(policy, "/spec/egress", port).size() == 1, policy, "PostgreSQL cannot be reached");
            }
        });
        return findings.complaints();
    }

    private static List<JsonNode> opening(Manifest policy, String direction, int port) {
        return policy.items(direction)
                .filter(rule -> rule.path("ports").isEmpty()
                        || rule.path("ports")
                                .valueStream()
                                .anyMatch(each -> each.path("port").asInt() == port))
                .toList();
    }

    private static boolean isAnybody(JsonNode peer) {
        return peer.path("podSelector").at("/matchLabels").isEmpty()
                && peer.path("podSelector").at("/matchExpressions").isEmpty()
                && peer.path("ipBlock").isEmpty();
    }
}
