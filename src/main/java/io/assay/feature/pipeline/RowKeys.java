package io.assay.feature.pipeline;

import io.assay.data.Table;
import io.assay.feature.leakage.RowHashes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a pipeline was fitted on, each by a hash of 64 bits: of its row id where one is named, else of the columns
 * that were read and the target. Equal rows have equal keys, whether they came inline or from a dataset, and two
 * different rows once in 2⁶⁴ pairs.
 */
public final class RowKeys {

    /** Ascending, each once. */
    private final long[] keys;

    private RowKeys(long[] keys) {
        this.keys = keys;
    }

    /**
     * Those of training rows.
     *
     * @param columns from {@link #columns}
     */
    static RowKeys of(Table rows, List<String> columns) {
        long[] sorted = RowHashes.of(rows, columns);
        Arrays.sort(sorted);
        int count = 0;
        for (long key : sorted) {
            if (count == 0 || key != sorted[count - 1]) {
                sorted[count++] = key;
            }
        }
        return new RowKeys(Arrays.copyOf(sorted, count));
    }

    /** The columns that tell rows apart. */
    static List<String> columns(List<String> inputs, @Nullable String target, @Nullable String rowId) {
        if (rowId != null) {
            return List.of(rowId);
        }
        Set<String> columns = new LinkedHashSet<>(inputs);
        if (target != null) {
            columns.add(target);
        }
        return new ArrayList<>(columns);
    }

    /** As {@link #bytes} wrote them. */
    public static RowKeys of(byte[] bytes) {
        long[] keys = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(keys);
        return new RowKeys(keys);
    }

    /** Eight bytes for each key, ascending. */
    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(keys.length, Long.BYTES));
        bytes.asLongBuffer().put(keys);
        return bytes.array();
    }

    /** How many different rows there are. */
    public int size() {
        return keys.length;
    }

    /** The rows of another table that are among them. */
    int[] among(Table rows, List<String> columns) {
        long[] asked = RowHashes.of(rows, columns);
        return IntStream.range(0, asked.length)
                .filter(row -> Arrays.binarySearch(keys, asked[row]) >= 0)
                .toArray();
    }
}
