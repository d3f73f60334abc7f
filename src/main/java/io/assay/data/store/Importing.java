package io.assay.data.store;

import io.assay.data.csv.BadRows;
import io.assay.data.csv.CsvColumn;
import io.assay.data.csv.CsvColumn.Resolved;
import io.assay.data.csv.CsvOptions;
import io.assay.data.csv.CsvScan;
import io.assay.data.csv.JsonLines;
import io.assay.data.csv.Utf8;
import io.assay.data.duck.Duck;
import io.assay.data.file.DatasetFolder;
import io.assay.job.JobContext;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a dataset's file of what was received. */
@Component
final class Importing {

    private static final int BUFFER = 256 * 1024;

    private static final double SCANNED = 0.4;

    private static final double WRITTEN = 0.85;

    /**
     * A dataset whose files are whole and not yet in their place.
     *
     * @param bad file of the bad rows; null where there are none
     */
    record Made(
            Path file, @Nullable Path bad, DatasetDocument document, long rows, long quarantined, String fingerprint) {

        Made of(String content) {
            return new Made(file, bad, document, rows, quarantined, content);
        }

        Made noted(List<String> notes) {
            return new Made(file, bad, document.noted(notes), rows, quarantined, fingerprint);
        }
    }

    private final Duck duck;

    private final DatasetFolder folder;

    Importing(Duck duck, DatasetFolder folder) {
        this.duck = duck;
        this.folder = folder;
    }

    /**
     * Reads what was received.
     *
     * @throws ProblemException with status 422 for bad rows that are not to be set aside, and for what is no table
     */
    Made make(ImportRequest request, JobContext context) {
        Path received = folder.waiting(request.id());
        if (!Files.exists(received)) {
            throw refused("What was received for this dataset is not there any more; send it again.", List.of());
        }
        try {
            return request.format() == DatasetFormat.PARQUET
                    ? new ParquetImport(duck, folder).make(request, received, context)
                    : text(request, received, context);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Made text(ImportRequest request, Path received, JobContext context) throws IOException {
        Path clean = folder.unfinished();
        Path bad = folder.unfinished();
        Path file = folder.unfinished();
        boolean done = false;
        try (BadRows rows = request.quarantine() ? BadRows.keptIn(bad) : BadRows.counted()) {
            Charset encoding = encoding(request, received);
            boolean json = request.format().isJson();
            CsvScan.Result scan = scan(request, received, encoding, rows, json ? clean : null, context);
            rows.flush();
            check(scan, rows, request.quarantine());
            refuseAmbiguous(scan.columns());
            List<Resolved> resolved =
                    scan.columns().stream().map(CsvColumn::resolve).toList();
            CleanCsv csv = clean(request, received, encoding, scan, resolved, clean, context);
            List<StoredColumn> columns = columns(scan.columns(), resolved);
            String fingerprint = write(csv, file, columns, scan.rows(), context);
            List<String> notes = new ArrayList<>(scan.notes());
            if (request.encoding() == null && Utf8.isGuess(encoding)) {
                notes.add("Not all of the file is UTF-8, so that all of it is read as " + encoding.name()
                        + "; if that is not so, say the encoding.");
            }
            resolved.stream().map(Resolved::note).filter(Objects::nonNull).forEach(notes::add);
            done = true;
            return new Made(
                    file,
                    rows.total() == 0 ? null : bad,
                    new DatasetDocument(
                            request.description(), columns, source(request, encoding, json ? null : scan), notes),
                    scan.rows(),
                    rows.total(),
                    fingerprint);
        } finally {
            DatasetFolder.remove(clean);
            if (!done) {
                DatasetFolder.remove(bad);
                DatasetFolder.remove(file);
            }
        }
    }

    /** What was received if that is as DuckDB should read it; else its good rows alone, for which it is read once more. */
    private static CleanCsv clean(
            ImportRequest request,
            Path received,
            Charset encoding,
            CsvScan.Result scan,
            List<Resolved> columns,
            Path clean,
            JobContext context)
            throws IOException {
        boolean json = request.format().isJson();
        String lineEnd = scan.lineEnd();
        boolean asItIs = !json && lineEnd != null && Utf8.isPlain(received, encoding);
        if (!json && !asItIs) {
            scan(request, received, encoding, BadRows.counted(), clean, context);
        }
        return new CleanCsv(
                asItIs ? received : clean,
                scan.dialect(),
                columns,
                json ? List.of("") : request.options().missing(),
                json,
                request.options().decimalComma(),
                asItIs && scan.header(),
                asItIs && lineEnd != null ? lineEnd : "\\n");
    }

    private static Charset encoding(ImportRequest request, Path received) throws IOException {
        String named = request.encoding();
        if (request.format().isJson()) {
            if (!Utf8.isUtf8(received)) {
                throw refused("JSON is encoded in UTF-8, and the file is not.", List.of());
            }
            return StandardCharsets.UTF_8;
        }
        Charset encoding = named == null ? null : Utf8.encoding(named);
        if (encoding == null) {
            return Utf8.detect(received);
        }
        if (encoding.equals(StandardCharsets.UTF_8) && !Utf8.isUtf8(received)) {
            throw refused("The file is not text in UTF-8; say its encoding: " + Utf8.names() + ".", List.of());
        }
        return encoding;
    }

    /** Reads every row; the good ones go to a file, or nowhere. */
    private static CsvScan.Result scan(
            ImportRequest request,
            Path received,
            Charset encoding,
            BadRows bad,
            @Nullable Path clean,
            JobContext context)
            throws IOException {
        try (OutputStream good = clean == null
                ? OutputStream.nullOutputStream()
                : new BufferedOutputStream(Files.newOutputStream(clean), BUFFER)) {
            if (request.format().isJson()) {
                return JsonLines.read(
                        received, request.options(), bad, good, rows -> context.progress(0, "reading rows"));
            }
            long bytes = Math.max(request.bytes(), 1);
            try (InputStream text = Utf8.open(received, encoding);
                    Counted counted = new Counted(text)) {
                return CsvScan.read(
                        counted,
                        request.options(),
                        bad,
                        clean == null ? null : good,
                        rows -> context.progress(Math.min(1, counted.read / (double) bytes) * SCANNED, "reading rows"));
            }
        }
    }

    private static void check(CsvScan.Result scan, BadRows bad, boolean quarantine) {
        if (bad.total() > 0 && (!quarantine || scan.rows() == 0)) {
            List<FieldError> errors = bad.first().stream()
                    .map(row -> new FieldError("/line/" + row.line(), row.reason()))
                    .toList();
            String some = bad.total() == 1 ? "a bad row" : bad.total() + " bad rows";
            throw refused(
                    "The file has " + some + " and " + scan.rows() + " good ones; nothing was stored."
                            + (bad.total() > errors.size() ? " The first " + errors.size() + " are listed." : "")
                            + (quarantine
                                    ? ""
                                    : " bad_rows=quarantine stores the good rows and keeps the bad ones beside them."),
                    errors);
        }
        if (scan.rows() == 0 || scan.columns().isEmpty()) {
            throw refused("The file has no rows.", List.of());
        }
    }

    private static void refuseAmbiguous(List<CsvColumn> columns) {
        for (CsvColumn column : columns) {
            if (column.isAmbiguous()) {
                throw refused(
                        "The dates of column " + column.name()
                                + " may begin with the day or with the month; say which with date_format.",
                        List.of());
            }
        }
    }

    static List<StoredColumn> columns(List<CsvColumn> columns, List<Resolved> resolved) {
        List<StoredColumn> stored = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            stored.add(new StoredColumn(
                    columns.get(place).name(), resolved.get(place).type()));
        }
        return stored;
    }

    private String write(CleanCsv csv, Path file, List<StoredColumn> columns, long rows, JobContext context) {
        DoubleConsumer writing =
                part -> context.progress(SCANNED + part * (WRITTEN - SCANNED), "writing " + rows + " rows");
        duck.call(
                session -> {
                    session.run(ParquetFile.write(csv.select(), file));
                    return file;
                },
                writing);
        return StoredRows.fingerprint(
                duck, file, columns, rows, part -> context.progress(WRITTEN, "taking the fingerprint"));
    }

    static DatasetDocument.Source source(
            ImportRequest request, @Nullable Charset encoding, CsvScan.@Nullable Result scan) {
        CsvOptions options = request.options();
        return new DatasetDocument.Source(
                request.fileName(),
                request.format().word(),
                request.gzip(),
                request.sha256(),
                request.sentBytes(),
                encoding == null ? null : encoding.name().toLowerCase(Locale.ROOT),
                scan == null
                        ? null
                        : new DatasetDocument.Csv(
                                String.valueOf(scan.dialect().delimiter()),
                                character(scan.dialect().quote()),
                                character(scan.dialect().escape()),
                                scan.header(),
                                options.skip(),
                                options.decimalComma() ? "comma" : "point",
                                options.missing(),
                                options.dateFormat(),
                                options.datetimeFormat()),
                request.quarantine() ? "quarantine" : "refuse");
    }

    private static String character(char character) {
        return character == 0 ? "" : String.valueOf(character);
    }

    static ProblemException refused(String detail, List<FieldError> errors) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, detail, errors);
    }

    /** Knows how much was read. */
    private static final class Counted extends FilterInputStream {

        private long read;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            read += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            read += Math.max(count, 0);
            return count;
        }
    }
}
