package io.assay.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page about Kubernetes, and the comments in values.yaml, name what there is. */
@Tag("chart")
class KubernetesPageTest {

    private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");

    private static final String PAGE = Installation.read(Path.of("docs/kubernetes.md"));

    /** Whose fields are somebody's choice or another's schema. */
    private static final Set<String> WHOLE = Set.of("dashboard.labels");

    @Test
    void hasEveryValueAndNoOther() {
        Set<String> rows = Pattern.compile("(?m)^\\| `([A-Za-z][A-Za-z.-]*)` \\| .+ \\| .+ \\|$")
                .matcher(PAGE.substring(PAGE.indexOf("## Values")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows).isEqualTo(leaves());
    }

    /** The schema has a place for every value, and no place for one that is not there. */
    @Test
    void theSchemaHasEveryValueAndNoOther() {
        JsonNode schema = Manifest.parse(Installation.read(Chart.FOLDER.resolve("values.schema.json")))
                .getFirst()
                .tree();
        for (String leaf : leaves()) {
            JsonNode place = schema;
            for (String name : leaf.split("\\.", -1)) {
                place = resolved(schema, place).path("properties").path(name);
            }
            assertThat(place.isMissingNode()).as(leaf).isFalse();
        }
        Set<String> top = new TreeSet<>(values().tree().propertyNames());
        top.add("global");
        assertThat(schema.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(top);
    }

    /** Each has a comment above it, or is part of something that has. */
    @Test
    void everyValueHasAComment() {
        List<String> without = new ArrayList<>();
        List<Boolean> commented = new ArrayList<>();
        String before = "";
        for (String line : Installation.read(VALUES).lines().toList()) {
            String text = line.strip();
            int depth = (line.length() - line.stripLeading().length()) / 2;
            if (text.matches("[A-Za-z-]+:.*") && depth <= commented.size()) {
                commented.subList(depth, commented.size()).clear();
                commented.add(before.startsWith("# "));
                if (!text.endsWith(":") && !commented.contains(true)) {
                    without.add(text);
                }
            }
            before = text;
        }

        assertThat(without).isEmpty();
    }

    @Test
    void saysWhichVersionsWereTried() {
        String helm = Helm.version().call();
        assertThat(PAGE)
                .contains("Helm " + helm.substring(1, helm.lastIndexOf('.')) + "'s own library")
                .contains(Installation.plain()
                        .workload()
                        .podSpec()
                        .at("/containers/0/image")
                        .asString(""));
        String oldest = Chart.OLDEST_KUBERNETES.substring(0, Chart.OLDEST_KUBERNETES.lastIndexOf('.'));

        assertThat(PAGE).contains("Kubernetes " + oldest + " or later");
        assertThat(Installation.read(Chart.FOLDER.resolve("Chart.yaml")))
                .contains("kubeVersion: \">=" + Chart.OLDEST_KUBERNETES + "-0\"");
    }

    private static JsonNode resolved(JsonNode schema, JsonNode place) {
        String reference = place.path("$ref").asString("");
        return reference.isEmpty() ? place : schema.at(reference.substring(1));
    }

    private static Manifest values() {
        return Manifest.parse(Installation.read(VALUES)).getFirst();
    }

    private static Set<String> leaves() {
        Set<String> leaves = new TreeSet<>();
        collect("", values().tree(), leaves);
        return leaves;
    }

    private static void collect(String prefix, ObjectNode object, Set<String> leaves) {
        object.properties().forEach(entry -> {
            String path = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner && !inner.isEmpty() && !WHOLE.contains(path)) {
                collect(path + ".", inner, leaves);
            } else {
                leaves.add(path);
            }
        });
    }
}
