package io.assay.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Lines of names and values, tables among them, in columns as wide as what is in them. */
final class Listing {

    private static final int INDENT = 2;

    /** One line's cells, or one that stands alone. */
    private record Line(int table, List<String> cells) {}

    private final List<Line> lines = new ArrayList<>();

    private int table;

    /** A name and its value. */
    void add(String name, JsonNode value) {
        row(name, text(value));
    }

    /** A line of a table. */
    void row(String... cells) {
        lines.add(new Line(table, List.of(cells)));
    }

    /** Begins another table, below a heading. */
    void heading(String words) {
        table++;
        if (!lines.isEmpty()) {
            lines.add(new Line(table++, List.of("")));
        }
        lines.add(new Line(table++, List.of(words)));
    }

    /** A line that is not of a table. */
    void sentence(String words) {
        table++;
        lines.add(new Line(table++, List.of(words)));
    }

    /** Every value of an object by its name, those of objects within it by both names. */
    void addAll(String prefix, JsonNode object) {
        object.properties().forEach(field -> {
            String name = prefix + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                addAll(name + ".", value);
            } else if (!value.isArray() || isFlat(value)) {
                add(name, value);
            }
        });
    }

    private static boolean isFlat(JsonNode array) {
        return !array.isEmpty()
                && StreamSupport.stream(array.spliterator(), false).allMatch(JsonNode::isNumber);
    }

    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(Listing::text)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    void print(PrintWriter out) {
        for (int first = 0; first < lines.size(); ) {
            int end = first;
            while (end < lines.size()
                    && lines.get(end).table() == lines.get(first).table()) {
                end++;
            }
            print(out, lines.subList(first, end));
            first = end;
        }
    }

    private static void print(PrintWriter out, List<Line> rows) {
        int columns = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
        int[] widths = new int[columns];
        for (Line row : rows) {
            for (int column = 0; column < row.cells().size(); column++) {
                widths[column] =
                        Math.max(widths[column], row.cells().get(column).length());
            }
        }
        for (Line row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.cells().size(); column++) {
                String cell = row.cells().get(column);
                line.append(cell);
                if (column < row.cells().size() - 1) {
                    line.append(" ".repeat(widths[column] - cell.length() + INDENT));
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
