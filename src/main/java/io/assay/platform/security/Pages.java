package io.assay.platform.security;

import io.assay.platform.http.Cursor;
import io.assay.platform.http.Page;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Lists with the newest first, each entry at a position of its own. */
final class Pages {

    private Pages() {}

    /** The position below which the page begins. */
    static long before(Page page) {
        Cursor cursor = page.cursor();
        return cursor == null
                ? Long.MAX_VALUE
                : cursor.read(keys -> keys.size() == 1 ? Long.valueOf(keys.getFirst()) : null);
    }

    /** Of one entry more than fit where there are more. */
    static <T> List<T> fitting(List<T> found, Page page) {
        return found.subList(0, Math.min(found.size(), page.limit()));
    }

    static <T> @Nullable String next(List<T> found, Page page, ToLongFunction<T> position) {
        return found.size() <= page.limit()
                ? null
                : Cursor.of(Long.toString(position.applyAsLong(found.get(page.limit() - 1))))
                        .encode();
    }
}
