package io.assay.model.profile;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.drift.FrozenBins;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column were spread: counts over bins that stay what they were.
 *
 * @param share its part in what the model says, from 0 to 1; null where that is not known
 * @param least of numbers the least; null for all else, and where all are missing
 * @param largest of numbers the largest; likewise
 * @param edges of numbers the inner edges of their bins, ascending; empty for all else
 * @param levels of categories the most frequent ones, the most frequent first; empty for all else
 * @param counts of numbers one for each bin, of categories one for each level and one for all others, of times one for all; and
 *     last the missing ones
 */
public record ColumnProfile(
        String column,
        Kind kind,
        @Nullable Double share,
        @Nullable Double least,
        @Nullable Double largest,
        List<Double> edges,
        List<String> levels,
        List<Long> counts) {

    /** More categories than these are told apart by nobody who looks at drift, and would make the profile large. */
    private static final int MOST_LEVELS = 100;

    /** What a column holds. */
    public enum Kind {
        NUMBER,
        CATEGORY,

        /** Moves on by itself; only how much of it is missing can be held against what was. */
        TIME
    }

    public ColumnProfile {
        edges = List.copyOf(edges);
        levels = List.copyOf(levels);
        counts = List.copyOf(counts);
    }

    /** Of a column of the reference rows. */
    public static ColumnProfile of(Column column, @Nullable Double share) {
        return switch (column) {
            case NumberColumn numbers -> {
                FrozenBins bins = FrozenBins.of(numbers.values());
                yield new ColumnProfile(
                        column.name(),
                        Kind.NUMBER,
                        share,
                        extreme(numbers.values(), Math::min),
                        extreme(numbers.values(), Math::max),
                        Arrays.stream(bins.edges()).boxed().toList(),
                        List.of(),
                        boxed(bins.counts(numbers.values())));
            }
            case TextColumn words -> {
                List<String> levels = frequent(words);
                yield new ColumnProfile(
                        column.name(),
                        Kind.CATEGORY,
                        share,
                        null,
                        null,
                        List.of(),
                        levels,
                        boxed(counts(words, levels)));
            }
            case TimeColumn times ->
                new ColumnProfile(
                        column.name(),
                        Kind.TIME,
                        share,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        boxed(presentAndMissing(times)));
        };
    }

    private static @Nullable Double extreme(double[] values, DoubleBinaryOperator further) {
        OptionalDouble extreme =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).reduce(further);
        return extreme.isPresent() ? (Double) extreme.getAsDouble() : null;
    }

    /** The counts of the reference rows. */
    public long[] reference() {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * The counts of other rows over the same bins.
     *
     * @param rows of the type that the reference rows had
     */
    public long[] counts(Column rows) {
        return switch (kind) {
            case NUMBER ->
                FrozenBins.at(edges.stream().mapToDouble(Double::doubleValue).toArray())
                        .counts(((NumberColumn) rows).values());
            case CATEGORY -> counts((TextColumn) rows, levels);
            case TIME -> presentAndMissing(rows);
        };
    }

    /** One for each level, one for words that have no bin of their own, rare ones and such as were never seen, and the missing. */
    private static long[] counts(TextColumn words, List<String> levels) {
        Map<String, Integer> bins = new HashMap<>();
        for (int bin = 0; bin < levels.size(); bin++) {
            bins.put(levels.get(bin), bin);
        }
        int[] binOfCode = words.levels().stream()
                .mapToInt(level -> bins.getOrDefault(level, levels.size()))
                .toArray();
        long[] counts = new long[levels.size() + 2];
        for (int code : words.codes()) {
            counts[code < 0 ? levels.size() + 1 : binOfCode[code]]++;
        }
        return counts;
    }

    private static long[] presentAndMissing(Column column) {
        long[] counts = new long[2];
        for (int row = 0; row < column.size(); row++) {
            counts[column.isMissing(row) ? 1 : 0]++;
        }
        return counts;
    }

    /** The most frequent ones, of equally frequent ones the first by code point. */
    private static List<String> frequent(TextColumn words) {
        long[] counts = new long[words.levels().size()];
        for (int code : words.codes()) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        return IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer code) -> -counts[code])
                        .thenComparing(
                                code -> words.levels().get(code).codePoints().toArray(), Arrays::compare))
                .limit(MOST_LEVELS)
                .map(code -> words.levels().get(code))
                .toList();
    }

    private static List<Long> boxed(long[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
