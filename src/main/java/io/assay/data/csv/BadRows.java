package io.assay.data.csv;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows of a file that cannot be stored: counted, the first of them kept in memory, all of them in a file if asked. */
public final class BadRows implements AutoCloseable {

    /** So many are told with a refusal. */
    public static final int FIRST = 20;

    /** More of them are no accident, and reading on would cost only time. */
    static final long MOST = 1_000_000;

    private static final int SHOWN = 200;

    private static final int KEPT = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A row that is bad.
     *
     * @param line at which it begins, the first of the file being 1
     * @param reason why, as a phrase that follows "the row"
     * @param text of the row, perhaps cut
     */
    public record BadRow(long line, String reason, String text) {}

    private final List<BadRow> first = new ArrayList<>();

    private final @Nullable OutputStream file;

    private long total;

    private BadRows(@Nullable OutputStream file) {
        this.file = file;
    }

    /** Bad rows that are told of and not kept. */
    public static BadRows counted() {
        return new BadRows(null);
    }

    /** Bad rows that are written to a file, one JSON object a line. */
    public static BadRows keptIn(Path file) throws IOException {
        return new BadRows(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    public void add(long line, String reason, String text) throws IOException {
        total++;
        if (total > MOST) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    String.format(
                            Locale.ROOT,
                            "The file has more than %,d bad rows, the first at line %d: it %s. Is it of this format?",
                            MOST,
                            first.getFirst().line(),
                            first.getFirst().reason()));
        }
        if (first.size() < FIRST) {
            first.add(new BadRow(line, reason, cut(text, SHOWN)));
        }
        if (file != null) {
            file.write(JSON.writeValueAsBytes(new BadRow(line, reason, cut(text, KEPT))));
            file.write('\n');
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }

    public long total() {
        return total;
    }

    public List<BadRow> first() {
        return List.copyOf(first);
    }

    /** Writes what is still to be written. */
    public void flush() throws IOException {
        if (file != null) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
