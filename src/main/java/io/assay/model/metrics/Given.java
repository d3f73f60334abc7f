package io.assay.model.metrics;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TimeColumn;
import io.assay.platform.json.PointerSegment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where the values of a request are: in itself, or in columns of a table that it names. */
sealed interface Given {

    /** One value per row. */
    Column column(JsonNode field, String pointer);

    /** For each of several classes a number per row. */
    double[][] matrix(JsonNode field, String pointer);

    /** Whether a field is of several classes. */
    boolean isMatrix(JsonNode field);

    /** Columns by whose values rows are told apart, by name. */
    List<Column> segments(JsonNode field);

    /** Reads the table, if there is one. */
    static Given of(MetricsRequest request, Tables tables) {
        TableData data = request.data();
        if (data == null) {
            return new Themselves();
        }
        Set<String> names = new LinkedHashSet<>();
        named(request.y(), "/y", names);
        named(request.p(), "/p", names);
        named(request.pOther(), "/p_other", names);
        named(request.weights(), "/weights", names);
        named(request.groups(), "/groups", names);
        named(request.segments(), "/segments", names);
        return new Named(tables.read(data, "/data", names));
    }

    private static void named(@Nullable JsonNode field, String pointer, Set<String> names) {
        if (field == null || field.isNull()) {
            return;
        }
        if (field.isString()) {
            names.add(field.asString());
            return;
        }
        if (!field.isArray() || field.isEmpty()) {
            throw Values.refused(pointer, "must name a column of data");
        }
        int at = 0;
        for (JsonNode name : field) {
            if (!name.isString()) {
                throw Values.refused(pointer + "/" + at, "must name a column of data");
            }
            names.add(name.asString());
            at++;
        }
    }

    /** In the request itself. */
    record Themselves() implements Given {

        @Override
        public Column column(JsonNode field, String pointer) {
            return Values.column(field, pointer);
        }

        @Override
        public double[][] matrix(JsonNode field, String pointer) {
            return Values.matrix(field, pointer);
        }

        @Override
        public boolean isMatrix(JsonNode field) {
            return field.isArray() && !field.isEmpty() && field.get(0).isArray();
        }

        @Override
        public List<Column> segments(JsonNode field) {
            if (!field.isObject()) {
                throw Values.refused("/segments", "must be an object: by name one value per row");
            }
            List<Column> columns = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : field.properties()) {
                String pointer = "/segments/" + PointerSegment.escape(entry.getKey());
                columns.add(Values.column(entry.getValue(), pointer).renamed(entry.getKey()));
            }
            return columns;
        }
    }

    /**
     * In a table.
     *
     * @param table with all columns that are named
     */
    record Named(Table table) implements Given {

        @Override
        public Column column(JsonNode field, String pointer) {
            if (!field.isString()) {
                throw Values.refused(pointer, "must name one column of data");
            }
            Column column = table.column(field.asString());
            if (column == null || column instanceof TimeColumn) {
                throw Values.refused(pointer, "must name a column of numbers or text");
            }
            return column;
        }

        @Override
        public double[][] matrix(JsonNode field, String pointer) {
            double[][] columns = new double[field.size()][];
            for (int k = 0; k < columns.length; k++) {
                String place = pointer + "/" + k;
                columns[k] = Values.present(column(field.get(k), place), place);
            }
            return columns;
        }

        @Override
        public boolean isMatrix(JsonNode field) {
            return field.isArray();
        }

        @Override
        public List<Column> segments(JsonNode field) {
            if (!field.isArray()) {
                throw Values.refused("/segments", "must name columns of data");
            }
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < field.size(); i++) {
                columns.add(column(field.get(i), "/segments/" + i));
            }
            return columns;
        }
    }

    /** Whether all numbers are 0 or 1. */
    static boolean isZeroOne(Column column) {
        if (!(column instanceof NumberColumn numbers)) {
            return false;
        }
        for (double value : numbers.values()) {
            if (value != 0 && value != 1) {
                return false;
            }
        }
        return true;
    }
}
