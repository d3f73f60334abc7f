package io.assay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/**
 * The pod of the plain manifests as flags of {@code docker run}. What would be lost in translation is refused, so that a
 * setting of the pod is either tried here or known not to be.
 */
final class PodFlags {

    private static final Path MANIFEST = Path.of("k8s", "statefulset.yaml");

    private final Map<?, ?> pod;

    private final Map<?, ?> container;

    private PodFlags(Map<?, ?> pod) {
        this.pod = pod;
        this.container = map(only(pod, "containers"));
    }

    static PodFlags read() throws IOException {
        try (InputStream manifest = Files.newInputStream(MANIFEST)) {
            Map<?, ?> set = StreamSupport.stream(new Yaml().loadAll(manifest).spliterator(), false)
                    .map(PodFlags::map)
                    .filter(object -> "StatefulSet".equals(object.get("kind")))
                    .findFirst()
                    .orElseThrow();
            return new PodFlags(map(set, "spec", "template", "spec"));
        }
    }

    /** The time between SIGTERM and SIGKILL. */
    int graceSeconds() {
        return (Integer) value(pod, "terminationGracePeriodSeconds");
    }

    /** All flags but those of ports; the claimed volume is the one of this name. */
    List<String> flags(String volume) {
        List<String> flags = new ArrayList<>(security());
        for (Object each : (List<?>) value(container, "env")) {
            flags.addAll(List.of("--env", value(map(each), "name") + "=" + value(map(each), "value")));
        }
        Map<?, ?> limits = map(container, "resources", "limits");
        flags.add("--cpus=" + value(limits, "cpu"));
        flags.add("--memory=" + bytes(value(limits, "memory")));
        for (Object each : (List<?>) value(container, "volumeMounts")) {
            flags.addAll(mount(map(each), volume));
        }
        return flags;
    }

    private List<String> security() {
        List<String> flags = new ArrayList<>();
        Map<?, ?> ofPod = map(pod, "securityContext");
        assertThat(ofPod.get("runAsNonRoot")).isEqualTo(true);
        flags.add("--user=" + value(ofPod, "runAsUser") + ":" + value(ofPod, "runAsGroup"));
        // Docker's own profile is the runtime's default; a named volume is the user's from the start.
        assertThat(map(ofPod, "seccompProfile").get("type")).isEqualTo("RuntimeDefault");
        assertThat(ofPod.keySet())
                .map(Object::toString)
                .isSubsetOf(
                        "runAsNonRoot", "runAsUser", "runAsGroup", "fsGroup", "fsGroupChangePolicy", "seccompProfile");
        Map<?, ?> ofContainer = map(container, "securityContext");
        for (Map.Entry<?, ?> setting : ofContainer.entrySet()) {
            flags.addAll(flag(setting.getKey().toString(), setting.getValue()));
        }
        return flags;
    }

    private static List<String> flag(String setting, Object value) {
        return switch (setting) {
            case "readOnlyRootFilesystem" -> List.of("--read-only=" + value);
            case "allowPrivilegeEscalation" ->
                value.equals(false) ? List.of("--security-opt=no-new-privileges") : List.of();
            case "capabilities" -> {
                assertThat(map(value).keySet()).map(Object::toString).containsExactly("drop");
                yield ((List<?>) value(map(value), "drop"))
                        .stream().map(name -> "--cap-drop=" + name).toList();
            }
            default -> throw new AssertionError("no flag is known for securityContext." + setting);
        };
    }

    /** Harder than the pod: nothing in /tmp can be executed, as on nodes that mount it so. */
    private List<String> mount(Map<?, ?> mount, String volume) {
        Object name = value(mount, "name");
        Object path = value(mount, "mountPath");
        for (Object each : (List<?>) value(pod, "volumes")) {
            if (value(map(each), "name").equals(name)) {
                assertThat(map(each).keySet()).map(Object::toString).containsExactlyInAnyOrder("name", "emptyDir");
                return List.of("--tmpfs=" + path + ":rw,noexec,nosuid,nodev,size=64m");
            }
        }
        return List.of("--volume=" + volume + ":" + path);
    }

    private static String bytes(Object quantity) {
        String text = quantity.toString();
        assertThat(text).matches("\\d+[MG]i");
        return text.substring(0, text.length() - 1).toLowerCase(Locale.ROOT);
    }

    private static Object value(Map<?, ?> map, String key) {
        Object value = map.get(key);
        assertThat(value).as(key).isNotNull();
        return Objects.requireNonNull(value);
    }

    private static Object only(Map<?, ?> map, String key) {
        List<?> values = (List<?>) value(map, key);
        assertThat(values).as(key).hasSize(1);
        return Objects.requireNonNull(values.getFirst());
    }

    private static Map<?, ?> map(Map<?, ?> map, String... keys) {
        Map<?, ?> at = map;
        for (String key : keys) {
            at = map(value(at, key));
        }
        return at;
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }
}
