package io.assay.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of reference cases: an array of them, or an object that has them under {@code cases}. */
record CaseFile(String name, List<ReferenceCase> cases) {

    /** Decimals as they are written, so that what is sent is what the file says. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** All case files of a folder, by name; a folder that is missing or has none is an error. */
    static List<CaseFile> readAll(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no such folder: " + folder.toAbsolutePath());
        }
        List<CaseFile> caseFiles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> caseFiles.add(read(file)));
        }
        if (caseFiles.isEmpty()) {
            throw new IllegalArgumentException("no case file in " + folder.toAbsolutePath());
        }
        return List.copyOf(caseFiles);
    }

    private static CaseFile read(Path file) {
        JsonNode json = JSON.readTree(file);
        JsonNode cases = json.isArray() ? json : json.path("cases");
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("no case in " + file);
        }
        return new CaseFile(
                file.getFileName().toString(),
                cases.values().stream()
                        .map(one -> new ReferenceCase(withDataset(one, cases), file.resolveSibling("")))
                        .toList());
    }

    /** A dataset that is {@code same_as} another case's is that one. */
    private static JsonNode withDataset(JsonNode one, JsonNode cases) {
        JsonNode other = one.path("dataset").path("same_as");
        return cases.values().stream()
                .filter(candidate -> other.isString() && candidate.path("id").equals(other))
                .findFirst()
                .map(found -> {
                    ObjectNode whole = (ObjectNode) one.deepCopy();
                    whole.set("dataset", found.path("dataset"));
                    return (JsonNode) whole;
                })
                .orElse(one);
    }
}
