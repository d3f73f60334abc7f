package io.assay.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits UTF-8 bytes into rows and cells, strictly as RFC 4180 has them: a quote opens a cell at its beginning only and
 * closes it at its end only. Line ends are those of any system. A row that is not so is a fault, and the rows after it
 * are read on.
 */
final class CsvRows {

    static final int LONGEST_ROW = 2 * 1024 * 1024;

    private static final int WINDOW = 1024 * 1024;

    private static final int MANY = 64;

    private static final int LF = 1;

    private static final int CR_LF = 2;

    private static final int CR = 4;

    private final InputStream in;
    private final byte delimiter;
    private final byte quote;
    private final byte escape;
    private final boolean quoted;
    private final boolean[] special = new boolean[256];

    private byte[] buffer = new byte[WINDOW];
    private int limit;
    private int next;
    private boolean ended;
    private long lines = 1;

    private int start;
    private int end;
    private long line;
    private int cells;
    private int[] from = new int[MANY];
    private int[] to = new int[MANY];
    private boolean[] escaped = new boolean[MANY];
    private @Nullable String fault;
    private int lineEnds;
    private boolean blanks;

    CsvRows(InputStream in, CsvDialect dialect) {
        this.in = in;
        this.delimiter = (byte) dialect.delimiter();
        this.quote = (byte) dialect.quote();
        this.escape = (byte) dialect.escape();
        this.quoted = dialect.quote() != 0;
        for (char character : new char[] {dialect.delimiter(), '\n', '\r', '\0'}) {
            special[character] = true;
        }
        special[dialect.quote()] = true;
    }

    /** Goes to the next row that is not blank; false at the end. */
    boolean next() throws IOException {
        int first = 0;
        do {
            blanks |= first++ > 0;
            start = next;
            line = lines;
            while (!split()) {
                if (!more()) {
                    return false;
                }
            }
        } while (fault == null && cells == 1 && from[0] == to[0] && from[0] == start);
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    /** The first byte of the row in the buffer, as long as {@link #next} is not called again. */
    int start() {
        return start;
    }

    /** The byte after the row, without its line end. */
    int end() {
        return end;
    }

    /** The line at which the row begins, the first being 1. */
    long line() {
        return line;
    }

    int cells() {
        return cells;
    }

    /** The first byte of a cell, after its quote. */
    int from(int cell) {
        return from[cell];
    }

    /** The byte after a cell, without its quote. */
    int to(int cell) {
        return to[cell];
    }

    /** Whether the cell's bytes hold escaped quotes, and so are not its text. */
    boolean isEscaped(int cell) {
        return escaped[cell];
    }

    /** Why the row cannot be read; null for a good one. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The line end of every row; null where there are several kinds, or blank lines between rows. */
    @Nullable
    String lineEnd() {
        return switch (blanks ? 0 : lineEnds) {
            case LF -> "\\n";
            case CR_LF -> "\\r\\n";
            default -> null;
        };
    }

    /** Makes room and reads on; false when there is nothing to split any more. */
    private boolean more() throws IOException {
        if (ended && start == limit) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        } else if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        next = start;
        int read = in.readNBytes(buffer, limit, buffer.length - limit);
        limit += read;
        ended |= limit < buffer.length;
        return start < limit;
    }

    /** Splits the row at {@code start}; false when the window does not hold all of it. */
    private boolean split() {
        cells = 0;
        fault = null;
        lines = line;
        int at = start;
        while (true) {
            if (cells == from.length) {
                grow();
            }
            at = quoted && at < limit && buffer[at] == quote ? quotedCell(at) : plainCell(at);
            if (at < 0) {
                return false;
            }
            if (at >= limit || buffer[at] != delimiter) {
                return endRow(at);
            }
            at++;
            if (at - start > LONGEST_ROW) {
                return tooLong();
            }
        }
    }

    private int plainCell(int begin) {
        int at = begin;
        while (true) {
            while (at < limit && !special[buffer[at] & 0xFF]) {
                at++;
            }
            if (at >= limit) {
                if (!ended) {
                    return at - start > LONGEST_ROW ? at : -1;
                }
                break;
            }
            byte found = buffer[at];
            if (found == delimiter || found == '\n' || found == '\r') {
                break;
            }
            fault = found == 0 ? "holds a byte 0" : "has a quote inside a cell that does not begin with one";
            at++;
        }
        add(begin, at, false);
        return at;
    }

    private int quotedCell(int begin) {
        int at = begin + 1;
        boolean withEscapes = false;
        while (true) {
            if (at >= limit) {
                return unclosed(at);
            }
            byte found = buffer[at];
            if (found == escape && escape != quote && at + 1 < limit) {
                withEscapes = true;
                at += 2;
            } else if (found == quote) {
                if (at + 1 >= limit && !ended) {
                    return -1;
                }
                if (escape != quote || at + 1 >= limit || buffer[at + 1] != quote) {
                    break;
                }
                withEscapes = true;
                at += 2;
            } else {
                if (found == '\n' || (found == '\r' && !(at + 1 < limit && buffer[at + 1] == '\n'))) {
                    lines++;
                } else if (found == 0) {
                    fault = "holds a byte 0";
                }
                at++;
            }
        }
        add(begin + 1, at, withEscapes);
        at++;
        if (at < limit && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            fault = "has text after the quote that closes a cell";
            at = endOfLine(at);
        }
        return at;
    }

    /** Only so long, and then its first line alone is taken for bad. */
    private int unclosed(int at) {
        if (!ended && at - start <= LONGEST_ROW) {
            return -1;
        }
        fault = "has a quote that is not closed";
        lines = line;
        return endOfLine(start);
    }

    private int endOfLine(int from) {
        int at = from;
        while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
            at++;
        }
        return at;
    }

    private boolean tooLong() {
        fault = "is longer than " + LONGEST_ROW + " bytes";
        int at = endOfLine(start);
        return endRow(at);
    }

    private boolean endRow(int at) {
        if (at >= limit && !ended && at - start <= LONGEST_ROW) {
            return false;
        }
        if (at == limit && start == limit) {
            return false;
        }
        if (at - start > LONGEST_ROW && fault == null) {
            fault = "is longer than " + LONGEST_ROW + " bytes";
        }
        end = at;
        next = at;
        if (at < limit) {
            if (buffer[at] == '\r') {
                if (at + 1 >= limit && !ended) {
                    return false;
                }
                boolean both = at + 1 < limit && buffer[at + 1] == '\n';
                next += both ? 2 : 1;
                lineEnds |= both ? CR_LF : CR;
            } else if (buffer[at] == '\n') {
                next++;
                lineEnds |= LF;
            }
            lines++;
        }
        return true;
    }

    private void add(int begin, int after, boolean withEscapes) {
        from[cells] = begin;
        to[cells] = after;
        escaped[cells] = withEscapes;
        cells++;
    }

    private void grow() {
        from = Arrays.copyOf(from, from.length * 2);
        to = Arrays.copyOf(to, to.length * 2);
        escaped = Arrays.copyOf(escaped, escaped.length * 2);
    }
}
