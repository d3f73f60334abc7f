package io.assay.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words, each kept once: a row has the place of its word in the levels, and -1 where it is missing. The levels are in
 * the order of their first row, and some may have no row (after {@link #take}). Truth values are the words
 * {@code true} and {@code false}.
 */
public final class TextColumn implements Column {

    private final String name;
    private final int[] codes;
    private final List<String> levels;

    public TextColumn(String name, int[] codes, List<String> levels) {
        this.name = name;
        this.codes = codes;
        this.levels = List.copyOf(levels);
    }

    @Override
    public String name() {
        return name;
    }

    public int[] codes() {
        return codes;
    }

    public List<String> levels() {
        return levels;
    }

    public @Nullable String text(int row) {
        return codes[row] < 0 ? null : levels.get(codes[row]);
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] < 0;
    }

    @Override
    public TextColumn renamed(String newName) {
        return new TextColumn(newName, codes, levels);
    }

    @Override
    public TextColumn take(int[] rows) {
        int[] taken = new int[rows.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = codes[rows[i]];
        }
        return new TextColumn(name, taken, levels);
    }
}
