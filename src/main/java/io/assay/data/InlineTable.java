package io.assay.data;

import io.assay.platform.json.PointerSegment;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a table out of a request, strictly: a column holds numbers, text or truth values and not some of each; a number
 * is one that a double holds, whole ones exactly. What is ISO 8601 stays text until somebody asks {@link Times}. A
 * column that is all missing is one of numbers.
 */
final class InlineTable {

    private static final int MOST_ERRORS = 100;

    private static final BigInteger EXACT = BigInteger.TWO.pow(53);

    private static final int LONGEST_NAME = 1_000;

    /** Where the values of a column are, and what a pointer to one is. */
    private record Cells(IntFunction<JsonNode> value, IntFunction<String> pointer) {}

    private final String pointer;

    private final List<FieldError> errors = new ArrayList<>();

    private InlineTable(String pointer) {
        this.pointer = pointer;
    }

    /** How many rows there are, without reading them. */
    static long rows(TableData data) {
        List<ObjectNode> rows = data.rows();
        ObjectNode columns = data.columns();
        if (rows != null) {
            return rows.size();
        }
        return columns == null || columns.isEmpty()
                ? 0
                : columns.iterator().next().size();
    }

    /**
     * The table of {@code columns} or {@code rows}.
     *
     * @param wanted names of the columns to read; null for all
     */
    static Table read(TableData data, String pointer, @Nullable Set<String> wanted) {
        InlineTable reader = new InlineTable(pointer);
        ObjectNode columns = data.columns();
        List<ObjectNode> rows = data.rows();
        Table table = columns != null
                ? reader.columns(columns, wanted)
                : reader.rows(rows == null ? List.of() : rows, wanted);
        if (!reader.errors.isEmpty()) {
            throw reader.refusal();
        }
        return table;
    }

    private Table columns(ObjectNode given, @Nullable Set<String> wanted) {
        String place = pointer + "/columns";
        if (given.isEmpty()) {
            reject(place, "must have at least one column");
        }
        int rows = -1;
        String first = "";
        for (Map.Entry<String, JsonNode> member : given.properties()) {
            JsonNode values = member.getValue();
            String at = place + "/" + PointerSegment.escape(member.getKey());
            checkName(place, member.getKey());
            if (!values.isArray()) {
                reject(at, "must be an array of values");
            } else if (rows < 0) {
                rows = values.size();
                first = member.getKey();
            } else if (values.size() != rows) {
                reject(at, "has " + values.size() + " values where " + first + " has " + rows);
            }
        }
        if (rows == 0) {
            reject(place, "must have at least one row");
        }
        return table(rows, given.propertyNames(), wanted, name -> {
            JsonNode values = given.path(name);
            String at = place + "/" + PointerSegment.escape(name) + "/";
            return new Cells(values::path, row -> at + row);
        });
    }

    private Table rows(List<ObjectNode> given, @Nullable Set<String> wanted) {
        String place = pointer + "/rows";
        if (given.isEmpty()) {
            reject(place, "must have at least one row");
        }
        Set<String> names = new LinkedHashSet<>();
        given.forEach(row -> names.addAll(row.propertyNames()));
        names.forEach(name -> checkName(place, name));
        if (!given.isEmpty() && names.isEmpty()) {
            reject(place, "must have at least one column");
        }
        return table(given.size(), names, wanted, name -> {
            String at = "/" + PointerSegment.escape(name);
            return new Cells(row -> given.get(row).path(name), row -> place + "/" + row + at);
        });
    }

    private void checkName(String place, String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            reject(place, "has a column whose name is blank or longer than " + LONGEST_NAME + " characters");
        }
    }

    private Table table(
            int rows, Collection<String> names, @Nullable Set<String> wanted, Function<String, Cells> cells) {
        if (!errors.isEmpty()) {
            throw refusal();
        }
        List<Column> read = new ArrayList<>();
        for (String name : Tables.chosen(names, wanted, pointer)) {
            read.add(column(name, rows, cells.apply(name)));
        }
        return new Table(rows, read);
    }

    /** What the first value is, the column is. */
    private Column column(String name, int rows, Cells cells) {
        for (int row = 0; row < rows; row++) {
            JsonNode value = cells.value.apply(row);
            if (!isMissing(value)) {
                return value.isString() || value.isBoolean()
                        ? words(name, rows, cells, value.isBoolean())
                        : numbers(name, rows, cells);
            }
        }
        return numbers(name, rows, cells);
    }

    private static boolean isMissing(JsonNode value) {
        return value.isNull() || value.isMissingNode();
    }

    private NumberColumn numbers(String name, int rows, Cells cells) {
        double[] values = new double[rows];
        boolean whole = true;
        for (int row = 0; row < rows; row++) {
            JsonNode value = cells.value.apply(row);
            values[row] = Double.NaN;
            if (!isMissing(value)) {
                String fault = fault(value);
                if (fault != null) {
                    reject(cells.pointer.apply(row), fault);
                } else {
                    values[row] = value.numberValue().doubleValue();
                    whole &= value.isIntegralNumber();
                }
            }
        }
        return new NumberColumn(name, values, whole);
    }

    private static @Nullable String fault(JsonNode value) {
        if (!value.isNumber()) {
            return "must be a number as the other values of its column, not " + kind(value);
        }
        double number = value.numberValue().doubleValue();
        if (!Double.isFinite(number)) {
            return "must be a number of at most " + Double.MAX_VALUE + " in magnitude";
        }
        return value.isIntegralNumber()
                        && !value.isInt()
                        && value.bigIntegerValue().abs().compareTo(EXACT) > 0
                ? "must be between -2^53 and 2^53, beyond which doubles skip whole numbers; send identifiers as text"
                : null;
    }

    private TextColumn words(String name, int rows, Cells cells, boolean truth) {
        int[] codes = new int[rows];
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            JsonNode value = cells.value.apply(row);
            codes[row] = -1;
            if (isMissing(value)) {
                continue;
            }
            if (truth ? value.isBoolean() : value.isString()) {
                String word = truth ? Boolean.toString(value.booleanValue()) : value.stringValue();
                Integer code = levels.putIfAbsent(word, levels.size());
                codes[row] = code == null ? levels.size() - 1 : code;
            } else {
                reject(
                        cells.pointer.apply(row),
                        "must be " + (truth ? "true or false" : "text") + " as the other values of its column, not "
                                + kind(value));
            }
        }
        return new TextColumn(name, codes, List.copyOf(levels.keySet()));
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL, MISSING, BINARY, POJO -> "nothing";
        };
    }

    private void reject(String at, String detail) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(new FieldError(at, detail));
        }
    }

    private ProblemException refusal() {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The table cannot be read.", errors);
    }
}
