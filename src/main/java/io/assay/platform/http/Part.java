package io.assay.platform.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items of one page.
 *
 * @param next the cursor of the next page, null on the last
 */
public record Part<T>(List<T> items, @Nullable String next) {

    public Part {
        items = List.copyOf(items);
    }

    /** What {@link Page#after} reads from the next page's cursor. */
    public static String cursor(long place) {
        return Cursor.of(Long.toString(place)).encode();
    }

    public <R> Part<R> map(Function<T, R> shown) {
        return new Part<>(items.stream().map(shown).toList(), next);
    }
}
