package io.assay.model.monitoring;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Batches as bytes, deflated: ids for themselves, for they are looked through alone; and a version byte, times, predictions and
 * columns with their names and types, column by column. A category's words come once, and a row has their places.
 */
final class BatchFormat {

    private static final int FORMAT = 1;
    private static final int NUMBER = 0;
    private static final int WHOLE = 1;
    private static final int TEXT = 2;
    private static final int INSTANT = 3;
    private static final int LOCAL = 4;
    private static final int BUFFER = 1 << 13;

    private BatchFormat() {}

    /** What writes to a stream. */
    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] deflated(Writing writing) {
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, fast, BUFFER), BUFFER))) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static DataInputStream inflated(byte[] bytes) {
        return new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)), BUFFER));
    }

    static byte[] ids(LoggedBatch batch) {
        return deflated(out -> {
            for (int row = 0; row < batch.size(); row++) {
                text(out, batch.id(row));
            }
        });
    }

    /** All but the ids. */
    static byte[] rows(LoggedBatch batch) {
        return deflated(out -> {
            int rows = batch.size();
            out.writeByte(FORMAT);
            for (int row = 0; row < rows; row++) {
                out.writeLong(batch.micros(row));
            }
            out.writeInt(batch.predictions().length);
            for (double[] output : batch.predictions()) {
                doubles(out, output);
            }
            out.writeInt(batch.columns().size());
            for (Column column : batch.columns()) {
                Yielding.now();
                text(out, column.name());
                column(out, column);
            }
        });
    }

    private static void column(DataOutputStream out, Column column) throws IOException {
        switch (column) {
            case NumberColumn numbers -> {
                out.writeByte(numbers.isWhole() ? WHOLE : NUMBER);
                doubles(out, numbers.values());
            }
            case TextColumn words -> {
                out.writeByte(TEXT);
                out.writeInt(words.levels().size());
                for (String level : words.levels()) {
                    text(out, level);
                }
                for (int code : words.codes()) {
                    out.writeInt(code);
                }
            }
            case TimeColumn times -> {
                out.writeByte(times.isLocal() ? LOCAL : INSTANT);
                for (long micros : times.micros()) {
                    out.writeLong(micros);
                }
            }
        }
    }

    private static void doubles(DataOutputStream out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    /** writeUTF ends at 64 KB. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The ids of so many rows. */
    static String[] ids(byte[] packed, int rows) {
        try (DataInputStream in = inflated(packed)) {
            String[] ids = new String[rows];
            for (int row = 0; row < rows; row++) {
                ids[row] = text(in);
            }
            return ids;
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    /**
     * A batch of so many rows.
     *
     * @param withColumns whether the columns are wanted too
     * @throws UncheckedIOException when these are not the bytes of a batch
     */
    static LoggedBatch read(byte[] ids, byte[] packed, int rows, boolean withColumns) {
        try (DataInputStream in = inflated(packed)) {
            if (in.readByte() != FORMAT) {
                throw new IOException("a batch of another format");
            }
            long[] micros = longs(in, rows);
            double[][] predictions = new double[in.readInt()][];
            for (int output = 0; output < predictions.length; output++) {
                predictions[output] = doubles(in, rows);
            }
            List<Column> columns = new ArrayList<>();
            int count = withColumns ? in.readInt() : 0;
            for (int i = 0; i < count; i++) {
                columns.add(column(in, text(in), rows));
            }
            return new LoggedBatch(ids(ids, rows), micros, new Table(rows, columns), predictions);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Column column(DataInputStream in, String name, int rows) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case NUMBER, WHOLE -> new NumberColumn(name, doubles(in, rows), type == WHOLE);
            case TEXT -> {
                int count = in.readInt();
                List<String> levels = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    levels.add(text(in));
                }
                int[] codes = new int[rows];
                for (int row = 0; row < rows; row++) {
                    codes[row] = in.readInt();
                }
                yield new TextColumn(name, codes, levels);
            }
            case INSTANT, LOCAL -> new TimeColumn(name, longs(in, rows), type == LOCAL);
            default -> throw new IOException("a column of the unknown type " + type);
        };
    }

    private static double[] doubles(DataInputStream in, int rows) throws IOException {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = in.readDouble();
        }
        return values;
    }

    private static long[] longs(DataInputStream in, int rows) throws IOException {
        long[] values = new long[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = in.readLong();
        }
        return values;
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
