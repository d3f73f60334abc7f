package io.assay.causal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a table a method needs, and what each is for. A role is known by the field of the request that names
 * its column, such as {@code /outcome} or {@code /cluster_cols/0}: what is refused points there.
 */
public final class CausalColumns {

    /** How a column is read. */
    enum Kind {
        /** Finite numbers. */
        NUMBER,
        /** 0 and 1, or true and false. */
        BINARY,
        /** Anything whose equal values belong together; in order, numbers and moments by size. */
        KEY,
        /** Numbers, of which some may be missing: those rows stay. */
        SPARSE,
        /** Numbers as they are; text as one column of 0 and 1 for each level but the first. */
        CONTROL
    }

    /** One role. */
    record Role(String pointer, String column, Kind kind) {}

    private final List<Role> roles = new ArrayList<>();

    private CausalColumns add(String pointer, @Nullable String column, Kind kind) {
        if (column != null) {
            roles.add(new Role(pointer, column, kind));
        }
        return this;
    }

    private CausalColumns addAll(String pointer, @Nullable List<String> columns, Kind kind) {
        for (int i = 0; columns != null && i < columns.size(); i++) {
            add(pointer + "/" + i, columns.get(i), kind);
        }
        return this;
    }

    /** A column of numbers; null for none. */
    public CausalColumns number(String pointer, @Nullable String column) {
        return add(pointer, column, Kind.NUMBER);
    }

    /** Columns of numbers, each at {@code pointer/0}, {@code pointer/1}, …; null for none. */
    public CausalColumns numbers(String pointer, @Nullable List<String> columns) {
        return addAll(pointer, columns, Kind.NUMBER);
    }

    /** A column of 0 and 1, or true and false; null for none. */
    public CausalColumns binary(String pointer, @Nullable String column) {
        return add(pointer, column, Kind.BINARY);
    }

    /** A column that tells units, periods or clusters apart; null for none. */
    public CausalColumns key(String pointer, @Nullable String column) {
        return add(pointer, column, Kind.KEY);
    }

    /** Columns that each tell clusters apart; null for none. */
    public CausalColumns keys(String pointer, @Nullable List<String> columns) {
        return addAll(pointer, columns, Kind.KEY);
    }

    /** A column of numbers in which a missing value says something, as a cohort that was never treated; null for none. */
    public CausalColumns sparse(String pointer, @Nullable String column) {
        return add(pointer, column, Kind.SPARSE);
    }

    /** Covariates: numbers, or text as columns of 0 and 1; null for none. */
    public CausalColumns controls(@Nullable List<String> columns) {
        return addAll(CausalData.CONTROLS, columns, Kind.CONTROL);
    }

    List<Role> roles() {
        return roles;
    }

    /** The columns to be read, each once. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        roles.forEach(role -> names.add(role.column()));
        return names;
    }
}
