package io.assay.data;

import io.assay.platform.digest.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a table's content: its number of rows and, column by column, the name, the kind and the digest of the
 * cells in the order of the rows. Numbers go by their value and times by their moment, so that neither the format that
 * a table was sent in, nor how it was compressed, nor whether a whole number was written 3 or 3.0 changes it; another
 * order of rows or columns does.
 */
public final class Fingerprint {

    private static final String VERSION = "assay-table-1";

    private static final long MISSING_NUMBER = 0x7FF8000000000000L;

    private static final int BUFFERED = 64 * 1024;

    private final MessageDigest digest = Digests.sha256();

    /** @param columns how often {@link #column} will be called */
    public Fingerprint(long rows, int columns) {
        text(VERSION);
        digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(rows)
                .putInt(columns)
                .flip());
    }

    /** The fingerprint of a table in memory, in lower-case hexadecimal digits. */
    public static String of(Table table) {
        Fingerprint fingerprint = new Fingerprint(table.rows(), table.columns().size());
        table.columns().forEach(column -> fingerprint.column(column.name(), cells(column)));
        return fingerprint.hex();
    }

    /** Adds the next column. */
    public void column(String name, Cells cells) {
        text(name);
        digest.update((byte) cells.kind.code);
        digest.update(cells.digest());
    }

    /** The fingerprint of the columns added; asked for once. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static Cells cells(Column column) {
        return switch (column) {
            case NumberColumn numbers -> {
                Cells cells = new Cells(Kind.NUMBER);
                for (double value : numbers.values()) {
                    cells.number(value);
                }
                yield cells;
            }
            case TextColumn words -> {
                Cells cells = new Cells(Kind.TEXT);
                List<byte[]> levels = words.levels().stream()
                        .map(level -> level.getBytes(StandardCharsets.UTF_8))
                        .toList();
                for (int code : words.codes()) {
                    if (code < 0) {
                        cells.missingText();
                    } else {
                        cells.text(levels.get(code));
                    }
                }
                yield cells;
            }
            case TimeColumn times -> {
                Cells cells = new Cells(times.isLocal() ? Kind.LOCAL_TIME : Kind.INSTANT);
                for (long micros : times.micros()) {
                    cells.time(micros);
                }
                yield cells;
            }
        };
    }

    /** What the cells of a column are. */
    public enum Kind {
        NUMBER('n'),
        TEXT('s'),
        LOCAL_TIME('l'),
        INSTANT('i');

        private final char code;

        Kind(char code) {
            this.code = code;
        }
    }

    /** The digest of one column's cells, added row by row. */
    public static final class Cells {

        private final Kind kind;

        private final MessageDigest cells = Digests.sha256();

        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED).order(ByteOrder.LITTLE_ENDIAN);

        public Cells(Kind kind) {
            this.kind = kind;
        }

        /** Adds a number; NaN is missing, and 0 and -0 are the same. */
        public void number(double value) {
            room(Long.BYTES);
            buffer.putLong(Double.isNaN(value) ? MISSING_NUMBER : Double.doubleToRawLongBits(value + 0.0));
        }

        /** Adds a moment in microseconds; {@link TimeColumn#MISSING} is missing. */
        public void time(long micros) {
            room(Long.BYTES);
            buffer.putLong(micros);
        }

        /** Adds a word, in UTF-8. */
        public void text(byte[] utf8) {
            room(Integer.BYTES);
            buffer.putInt(utf8.length);
            if (utf8.length <= buffer.remaining()) {
                buffer.put(utf8);
            } else {
                flush();
                cells.update(utf8);
            }
        }

        /** Adds a word that is missing. */
        public void missingText() {
            room(Integer.BYTES);
            buffer.putInt(-1);
        }

        private void room(int bytes) {
            if (buffer.remaining() < bytes) {
                flush();
            }
        }

        private void flush() {
            cells.update(buffer.flip());
            buffer.clear();
        }

        private byte[] digest() {
            flush();
            return cells.digest();
        }
    }
}
