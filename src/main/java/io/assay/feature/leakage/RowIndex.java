package io.assay.feature.leakage;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds rows with the same content in some columns: by a hash, then cell by cell, so that none is found by accident. */
final class RowIndex {

    private final Table table;
    private final List<String> names;
    private final long[] hashes;
    private final int[] slots;
    private final int[] same;

    /** Of every row of the table. */
    RowIndex(Table table, List<String> names) {
        this.table = table;
        this.names = names;
        this.hashes = RowHashes.of(table, names);
        this.slots = new int[Integer.highestOneBit(Math.max(1, table.rows())) * 4];
        this.same = new int[table.rows()];
        Arrays.fill(slots, -1);
        for (int row = 0; row < table.rows(); row++) {
            int slot = slot(table, row, hashes[row]);
            if (slots[slot] < 0) {
                slots[slot] = row;
            }
            same[slots[slot]]++;
        }
    }

    /** How many rows of this table there are that another row of it equals. */
    int repeated() {
        return Arrays.stream(same).filter(count -> count > 1).sum();
    }

    /** For each row of another table a row of this one with the same content, or -1. */
    int[] find(Table other) {
        long[] wanted = RowHashes.of(other, names);
        int[] found = new int[other.rows()];
        for (int row = 0; row < found.length; row++) {
            found[row] = slots[slot(other, row, wanted[row])];
        }
        return found;
    }

    /** Where the row is, or the free place where it belongs. */
    private int slot(Table other, int row, long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (slots[slot] >= 0 && !(hashes[slots[slot]] == hash && equal(slots[slot], other, row))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean equal(int row, Table other, int otherRow) {
        return names.stream().allMatch(name -> equal(table.column(name), row, other.column(name), otherRow));
    }

    private static boolean equal(@Nullable Column a, int i, @Nullable Column b, int j) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a.isMissing(i) || b.isMissing(j)) {
            return a.isMissing(i) && b.isMissing(j);
        }
        return switch (a) {
            case NumberColumn x -> b instanceof NumberColumn y && x.values()[i] == y.values()[j];
            case TextColumn x -> b instanceof TextColumn y && Objects.equals(x.text(i), y.text(j));
            case TimeColumn x -> b instanceof TimeColumn y && x.micros()[i] == y.micros()[j];
        };
    }
}
