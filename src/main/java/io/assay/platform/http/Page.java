package io.assay.platform.http;

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
}
