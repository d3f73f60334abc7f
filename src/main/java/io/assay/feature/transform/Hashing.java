package io.assay.feature.transform;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A given number of columns for any number of categories: 1 or -1 in the column that the category's hash falls into, 0
 * in all others. The hash h is MurmurHash3 (x86, 32 bits, seed 0) of the category's UTF-8; the column is |h| modulo the
 * number of columns, the sign that of h, as in scikit-learn's FeatureHasher. Different categories may share a column.
 * Whole numbers hash as 3, others as 0.5. Missing is 0 everywhere. Learns nothing.
 *
 * @param buckets how many columns; 32 where nothing is said
 * @param signed false for 1 whatever the sign; true where nothing is said
 */
@Kind("hashing")
public record Hashing(
        @Schema(description = "How many columns: 2 to 4,096", defaultValue = "32") @Nullable
        Integer buckets,

        @Schema(description = "Whether half of the categories count as -1", defaultValue = "true") @Nullable
        Boolean signed)
        implements Transformer, Fitted {

    private static final int DEFAULT_BUCKETS = 32;
    private static final int MOST_BUCKETS = 4096;

    public Hashing {
        Options.requireWhole(buckets, 2, MOST_BUCKETS, "buckets");
    }

    /** How many columns it makes of one. */
    public int width() {
        return Options.or(buckets, DEFAULT_BUCKETS);
    }

    @Override
    public Fitting fit(Table in, Training training) {
        return Fitting.of(this, in, training);
    }

    @Override
    public Table apply(Table in, Context context) {
        List<Table> made = in.columns().stream().map(column -> hashed(column)).toList();
        return EachColumn.joined(in.rows(), made);
    }

    private Table hashed(Column column) {
        int count = width();
        double[][] columns = new double[count][column.size()];
        switch (column) {
            case TextColumn text -> {
                int[] hashes = text.levels().stream().mapToInt(Hashing::hash).toArray();
                for (int row = 0; row < column.size(); row++) {
                    if (text.codes()[row] >= 0) {
                        put(hashes[text.codes()[row]], columns, row);
                    }
                }
            }
            case NumberColumn numbers -> {
                for (int row = 0; row < column.size(); row++) {
                    double value = numbers.values()[row];
                    if (!Double.isNaN(value)) {
                        put(hash(Words.canonical(value)), columns, row);
                    }
                }
            }
            case TimeColumn times -> throw Refusal.of(times, "holds times, which are no categories");
        }
        List<Column> out = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            out.add(new NumberColumn(Columns.name(column, Integer.toString(i)), columns[i], true));
        }
        return new Table(column.size(), out);
    }

    private void put(int hash, double[][] columns, int row) {
        int bucket = (int) (Math.abs((long) hash) % columns.length);
        columns[bucket][row] = hash < 0 && !Boolean.FALSE.equals(signed) ? -1 : 1;
    }

    /** MurmurHash3_x86_32 of UTF-8 with seed 0: A. Appleby, https://github.com/aappleby/smhasher. */
    static int hash(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int hash = 0;
        int whole = bytes.length / 4 * 4;
        for (int i = 0; i < whole; i += 4) {
            int block = (bytes[i] & 0xff)
                    | ((bytes[i + 1] & 0xff) << 8)
                    | ((bytes[i + 2] & 0xff) << 16)
                    | ((bytes[i + 3] & 0xff) << 24);
            hash = Integer.rotateLeft(hash ^ mixed(block), 13) * 5 + 0xe6546b64;
        }
        int rest = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            rest = (rest << 8) | (bytes[i] & 0xff);
        }
        hash ^= mixed(rest) ^ bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mixed(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
