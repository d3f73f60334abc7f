package io.assay.causal;

import io.assay.platform.json.Violations;
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
    record Role(String pointer, String column, Kind kind) {

        /** The field of the request, without the place in a list. */
        String field() {
            int end = pointer.indexOf('/', 1);
            return end < 0 ? pointer.substring(1) : pointer.substring(1, end);
        }

        private boolean explains() {
            return kind == Kind.BINARY
                    || kind == Kind.CONTROL
                    || (kind == Kind.NUMBER && !field().equals("weights_col"));
        }

        /** Whether a column that has this role cannot have the other. */
        boolean excludes(Role other) {
            List<String> both = List.of(field(), other.field());
            return both.contains("outcome")
                    || field().equals(other.field())
                    || (explains() && other.explains())
                    || both.equals(List.of("unit_col", "time_col"));
        }
    }

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

    /**
     * Rejects a column in two roles of which it can have one: the outcome is nothing else, no column explains it twice, and units
     * are no periods. Errors may be clustered by a covariate, and a covariate may be a weight.
     */
    public void requireOneRoleEach(Violations violations) {
        for (int later = 1; later < roles.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                Role one = roles.get(earlier);
                Role other = roles.get(later);
                if (one.column().equals(other.column()) && one.excludes(other)) {
                    violations.reject(
                            other.pointer(),
                            one.field().equals(other.field())
                                    ? "comes twice"
                                    : "must be another column than " + one.field());
                    break;
                }
            }
        }
    }
}
