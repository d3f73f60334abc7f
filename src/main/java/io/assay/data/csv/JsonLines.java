package io.assay.data.csv;

import io.assay.data.ColumnType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Newline-delimited JSON: an object a line, whose names are columns. Read twice, for the last line may have a name that no
 * other has: once to learn, once to write what is good as CSV. Text is text there, whatever it looks like, but for dates
 * of ISO 8601, which JSON has no other form for.
 */
public final class JsonLines {

    /** How its CSV is written: every value in quotes, so that nothing at all is missing and "" is text. */
    public static final CsvDialect DIALECT = new CsvDialect(',', '"', '"');

    private static final int TELL = 4_096;

    private static final int MOST_COLUMNS = 10_000;

    private record Value(String text, boolean number) {}

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(1_000)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private final Map<String, CsvColumn> columns = new LinkedHashMap<>();
    private final CsvOptions options;
    private final BadRows bad;

    private JsonLines(CsvOptions options, BadRows bad) {
        this.options = options;
        this.bad = bad;
    }

    /** Reads the file, as {@link CsvScan#read} does another. */
    public static CsvScan.Result read(Path file, CsvOptions options, BadRows bad, OutputStream good, LongConsumer watch)
            throws IOException {
        JsonLines reader = new JsonLines(options, bad);
        try (BufferedReader lines = open(file)) {
            reader.learn(lines, watch);
        }
        long rows;
        try (BufferedReader lines = open(file)) {
            rows = reader.write(lines, good, watch);
        }
        for (String name : options.types().keySet()) {
            if (!reader.columns.containsKey(name)) {
                throw CsvScan.refused("types names the column " + name + ", which the file does not have.");
            }
        }
        return new CsvScan.Result(DIALECT, false, List.copyOf(reader.columns.values()), rows, "\\n", List.of());
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Utf8.open(file, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    private void learn(BufferedReader lines, LongConsumer watch) throws IOException {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Map<String, Value> row = parse(line);
                String fault = fault(row);
                if (fault != null) {
                    bad.add(number, fault, line);
                } else {
                    row.forEach((name, value) -> column(name).take(value.text, value.number));
                }
            } catch (JacksonException malformed) {
                bad.add(number, "is no JSON object", line);
            } catch (UnusableException unusable) {
                bad.add(number, unusable.fault, line);
            }
            if (number % TELL == 0) {
                watch.accept(number);
            }
        }
    }

    private CsvColumn column(String name) {
        CsvColumn known = columns.get(name);
        if (known != null) {
            return known;
        }
        if (columns.size() == MOST_COLUMNS) {
            throw CsvScan.refused("The file has more than " + MOST_COLUMNS + " columns.");
        }
        CsvColumn column =
                new CsvColumn(name, options.types().get(name), options.dateFormat(), options.datetimeFormat());
        columns.put(name, column);
        return column;
    }

    /** A column of nothing but null is one, too. */
    private @Nullable String fault(Map<String, Value> row) {
        for (Map.Entry<String, Value> member : row.entrySet()) {
            ColumnType wanted = options.types().get(member.getKey());
            if (wanted != null) {
                String fault = column(member.getKey()).fault(member.getValue().text, member.getValue().number);
                if (fault != null) {
                    return fault;
                }
            }
        }
        return null;
    }

    private long write(BufferedReader lines, OutputStream good, LongConsumer watch) throws IOException {
        long rows = 0;
        List<String> names = new ArrayList<>(columns.keySet());
        StringBuilder text = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Map<String, Value> row = line.isBlank() ? null : good(line);
            if (row == null) {
                continue;
            }
            text.setLength(0);
            for (int column = 0; column < names.size(); column++) {
                Value value = row.get(names.get(column));
                text.append(column == 0 ? "" : ",");
                if (value != null) {
                    text.append('"').append(value.text.replace("\"", "\"\"")).append('"');
                }
            }
            good.write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            rows++;
            if (rows % TELL == 0) {
                watch.accept(rows);
            }
        }
        return rows;
    }

    private @Nullable Map<String, Value> good(String line) {
        try {
            Map<String, Value> row = parse(line);
            return fault(row) == null ? row : null;
        } catch (JacksonException | UnusableException toldBefore) {
            return null;
        }
    }

    /** The members that have a value; names that come with null make a column. */
    private Map<String, Value> parse(String line) throws UnusableException {
        Map<String, Value> row = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw nested("place of an object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                requireText(name);
                switch (token) {
                    case VALUE_NULL -> missing.add(name);
                    case VALUE_STRING -> row.put(name, new Value(requireText(parser.getString()), false));
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> row.put(name, new Value(parser.getString(), true));
                    case VALUE_TRUE, VALUE_FALSE -> row.put(name, new Value(parser.getString(), false));
                    case null, default -> throw nested("column " + name);
                }
            }
            if (parser.nextToken() != null) {
                throw nested("place of a line's end");
            }
        }
        missing.forEach(this::column);
        return row;
    }

    private static UnusableException nested(String place) {
        return new UnusableException("has in " + place + " an object or an array");
    }

    /** Half of a surrogate pair, which an escape may name, is no text: no encoding could hold it. */
    private static String requireText(String text) throws UnusableException {
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                boolean isPair =
                        at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
                if (!isPair) {
                    throw new UnusableException("has half of a surrogate pair, which is no character");
                }
                at++;
            }
        }
        return text;
    }

    /** A value that no cell can hold. */
    private static final class UnusableException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String fault;

        UnusableException(String fault) {
            super(fault, null, false, false);
            this.fault = fault;
        }
    }
}
