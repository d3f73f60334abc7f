package io.assay.data;

/** One named column of a {@link Table}, immutable by agreement: whoever is handed its arrays does not write to them. */
public sealed interface Column permits NumberColumn, TextColumn, TimeColumn {

    String name();

    int size();

    boolean isMissing(int row);

    Column renamed(String name);

    /** The rows with these indices, in this order; an index may come more than once. */
    Column take(int[] rows);
}
