package io.assay.causal;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.regression.Clusters;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A column by which rows belong together: a code for each row, codes in the order of the values, all of them used.
 * Numbers and moments are in order of size, words in the order of their letters.
 */
public final class Key {

    /** By how much of a step a distance may miss a multiple of it. */
    private static final double UNEVEN = 1e-6;

    /** Steps for each value that there is. */
    private static final int MOST_STEPS = 20;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

    private static final double MICROS_OF_A_DAY = 86_400_000_000.0;

    private final String name;
    private final int[] codes;
    private final List<String> labels;
    private final double[] values;

    private Key(String name, int[] codes, List<String> labels, double[] values) {
        this.name = name;
        this.codes = codes;
        this.labels = labels;
        this.values = values;
    }

    /** Of all rows; none of them is missing. */
    public static Key of(Column column) {
        return of(column, IntStream.range(0, column.size()).toArray());
    }

    /** Of the rows at these places; none of them is missing. */
    static Key of(Column column, int[] rows) {
        return switch (column) {
            case NumberColumn numbers -> {
                double[] values = Arrays.stream(rows)
                        .mapToDouble(row -> numbers.values()[row] + 0.0)
                        .toArray();
                double[] levels = distinct(values);
                yield new Key(
                        column.name(),
                        places(values, levels),
                        Arrays.stream(levels).mapToObj(Key::number).toList(),
                        levels);
            }
            case TimeColumn times -> {
                // A microsecond is exact in a double for two centuries around 1970.
                double[] values = Arrays.stream(rows)
                        .mapToDouble(row -> times.micros()[row])
                        .toArray();
                double[] levels = distinct(values);
                yield new Key(
                        column.name(),
                        places(values, levels),
                        Arrays.stream(levels)
                                .mapToObj(level -> moment((long) level, times.isLocal()))
                                .toList(),
                        Arrays.stream(levels)
                                .map(level -> level / MICROS_OF_A_DAY)
                                .toArray());
            }
            case TextColumn words -> {
                boolean[] used = new boolean[words.levels().size()];
                for (int row : rows) {
                    used[words.codes()[row]] = true;
                }
                int[] order = IntStream.range(0, used.length)
                        .filter(level -> used[level])
                        .boxed()
                        .sorted((a, b) ->
                                words.levels().get(a).compareTo(words.levels().get(b)))
                        .mapToInt(Integer::intValue)
                        .toArray();
                int[] place = new int[used.length];
                for (int i = 0; i < order.length; i++) {
                    place[order[i]] = i;
                }
                yield new Key(
                        column.name(),
                        Arrays.stream(rows)
                                .map(row -> place[words.codes()[row]])
                                .toArray(),
                        Arrays.stream(order).mapToObj(words.levels()::get).toList(),
                        IntStream.range(0, order.length).asDoubleStream().toArray());
            }
        };
    }

    private static double[] distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[count++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static int[] places(double[] values, double[] levels) {
        double low = levels.length == 0 ? 0 : levels[0];
        boolean dense = IntStream.range(0, levels.length).allMatch(i -> levels[i] - low == i);
        return Arrays.stream(values)
                .mapToInt(value -> dense ? (int) (value - low) : Arrays.binarySearch(levels, value))
                .toArray();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 0x1p53
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String moment(long micros, boolean local) {
        Instant moment =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        String text = moment.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
        return text.endsWith("T00:00") && local
                ? text.substring(0, text.length() - "T00:00".length())
                : moment.toString();
    }

    /** Refuses words that are numbers and as words in another order, 10 before 2, where they are to tell what comes after what. */
    public void requireOrder(String pointer) {
        double before = Double.NEGATIVE_INFINITY;
        String unlike = null;
        for (int code = 0; code < labels.size(); code++) {
            if (!NUMBER.matcher(labels.get(code)).matches()) {
                return;
            }
            double value = Double.parseDouble(labels.get(code));
            unlike = unlike == null && value <= before ? labels.get(code) : unlike;
            before = value;
        }
        if (unlike != null) {
            throw Refused.at(
                    pointer, "must be numbers, and %s is text, in which %s comes late".formatted(name, unlike));
        }
    }

    public String name() {
        return name;
    }

    /** By row, from 0 to below {@link #count()}; not to be written to. */
    public int[] codes() {
        return codes;
    }

    public int count() {
        return labels.size();
    }

    /** What the codes stand for, as text. */
    public List<String> labels() {
        return labels;
    }

    /** What a code stands for, as a number: days since 1970 of a moment, the code itself where the column is text. */
    public double value(int code) {
        return values[code];
    }

    /**
     * Codes in steps of the shortest distance between two values, so that a period that no row has is a gap; null where
     * distances are no multiples of it, as those of months are not, or most of the steps would be gaps.
     */
    public int @Nullable [] steps() {
        double step = Double.POSITIVE_INFINITY;
        for (int code = 1; code < values.length; code++) {
            step = Math.min(step, values[code] - values[code - 1]);
        }
        int[] steps = new int[values.length];
        for (int code = 1; code < values.length; code++) {
            double away = (values[code] - values[0]) / step;
            if (Math.abs(away - Math.rint(away)) > UNEVEN || away > MOST_STEPS * (double) values.length) {
                return null;
            }
            steps[code] = (int) Math.rint(away);
        }
        return Arrays.stream(codes).map(code -> steps[code]).toArray();
    }

    /** The same as clusters. */
    public Clusters clusters() {
        return Clusters.of(name, codes);
    }
}
