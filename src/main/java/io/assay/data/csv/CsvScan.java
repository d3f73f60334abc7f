package io.assay.data.csv;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file once, from its first byte to its last: writes the good rows on, without header and blank lines and
 * each ended by a line feed, tells of the bad ones, and knows what each column is.
 */
public final class CsvScan {

    private static final int SAMPLE = 256 * 1024;

    private static final int MOST_COLUMNS = 10_000;

    private static final int TELL = 4_096;

    private static final int ALL_LENGTHS = 64;

    /**
     * What a file holds.
     *
     * @param rows that are good
     * @param lineEnd of every row, escaped; null where the file is not as DuckDB should read it, since it has bad rows, blank
     *     lines, lines to be skipped or line ends of several kinds
     * @param notes what was found out or changed, in words
     */
    public record Result(
            CsvDialect dialect,
            boolean header,
            List<CsvColumn> columns,
            long rows,
            @Nullable String lineEnd,
            List<String> notes) {}

    private final CsvOptions options;
    private final BadRows bad;
    private final @Nullable OutputStream good;
    private final LongConsumer watch;
    private final byte decimal;
    private final byte[][] missing;
    private final boolean[] missingLengths = new boolean[ALL_LENGTHS];
    private final List<String> notes = new ArrayList<>();

    private CsvScan(CsvOptions options, BadRows bad, @Nullable OutputStream good, LongConsumer watch) {
        this.options = options;
        this.bad = bad;
        this.good = good;
        this.watch = watch;
        this.decimal = (byte) (options.decimalComma() ? ',' : '.');
        this.missing = options.missing().stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (byte[] text : missing) {
            missingLengths[Math.min(text.length, ALL_LENGTHS - 1)] = true;
        }
    }

    /**
     * Reads the file.
     *
     * @param in UTF-8, without a byte order mark
     * @param good where good rows go; null for nowhere
     * @param watch told now and then how many rows were read
     * @throws ProblemException with status 422 when it has no rows or no columns, or lacks a column of the options
     */
    public static Result read(
            InputStream in, CsvOptions options, BadRows bad, @Nullable OutputStream good, LongConsumer watch)
            throws IOException {
        return new CsvScan(options, bad, good, watch).read(in);
    }

    private Result read(InputStream in) throws IOException {
        for (int line = 0; line < options.skip(); line++) {
            skipLine(in);
        }
        byte[] sample = in.readNBytes(SAMPLE);
        byte[] whole = wholeRows(sample);
        CsvDialect dialect = CsvHeader.dialect(whole, options);
        boolean header = options.header() == null ? CsvHeader.isThere(whole, dialect) : options.header();
        CsvRows rows = new CsvRows(new SequenceInputStream(new ByteArrayInputStream(sample), in), dialect);
        if (!rows.next()) {
            throw refused("The file has no rows.");
        }
        List<CsvColumn> columns = columns(rows, dialect, header);
        long count = 0;
        boolean more = !header || rows.next();
        while (more) {
            if (take(rows, columns)) {
                if (good != null) {
                    good.write(rows.buffer(), rows.start(), rows.end() - rows.start());
                    good.write('\n');
                }
                count++;
            }
            if ((count + bad.total()) % TELL == 0) {
                watch.accept(count);
            }
            more = rows.next();
        }
        String lineEnd = bad.total() > 0 || options.skip() > 0 ? null : rows.lineEnd();
        return new Result(dialect, header, columns, count, lineEnd, notes);
    }

    private static void skipLine(InputStream in) throws IOException {
        int read = in.read();
        while (read >= 0 && read != '\n') {
            read = in.read();
        }
    }

    /** What ends in the middle of a row would look like a bad one. */
    private static byte[] wholeRows(byte[] sample) {
        if (sample.length < SAMPLE) {
            return sample;
        }
        int end = sample.length;
        while (end > 0 && sample[end - 1] != '\n' && sample[end - 1] != '\r') {
            end--;
        }
        return end == 0 ? sample : Arrays.copyOf(sample, end);
    }

    private List<CsvColumn> columns(CsvRows rows, CsvDialect dialect, boolean header) {
        if (rows.fault() != null) {
            throw refused("The first row " + rows.fault() + ".");
        }
        if (rows.cells() > MOST_COLUMNS) {
            throw refused("The file has " + rows.cells() + " columns; " + MOST_COLUMNS + " are the most.");
        }
        List<String> given = new ArrayList<>();
        for (int cell = 0; cell < rows.cells(); cell++) {
            given.add(header ? CsvHeader.text(rows, cell, dialect) : "column_" + (cell + 1));
        }
        List<String> names = CsvHeader.names(given, notes);
        for (String name : options.types().keySet()) {
            if (!names.contains(name)) {
                throw refused("types names the column " + name + ", which the file does not have.");
            }
        }
        return names.stream()
                .map(name ->
                        new CsvColumn(name, options.types().get(name), options.dateFormat(), options.datetimeFormat()))
                .toList();
    }

    private boolean take(CsvRows rows, List<CsvColumn> columns) throws IOException {
        String fault = rows.fault();
        if (fault == null && rows.cells() != columns.size()) {
            fault = "has " + rows.cells() + (rows.cells() == 1 ? " cell" : " cells") + " where the first row has "
                    + columns.size();
        }
        for (int cell = 0; cell < columns.size() && fault == null; cell++) {
            if (columns.get(cell).isNamed()) {
                fault = fault(rows, cell, columns.get(cell));
            }
        }
        if (fault != null) {
            bad.add(
                    rows.line(),
                    fault,
                    new String(rows.buffer(), rows.start(), rows.end() - rows.start(), StandardCharsets.UTF_8));
            return false;
        }
        for (int cell = 0; cell < columns.size(); cell++) {
            CsvColumn column = columns.get(cell);
            int from = rows.from(cell);
            int to = rows.to(cell);
            if (!column.isSettled() && !isMissing(rows.buffer(), from, to)) {
                column.take(rows.buffer(), from, to, !rows.isEscaped(cell), decimal);
            }
        }
        return true;
    }

    private @Nullable String fault(CsvRows rows, int cell, CsvColumn column) {
        int from = rows.from(cell);
        int to = rows.to(cell);
        return isMissing(rows.buffer(), from, to)
                ? null
                : column.fault(rows.buffer(), from, to, !rows.isEscaped(cell), decimal);
    }

    private boolean isMissing(byte[] text, int from, int to) {
        if (!missingLengths[Math.min(to - from, ALL_LENGTHS - 1)]) {
            return false;
        }
        for (byte[] each : missing) {
            if (Arrays.equals(each, 0, each.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail);
    }
}
