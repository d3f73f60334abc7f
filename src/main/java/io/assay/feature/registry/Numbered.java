package io.assay.feature.registry;

import io.assay.platform.http.Cursor;
import io.assay.platform.http.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something with its place in an order. */
record Numbered<T>(long position, T value) {

    /** The page's place, null for the first page. */
    static @Nullable Long place(Page page) {
        Cursor cursor = page.cursor();
        return cursor == null
                ? null
                : cursor.read(keys -> keys.size() == 1 && Long.parseLong(keys.getFirst()) >= 0
                        ? Long.valueOf(keys.getFirst())
                        : null);
    }

    /** The items that fit, of one more than do. */
    static <T> List<T> fitting(List<Numbered<T>> found, Page page) {
        return found.stream().limit(page.limit()).map(Numbered::value).toList();
    }

    /** The cursor after those that fit; null where there are no more. */
    static @Nullable String next(List<? extends Numbered<?>> found, Page page) {
        return found.size() <= page.limit()
                ? null
                : Cursor.of(Long.toString(found.get(page.limit() - 1).position()))
                        .encode();
    }
}
