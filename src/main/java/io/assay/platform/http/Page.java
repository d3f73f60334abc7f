package io.assay.platform.http;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a request asks for.
 *
 * @param limit the most items to answer with, 1 to {@value #MOST}
 * @param cursor where the page before ended, null for the first page
 */
public record Page(int limit, @Nullable Cursor cursor) {

    static final int MOST = 200;

    static final int USUAL = 50;

    /** The place in the list's order after which the page begins, null for the first page. */
    public @Nullable Long after() {
        return cursor == null
                ? null
                : cursor.read(keys -> keys.size() == 1 && Long.parseLong(keys.getFirst()) >= 0
                        ? Long.valueOf(keys.getFirst())
                        : null);
    }

    /**
     * The place in the list's order after which the page begins.
     *
     * @param beginning of the first page
     */
    public long after(long beginning) {
        Long after = after();
        return after == null ? beginning : after;
    }

    /** How many items to look for: one more than fits tells whether there are more. */
    public int lookedFor() {
        return limit + 1;
    }

    /**
     * The items that fit.
     *
     * @param found as many as were {@linkplain #lookedFor() looked for}, or all
     * @param place of an item in the list's order
     */
    public <T> Part<T> part(List<T> found, ToLongFunction<T> place) {
        return found.size() <= limit
                ? new Part<>(found, null)
                : new Part<>(found.subList(0, limit), Part.cursor(place.applyAsLong(found.get(limit - 1))));
    }

    /**
     * The items that fit.
     *
     * @param found as many as were {@linkplain #lookedFor() looked for}, or all
     */
    public <T> Part<T> part(List<Numbered<T>> found) {
        return part(found, Numbered::place).map(Numbered::value);
    }
}
