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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
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

    /** Numbers ascending, and the place of each. */
    private final double[] sorted;

    private final int[] placesOfSorted;

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
            this.sorted = new double[0];
            this.placesOfSorted = new int[0];
        } else {
            boolean whole = Boolean.TRUE.equals(form.whole());
            this.names = Arrays.stream(numbers.array())
                    .mapToObj(number -> Words.category(number, whole))
                    .toList();
            this.placesOfSorted = ascending(numbers);
            this.sorted =
                    Arrays.stream(placesOfSorted).mapToDouble(numbers::get).toArray();
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

    /** Those that somebody named, in that order. */
    static Categories listed(List<Scalar> named) {
        if (named.getFirst().text() != null) {
            return new Categories(new Form(
                    named.stream().map(each -> String.valueOf(each.text())).toList(), null, null));
        }
        Doubles numbers = new Doubles(named.stream()
                .mapToDouble(each -> Options.or(each.number(), Double.NaN) + 0.0)
                .toArray());
        boolean whole = Arrays.stream(numbers.array()).allMatch(number -> number == Math.rint(number));
        return new Categories(new Form(null, numbers, whole));
    }

    /** Those of them at some places. */
    Categories only(IntPredicate kept) {
        Doubles numbers = form.numbers();
        IntStream places = IntStream.range(0, size()).filter(kept);
        return new Categories(
                numbers == null
                        ? new Form(places.mapToObj(names::get).toList(), null, null)
                        : new Form(
                                null,
                                new Doubles(places.mapToDouble(numbers::get).toArray()),
                                form.whole()));
    }

    /** The category of a row as it reads in a refusal. */
    static String shown(Column column, int row) {
        return switch (column) {
            case NumberColumn numbers -> Words.category(numbers.values()[row], numbers.isWhole());
            case TextColumn text -> "\"" + Words.shortened(String.valueOf(text.text(row))) + "\"";
            case TimeColumn times -> "a time";
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

    /** Marks the rows whose category is none of these. */
    void flagUnknown(Column column, byte[] flags) {
        int[] places = places(column);
        for (int row = 0; row < flags.length; row++) {
            if (places[row] == NONE && !column.isMissing(row)) {
                flags[row] |= Fitted.UNKNOWN;
            }
        }
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
        if (form.numbers() == null) {
            throw Refusal.of(column, "holds numbers, and texts were learned of it");
        }
        double[] values = column.values();
        int[] found = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            int at = Double.isNaN(value) ? NONE : Arrays.binarySearch(sorted, value + 0.0);
            found[row] = at < 0 ? NONE : placesOfSorted[at];
        }
        return found;
    }

    /** The places in the order of their numbers; those that were not given in an order of their own have it already. */
    private static int[] ascending(Doubles numbers) {
        double[] values = numbers.array();
        boolean sorted = IntStream.range(1, values.length).allMatch(i -> values[i - 1] < values[i]);
        IntStream places = IntStream.range(0, values.length);
        return sorted
                ? places.toArray()
                : places.boxed()
                        .sorted(Comparator.comparingDouble(place -> values[place]))
                        .mapToInt(Integer::intValue)
                        .toArray();
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
