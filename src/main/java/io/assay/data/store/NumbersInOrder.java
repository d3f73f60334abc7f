package io.assay.data.store;

import io.assay.data.duck.Duck;
import io.assay.data.duck.Session;
import io.assay.data.store.Profile.Bin;
import io.assay.data.store.Profile.Frequent;
import io.assay.statistics.sample.Quantile;
import io.assay.statistics.sample.SampleMoments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.duckdb.DuckDBReadableVector;
import org.jooq.Field;
import org.jooq.Table;

/**
 * What is told of a column's numbers, found while they go by once in ascending order: that order makes quantiles, different
 * values and the most frequent ones a matter of counting, and sums the same to the last bit each time.
 */
final class NumbersInOrder {

    private static final int BINS = 20;

    /** So many are sorted in memory; more by DuckDB, which has a disk for them. */
    private static final int HELD = 4_000_000;

    private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

    private static final List<String> SHARE_NAMES = List.of("p1", "p5", "p25", "p50", "p75", "p95", "p99");

    /** Sums run over blocks first, so that their rounding grows with the number of blocks and not of values. */
    private static final int BLOCK = 256;

    private final long count;

    private final double mean;

    private final double[] edges;

    private final long[] bins;

    /** The places of the values that quantiles lie between, ascending, and those values. */
    private final long[] places;

    private final double[] found;

    private final double[] topValues = new double[Profiling.TOP];

    private final long[] topCounts = new long[Profiling.TOP];

    private long taken;

    private int bin;

    private int place;

    private double current;

    private long often;

    private long distinct;

    private long zeros;

    private long negatives;

    private double blockOfDeviations;

    private double blockOfSquares;

    private double blockOfCubes;

    private double deviations;

    private double squares;

    private double cubes;

    private NumbersInOrder(long count, double minimum, double maximum, double mean) {
        this.count = count;
        this.mean = mean;
        this.edges = edges(minimum, maximum);
        this.bins = new long[edges.length - 1];
        this.places = Arrays.stream(SHARES)
                .mapToLong(share -> (long) place(share))
                .flatMap(below -> LongStream.of(below, Math.min(below + 1, count - 1)))
                .sorted()
                .distinct()
                .toArray();
        this.found = new double[places.length];
    }

    /**
     * Of a column.
     *
     * @param count of its values, at least one
     * @param mean of them, to within rounding
     */
    static NumbersInOrder of(
            Session session, Table<?> rows, int place, long count, double minimum, double maximum, double mean) {
        NumbersInOrder numbers = new NumbersInOrder(count, minimum, maximum, mean);
        Field<Double> number = ParquetFile.number(place);
        var present = Duck.sql()
                .select(number)
                .from(rows)
                .where(ParquetFile.value(place).isNotNull());
        if (count > HELD) {
            session.chunks(present.orderBy(number), chunk -> {
                DuckDBReadableVector cells = chunk.vector(0);
                for (int row = 0; row < chunk.rowCount(); row++) {
                    numbers.take(cells.getDouble(row) + 0.0);
                }
            });
        } else {
            double[] held = new double[(int) count];
            int[] filled = new int[1];
            session.chunks(present, chunk -> {
                DuckDBReadableVector cells = chunk.vector(0);
                for (int row = 0; row < chunk.rowCount(); row++) {
                    // 0 and -0 are one.
                    held[filled[0]++] = cells.getDouble(row) + 0.0;
                }
            });
            Arrays.sort(held);
            for (double value : held) {
                numbers.take(value);
            }
        }
        numbers.end();
        return numbers;
    }

    /** Equal widths, the last bin with its upper end; one bin where all values are the same. */
    private static double[] edges(double minimum, double maximum) {
        if (minimum == maximum) {
            return new double[] {minimum, maximum};
        }
        double[] edges = new double[BINS + 1];
        edges[0] = minimum;
        for (int edge = 1; edge < BINS; edge++) {
            // Not by the range, which may be beyond the largest double; and rounding puts none below the one before,
            // where the range is a few of the smallest steps.
            double part = edge / (double) BINS;
            edges[edge] = Math.max(minimum * (1 - part) + maximum * part, edges[edge - 1]);
        }
        edges[BINS] = maximum;
        return edges;
    }

    private void take(double value) {
        if (place < places.length && places[place] == taken) {
            found[place++] = value;
        }
        while (bin < bins.length - 1 && value >= edges[bin + 1]) {
            bin++;
        }
        bins[bin]++;
        if (value != current || often == 0) {
            endRun();
            current = value;
        }
        often++;
        zeros += value == 0 ? 1 : 0;
        negatives += value < 0 ? 1 : 0;
        double deviation = value - mean;
        double square = deviation * deviation;
        blockOfDeviations += deviation;
        blockOfSquares += square;
        blockOfCubes += square * deviation;
        taken++;
        if (taken % BLOCK == 0) {
            endBlock();
        }
    }

    private void end() {
        if (taken != count) {
            throw new IllegalStateException("DuckDB read " + taken + " values, not " + count);
        }
        endRun();
        endBlock();
    }

    private void endBlock() {
        deviations += blockOfDeviations;
        squares += blockOfSquares;
        cubes += blockOfCubes;
        blockOfDeviations = 0;
        blockOfSquares = 0;
        blockOfCubes = 0;
    }

    /** Puts the value that is over among the most frequent: after those that come as often, which are smaller. */
    private void endRun() {
        if (often > 0) {
            distinct++;
            int at = Profiling.TOP;
            while (at > 0 && topCounts[at - 1] < often) {
                at--;
                if (at + 1 < Profiling.TOP) {
                    topCounts[at + 1] = topCounts[at];
                    topValues[at + 1] = topValues[at];
                }
            }
            if (at < Profiling.TOP) {
                topCounts[at] = often;
                topValues[at] = current;
            }
        }
        often = 0;
    }

    /** Where a quantile lies among the values, the first being 0. */
    private double place(double share) {
        return (count - 1) * share;
    }

    long distinct() {
        return distinct;
    }

    long zeros() {
        return zeros;
    }

    long negatives() {
        return negatives;
    }

    /** Of the sample, about its mean, of which a rounding error is taken out. */
    SampleMoments moments() {
        return SampleMoments.about(mean, count, deviations, squares, cubes, edges[0], edges[edges.length - 1]);
    }

    /** The most frequent values, most first, the smaller first of those that come as often. */
    List<Frequent> top(boolean whole) {
        List<Frequent> top = new ArrayList<>();
        for (int at = 0; at < Profiling.TOP && topCounts[at] > 0; at++) {
            Number value = whole ? (Number) (long) topValues[at] : (Number) topValues[at];
            top.add(new Frequent(value, topCounts[at]));
        }
        return top;
    }

    /** Linear between the two values beside the place (Hyndman and Fan's type 7), by their names. */
    Map<String, Double> quantiles() {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        for (int share = 0; share < SHARES.length; share++) {
            double at = place(SHARES[share]);
            long below = (long) at;
            quantiles.put(
                    SHARE_NAMES.get(share),
                    Quantile.between(value(below), value(Math.min(below + 1, count - 1)), at - below));
        }
        return quantiles;
    }

    private double value(long at) {
        return found[Arrays.binarySearch(places, at)];
    }

    List<Bin> histogram() {
        List<Bin> histogram = new ArrayList<>();
        for (int each = 0; each < bins.length; each++) {
            histogram.add(new Bin(edges[each], edges[each + 1], bins[each]));
        }
        return histogram;
    }
}
