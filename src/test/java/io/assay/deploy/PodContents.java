package io.assay.deploy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What is in the pods: resources, probes, volumes, the image, and time to end. */
final class PodContents {

    private static final int LONGEST_START = 180;

    private static final int LONGEST_ANSWER_OF_READINESS = 2;

    private static final int REQUESTS_IN_FLIGHT = 30;

    private PodContents() {}

    static List<String> resources(Installation installation) {
        Findings findings = new Findings();
        installation
                .withPods()
                .forEach(object -> PodSecurity.containers(object.podSpec()).forEach(container -> {
                    for (String pointer :
                            List.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")) {
                        findings.unless(
                                container.path("resources").at(pointer).isString(), object, "no resources" + pointer);
                    }
                }));
        return findings.complaints();
    }

    static List<String> probes(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        PodSecurity.containers(workload.podSpec()).forEach(container -> {
            probe(findings, workload, container, "startupProbe", "/livez");
            probe(findings, workload, container, "livenessProbe", "/livez");
            probe(findings, workload, container, "readinessProbe", "/readyz");
            JsonNode start = container.path("startupProbe");
            findings.unless(
                    start.path("periodSeconds").asInt(10)
                                    * start.path("failureThreshold").asInt(3)
                            >= LONGEST_START,
                    workload,
                    "too little time to start");
            findings.unless(
                    container.at("/readinessProbe/timeoutSeconds").asInt(1) > LONGEST_ANSWER_OF_READINESS,
                    workload,
                    "too little time for the database's part of readiness");
        });
        return findings.complaints();
    }

    private static void probe(Findings findings, Manifest workload, JsonNode container, String name, String path) {
        JsonNode probe = container.path(name).path("httpGet");
        findings.unless(path.equals(probe.path("path").asString("")), workload, name + " asks another path");
        findings.unless("http".equals(probe.path("port").asString("")), workload, name + " asks another port");
    }

    /** Container ports are those that the service is told to listen on, under names of which each is there once. */
    static List<String> ports(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        JsonNode container = workload.podSpec().at("/containers/0");
        findings.unless(
                container
                        .path("ports")
                        .valueStream()
                        .map(port -> port.path("name").asString("")
                                + port.path("containerPort").asInt())
                        .toList()
                        .equals(List.of("http8080", "metrics9090")),
                workload,
                "other ports than http on 8080 and metrics on 9090");
        findings.unless("0.0.0.0".equals(variable(container, "SERVER_ADDRESS")), workload, "8080 is not reachable");
        findings.unless(
                "0.0.0.0".equals(variable(container, "MANAGEMENT_SERVER_ADDRESS")), workload, "9090 is not reachable");
        findings.unless(
                "9090".equals(variable(container, "MANAGEMENT_SERVER_PORT")), workload, "metrics are on another port");
        return findings.complaints();
    }

    static List<String> volumes(Installation installation) {
        Findings findings = new Findings();
        installation.withPods().forEach(object -> {
            Set<String> declared = object.podSpec()
                    .path("volumes")
                    .valueStream()
                    .map(volume -> volume.path("name").asString(""))
                    .collect(Collectors.toCollection(HashSet::new));
            object.items("/spec/volumeClaimTemplates")
                    .forEach(claim -> declared.add(claim.at("/metadata/name").asString("")));
            Set<String> mounted = PodSecurity.containers(object.podSpec())
                    .flatMap(container -> container.path("volumeMounts").valueStream())
                    .map(mount -> mount.path("name").asString(""))
                    .collect(Collectors.toSet());
            findings.unless(declared.equals(mounted), object, "mounted " + mounted + " of declared " + declared);
        });
        Manifest workload = installation.workload();
        Set<String> writable = workload.podSpec()
                .at("/containers/0/volumeMounts")
                .valueStream()
                .filter(mount -> !mount.path("readOnly").asBoolean(false))
                .map(mount -> mount.path("mountPath").asString(""))
                .collect(Collectors.toSet());
        // Of a claim that several pods share.
        writable.remove("/datasets");
        findings.unless(writable.equals(Set.of("/data", "/tmp")), workload, "other writable folders: " + writable);
        findings.unless(
                "/data".equals(variable(workload.podSpec().at("/containers/0"), "ASSAY_DATABASE_DIRECTORY")),
                workload,
                "the data is not in the volume");
        return findings.complaints();
    }

    /** The pod may take as long to end as the service may: drain, requests in flight, its stores. */
    static List<String> timeToEnd(Installation installation) {
        Findings findings = new Findings();
        Manifest workload = installation.workload();
        int drain = drainSeconds(installation);
        findings.unless(drain >= 5, workload, "a drain of " + drain + " s");
        findings.unless(
                workload.podSpec().path("terminationGracePeriodSeconds").asInt(30) >= drain + REQUESTS_IN_FLIGHT + 5,
                workload,
                "killed before it has ended");
        return findings.complaints();
    }

    private static int drainSeconds(Installation installation) {
        String set = variable(installation.workload().podSpec().at("/containers/0"), "ASSAY_SHUTDOWN_DRAIN");
        String found = set.isEmpty()
                ? installation
                        .ofKind("ConfigMap")
                        .map(map -> map.text("/data/application.yaml"))
                        .filter(yaml -> !yaml.isEmpty())
                        .map(yaml -> Manifest.parse(yaml).getFirst().text("/assay/shutdown/drain"))
                        .findFirst()
                        .orElse("")
                : set;
        return found.matches("[0-9]+s") ? Integer.parseInt(found.substring(0, found.length() - 1)) : 0;
    }

    static String variable(JsonNode container, String name) {
        return container
                .path("env")
                .valueStream()
                .filter(variable -> name.equals(variable.path("name").asString("")))
                .map(variable -> variable.path("value").asString(""))
                .findFirst()
                .orElse("");
    }
}
