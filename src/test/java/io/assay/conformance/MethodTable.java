package io.assay.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Which endpoints offer the method of a case; see the head of {@code conformance/methods.yaml} for its language. */
record MethodTable(Map<String, Method> methods) {

    private static final String RESOURCE = "/conformance/methods.yaml";

    /**
     * @param calls what to send for a case of this method; every one whose condition its input meets
     * @param notAnswered figures of the cases that no call answers, each with the reason
     * @param notOffered by the id of a case of the method why no endpoint takes it
     * @param corrections by the id of a case, figures of it that were found wrong
     */
    record Method(
            List<Call> calls,
            Map<String, String> notAnswered,
            Map<String, String> notOffered,
            Map<String, Correction> corrections) {

        Method {
            notAnswered = Objects.requireNonNullElse(notAnswered, Map.of());
            notOffered = Objects.requireNonNullElse(notOffered, Map.of());
            corrections = Objects.requireNonNullElse(corrections, Map.of());
        }

        /** What the case expects, with what was found wrong in it put right. */
        JsonNode expected(ReferenceCase referenceCase) {
            Correction correction = corrections.get(referenceCase.id());
            return correction == null ? referenceCase.expected() : correction.of(referenceCase.expected());
        }
    }

    /**
     * Figures of a case that are not what they say they are.
     *
     * @param figures the right ones, under the names that the case has for them
     * @param because how they were found wrong
     */
    record Correction(ObjectNode figures, String because) {

        JsonNode of(JsonNode expected) {
            JsonNode corrected = expected.deepCopy();
            merge(corrected, figures);
            return corrected;
        }

        private static void merge(JsonNode into, ObjectNode figures) {
            figures.properties().forEach(figure -> {
                if (figure.getValue() instanceof ObjectNode deeper) {
                    merge(into.path(figure.getKey()), deeper);
                } else if (into instanceof ObjectNode object && object.has(figure.getKey())) {
                    object.set(figure.getKey(), figure.getValue());
                } else {
                    throw new IllegalArgumentException("no figure to correct: " + figure.getKey());
                }
            });
        }
    }

    /**
     * @param when values that the case must have at these pointers for the call to be made; null stands for none
     * @param unless values that the case must not have at any of these pointers
     * @param answer where the answer has the expected figures, by their names
     * @param verdict where the answer has its verdict
     */
    record Call(
            String endpoint,
            @Nullable Map<String, JsonNode> when,
            @Nullable Map<String, JsonNode> unless,
            JsonNode request,
            Map<String, JsonNode> answer,
            @Nullable JsonNode verdict) {

        boolean takes(ReferenceCase referenceCase) {
            return (when == null || when.entrySet().stream().allMatch(condition -> meets(referenceCase, condition)))
                    && (unless == null
                            || unless.entrySet().stream().noneMatch(condition -> meets(referenceCase, condition)));
        }

        private static boolean meets(ReferenceCase referenceCase, Map.Entry<String, JsonNode> condition) {
            return meets(referenceCase.json().at(condition.getKey()), condition.getValue());
        }

        private static boolean meets(JsonNode value, JsonNode allowed) {
            return value.isMissingNode() ? contains(allowed, NullNode.getInstance()) : contains(allowed, value);
        }

        private static boolean contains(JsonNode allowed, JsonNode value) {
            return allowed.values().stream().anyMatch(value::equals);
        }
    }

    static MethodTable read() throws IOException {
        try (InputStream yaml = MethodTable.class.getResourceAsStream(RESOURCE)) {
            return parse(new String(Objects.requireNonNull(yaml, RESOURCE).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static MethodTable parse(String yaml) {
        JsonMapper mapper = CaseFile.JSON;
        JsonNode tree = mapper.valueToTree(
                new Yaml(manyAliases()).<Map<String, Object>>load(yaml).get("methods"));
        Map<String, Method> methods = new TreeMap<>();
        tree.properties()
                .forEach(entry -> methods.put(entry.getKey(), mapper.treeToValue(entry.getValue(), Method.class)));
        return new MethodTable(methods);
    }

    Optional<Method> offering(ReferenceCase referenceCase) {
        return Optional.ofNullable(methods.get(referenceCase.method()))
                .filter(method -> !method.notOffered.containsKey(referenceCase.id()));
    }

    /** Many methods share one request. */
    private static LoaderOptions manyAliases() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        // The second of two methods of one name would be the only one.
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
