package io.assay.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One object of Kubernetes, as it is written. */
record Manifest(ObjectNode tree) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The objects of a YAML stream; a key that is given twice is refused, as {@code kubectl} does with strict validation. */
    static List<Manifest> parse(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Manifest> found = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
            if (document != null) {
                found.add(new Manifest((ObjectNode) JSON.valueToTree(document)));
            }
        }
        return found;
    }

    String apiVersion() {
        return text("/apiVersion");
    }

    String kind() {
        return text("/kind");
    }

    String name() {
        return text("/metadata/name");
    }

    Map<String, String> labels() {
        return strings("/metadata/labels");
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    String text(String pointer) {
        return tree.at(pointer).asString("");
    }

    Map<String, String> strings(String pointer) {
        return strings(tree.at(pointer));
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> found = new TreeMap<>();
        object.properties()
                .forEach(entry -> found.put(entry.getKey(), entry.getValue().asString("")));
        return found;
    }

    Stream<JsonNode> items(String pointer) {
        return tree.at(pointer).valueStream();
    }

    /** Where the pods of this object are described, if it has any. */
    String podPath() {
        return switch (kind()) {
            case "Pod" -> "";
            case "Deployment", "StatefulSet" -> "/spec/template";
            default -> "/none";
        };
    }

    boolean hasPods() {
        return !tree.at(podPath()).isMissingNode();
    }

    JsonNode podSpec() {
        return tree.at(podPath() + "/spec");
    }

    Map<String, String> podLabels() {
        return strings(podPath() + "/metadata/labels");
    }

    boolean isWorkload() {
        return hasPods() && !kind().equals("Pod");
    }

    /** A copy with another value at a place; an object's new field, or {@code -} for one more of an array. */
    Manifest with(String pointer, JsonNode value) {
        ObjectNode copy = tree.deepCopy();
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        switch (copy.at(pointer.substring(0, last))) {
            case ObjectNode object -> object.set(name, value);
            case ArrayNode array when name.equals("-") -> array.add(value);
            case ArrayNode array -> array.set(Integer.parseInt(name), value);
            case JsonNode other ->
                throw new IllegalArgumentException("no object or array at " + pointer + ": " + other);
        }
        return new Manifest(copy);
    }

    /** A copy without what is at a place. */
    Manifest without(String pointer) {
        ObjectNode copy = tree.deepCopy();
        int last = pointer.lastIndexOf('/');
        String name = pointer.substring(last + 1).replace("~1", "/");
        JsonNode removed = switch (copy.at(pointer.substring(0, last))) {
            case ObjectNode object -> object.remove(name);
            case ArrayNode array -> array.remove(Integer.parseInt(name));
            case JsonNode other -> null;
        };
        if (removed == null) {
            throw new IllegalArgumentException("nothing at " + pointer);
        }
        return new Manifest(copy);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
