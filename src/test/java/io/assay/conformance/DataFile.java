package io.assay.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A table beside the case files: CSV with a header, separated by commas or semicolons, perhaps compressed. An empty
 * field and NA are null. In a file of scikit-learn's, whose header does not name them, columns are x0, x1, … and target.
 */
record DataFile(Path path) {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    /** The columns by name, each an array. */
    JsonNode columns() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
            String header = reader.readLine();
            if (header == null) {
                throw new IllegalArgumentException(path + " is empty");
            }
            char separator = header.indexOf(';') >= 0 ? ';' : ',';
            List<String> names = names(fields(header, separator));
            List<ArrayNode> columns = names.stream()
                    .map(name -> JsonNodeFactory.instance.arrayNode())
                    .toList();
            reader.lines().forEach(line -> addRow(fields(line, separator), columns));
            ObjectNode table = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < names.size(); i++) {
                table.set(names.get(i), columns.get(i));
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** scikit-learn's own files begin with how many rows and features there are, and what the classes are called. */
    private static List<String> names(List<String> header) {
        if (header.size() < 2
                || !header.stream()
                        .limit(2)
                        .allMatch(field -> NUMBER.matcher(field).matches())) {
            return header;
        }
        List<String> names = new ArrayList<>();
        for (int feature = 0; feature < Integer.parseInt(header.get(1)); feature++) {
            names.add("x" + feature);
        }
        names.add("target");
        return names;
    }

    private InputStream open() throws IOException {
        InputStream file = Files.newInputStream(path);
        return path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
    }

    private void addRow(List<String> fields, List<ArrayNode> columns) {
        if (fields.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "%s has a row of %d fields under %d names".formatted(path, fields.size(), columns.size()));
        }
        for (int i = 0; i < fields.size(); i++) {
            columns.get(i).add(value(fields.get(i)));
        }
    }

    private static JsonNode value(String field) {
        if (field.isEmpty() || field.equals("NA")) {
            return NullNode.getInstance();
        }
        return NUMBER.matcher(field).matches() ? DecimalNode.valueOf(new BigDecimal(field)) : StringNode.valueOf(field);
    }

    private static List<String> fields(String line, char separator) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
