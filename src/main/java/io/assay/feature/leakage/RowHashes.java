package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.List;

/**
 * A number of 64 bits for each row's content in some columns: the same for equal rows, by whatever release it was made,
 * since fits keep them; for two different rows the same once in 2⁶⁴ pairs. Whole numbers and others are equal when their
 * values are, and what is missing is equal whatever the column holds.
 */
public final class RowHashes {

    private static final long MISSING = Double.doubleToLongBits(Double.NaN);

    private RowHashes() {}

    /**
     * The number of each row.
     *
     * @param columns in the order that counts; one that is not in the table counts as missing everywhere
     */
    public static long[] of(Table table, List<String> columns) {
        long[] hashes = new long[table.rows()];
        for (String name : columns) {
            Column column = table.column(name);
            for (int row = 0; column == null && row < hashes.length; row++) {
                hashes[row] = mixed(hashes[row], MISSING);
            }
            if (column != null) {
                add(column, hashes);
            }
        }
        return hashes;
    }

    private static void add(Column column, long[] hashes) {
        switch (column) {
            case NumberColumn numbers -> {
                for (int row = 0; row < hashes.length; row++) {
                    // Adding 0 makes 0 of -0.
                    hashes[row] = mixed(hashes[row], Double.doubleToLongBits(numbers.values()[row] + 0.0));
                }
            }
            case TextColumn text -> {
                long[] levels = text.levels().stream().mapToLong(RowHashes::of).toArray();
                for (int row = 0; row < hashes.length; row++) {
                    int code = text.codes()[row];
                    hashes[row] = mixed(hashes[row], code < 0 ? MISSING : levels[code]);
                }
            }
            case TimeColumn times -> {
                for (int row = 0; row < hashes.length; row++) {
                    hashes[row] = mixed(hashes[row], times.isMissing(row) ? MISSING : times.micros()[row]);
                }
            }
        }
    }

    private static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash, text.charAt(i));
        }
        return hash;
    }

    /** Steele, Lea and Flood's finaliser (2014), "Fast splittable pseudorandom number generators". */
    private static long mixed(long hash, long value) {
        long z = hash * 0x9E3779B97F4A7C15L + value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
