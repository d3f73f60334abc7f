package io.assay.benchmark;

import io.assay.benchmark.TableComparison.Round;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * The part of the page on uploaded tables, with what they were to take.
 *
 * @param peakBytes the most memory that the service had
 */
record TableSection(List<TableComparison> tables, long peakBytes) {

    private static final double TARGET = 1.5;

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Tables

                A CSV file uploaded and profiled over HTTP: types from all cells, line numbers of bad rows, a fingerprint, exact
                quantiles and counts of values. Beside it DuckDB's own reader to Parquet and its SUMMARIZE, whose quantiles and
                counts are approximate, in one process without HTTP. Medians of turns.

                | rows | file, MB | upload, s | profile, s | DuckDB reads, s | summarizes, s | times as long | range | target | met |
                |---:|---:|---:|---:|---:|---:|---:|---|---:|---|
                """);
        for (TableComparison table : tables) {
            double[] ratios =
                    table.rounds().stream().mapToDouble(Round::ratio).sorted().toArray();
            double ratio = Quantiles.median(ratios);
            section.append(BenchmarkPage.row(
                    table.rows(),
                    BenchmarkPage.fixed(table.bytes() / 1e6, 0),
                    seconds(table, Round::upload),
                    seconds(table, Round::profile),
                    seconds(table, Round::read),
                    seconds(table, Round::summarize),
                    BenchmarkPage.fixed(ratio, 2),
                    BenchmarkPage.range(ratios, 2),
                    BenchmarkPage.fixed(TARGET, 1),
                    ratio <= TARGET ? "yes" : "no"));
        }
        if (peakBytes > 0) {
            section.append(String.format(
                    Locale.ROOT,
                    "%nThe service had %d MB of memory at most, its Java heap and DuckDB's together.%n",
                    peakBytes / 1_000_000));
        }
        return section.toString();
    }

    private static String seconds(TableComparison table, ToLongFunction<Round> part) {
        return BenchmarkPage.fixed(
                Quantiles.median(table.rounds().stream()
                                .mapToDouble(part::applyAsLong)
                                .sorted()
                                .toArray())
                        / 1e9,
                2);
    }
}
