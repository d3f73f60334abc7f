package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.sample.Frequencies;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The different values of a column in the training rows: numbers ascending or texts by code point. Finds their places
 * again in other rows, where a text is hashed once for each level and not for each row.
 */
public final class Categories {

    /** The place of what was not learned, and of what is missing. */
    static final int NONE = -1;

    /**
     * In JSON.
     *
     * @param texts null when they are numbers
     * @param numbers null when they are texts
     * @param whole whether numbers are named 3 and not 3.0; null when they are texts
     */
    record Form(
            @Nullable List<String> texts,
            @Nullable Doubles numbers,
            @Nullable Boolean whole) {}

    private final Form form;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    private Categories(Form form) {
        this.form = form;
        Doubles numbers = form.numbers();
        if ((form.texts() == null) == (numbers == null)) {
            throw new InvalidInputException("", "must have either texts or numbers");
        }
        if (numbers == null) {
            this.names = List.copyOf(texts());
            for (String name : names) {
                places.put(name, places.size());
            }
        } else {
            boolean whole = Boolean.TRUE.equals(form.whole());
            this.names = Arrays.stream(numbers.array())
                    .mapToObj(number -> Words.category(number, whole))
                    .toList();
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Categories of(Form form) {
        return new Categories(form);
    }

    /** Those of a column's rows. */
    static Categories in(Column column) {
        return switch (column) {
            case NumberColumn numbers ->
                new Categories(new Form(null, new Doubles(Frequencies.distinct(numbers.values())), numbers.isWhole()));
            case TextColumn text -> new Categories(new Form(sorted(text), null, null));
            case TimeColumn times ->
                throw Refusal.of(times, "holds times, which are no categories: calendar makes some of them");
        };
    }

    @JsonValue
    Form form() {
        return form;
    }

    int size() {
        return names.size();
    }

    /** As they are called in the names of columns. */
    List<String> names() {
        return names;
    }

    /** For each row the place of its category, or {@link #NONE}. */
    int[] places(Column column) {
        return switch (column) {
            case NumberColumn numbers -> places(numbers);
            case TextColumn text -> places(text);
            case TimeColumn times -> throw Refusal.of(times, "holds times, and categories were learned of it");
        };
    }

    private int[] places(TextColumn text) {
        if (form.texts() == null) {
            throw Refusal.of(text, "holds text, and numbers were learned of it");
        }
        int[] codes = text.codes();
        int[] found = new int[codes.length];
        List<String> levels = text.levels();
        if (levels.size() > codes.length) {
            for (int row = 0; row < codes.length; row++) {
                found[row] = codes[row] < 0 ? NONE : place(levels.get(codes[row]));
            }
            return found;
        }
        int[] ofLevels = new int[levels.size()];
        for (int level = 0; level < ofLevels.length; level++) {
            ofLevels[level] = place(levels.get(level));
        }
        for (int row = 0; row < codes.length; row++) {
            found[row] = codes[row] < 0 ? NONE : ofLevels[codes[row]];
        }
        return found;
    }

    private int[] places(NumberColumn column) {
        Doubles numbers = form.numbers();
        if (numbers == null) {
            throw Refusal.of(column, "holds numbers, and texts were learned of it");
        }
        double[] sorted = numbers.array();
        double[] values = column.values();
        int[] found = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            int place = Double.isNaN(value) ? NONE : Arrays.binarySearch(sorted, value + 0.0);
            found[row] = Math.max(NONE, place);
        }
        return found;
    }

    private int place(String text) {
        Integer place = places.get(text);
        return place == null ? NONE : place;
    }

    private List<String> texts() {
        return form.texts() == null ? List.of() : form.texts();
    }

    private static List<String> sorted(TextColumn text) {
        int[] counts = Columns.counts(text);
        List<String> levels = text.levels();
        return IntStream.range(0, counts.length)
                .filter(level -> counts[level] > 0)
                .mapToObj(levels::get)
                .sorted(Words.BY_CODE_POINT)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Categories categories && form.equals(categories.form);
    }

    @Override
    public int hashCode() {
        return form.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
