package io.assay.model.judgement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column by whose values rows are told apart. */
public final class Segmentation {

    private final String column;
    private final List<@Nullable String> values;
    private final int[] codes;

    private Segmentation(String column, List<@Nullable String> values, int[] codes) {
        this.column = column;
        this.values = values;
        this.codes = codes;
    }

    /**
     * By the values as they stand, in the order in which they first come.
     *
     * @param cells one per row, null where it is missing, which is a value like others
     */
    public static Segmentation of(String column, List<@Nullable String> cells) {
        Map<@Nullable String, Integer> numbers = new LinkedHashMap<>();
        int[] codes = new int[cells.size()];
        int row = 0;
        for (String cell : cells) {
            Integer number = numbers.get(cell);
            if (number == null) {
                number = numbers.size();
                numbers.put(cell, number);
            }
            codes[row++] = number;
        }
        return new Segmentation(column, Collections.unmodifiableList(new ArrayList<>(numbers.keySet())), codes);
    }

    public String column() {
        return column;
    }

    /** The values that come, null for missing. */
    public List<@Nullable String> values() {
        return values;
    }

    public int rows() {
        return codes.length;
    }

    /** Which rows have the value of this number. */
    boolean[] rowsOf(int value) {
        boolean[] rows = new boolean[codes.length];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = codes[row] == value;
        }
        return rows;
    }
}
