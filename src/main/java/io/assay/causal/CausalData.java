package io.assay.causal;

import io.assay.causal.CausalColumns.Kind;
import io.assay.causal.CausalColumns.Role;
import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.StoredCells;
import io.assay.data.Table;
import io.assay.data.TableData;
import io.assay.data.Tables;
import io.assay.data.TextColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The columns a method needs, of the rows in which none is missing. */
public final class CausalData {

    static final String CONTROLS = "/controls";

    private static final String PERIODS = "/time_col";

    /** More levels than these are no control but a fixed effect. */
    private static final int MOST_LEVELS = 100;

    /** Squares of what is larger, and of what is smaller than its reciprocal, come too near to the ends of a double. */
    private static final double LARGEST = 1e140;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Map<String, Key> keys = new HashMap<>();
    private final List<Role> roles;
    private final int given;
    private final int[] rows;
    private final Map<String, Long> missing;
    private final @Nullable StoredCells cells;

    private CausalData(
            List<Role> roles, Table table, int[] rows, Map<String, Long> missing, @Nullable StoredCells cells) {
        this.cells = cells;
        this.roles = List.copyOf(roles);
        this.given = table.rows();
        this.rows = rows;
        this.missing = missing;
        roles.forEach(role -> columns.put(role.pointer(), column(table, role)));
    }

    /**
     * Reads them. A row in which a column lacks its value is dropped, and counted.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 for a column that is not there, or where no row
     *     is left
     */
    public static CausalData read(Tables tables, TableData data, CausalColumns wanted) {
        return of(tables.read(data, "/data", wanted.names()), wanted);
    }

    /** As {@link #read} of a table that was read. */
    public static CausalData of(Table table, CausalColumns wanted) {
        boolean[] incomplete = new boolean[table.rows()];
        Map<String, Long> missing = new LinkedHashMap<>();
        Map<String, Role> read = new LinkedHashMap<>();
        wanted.roles().stream()
                .filter(role -> role.kind() != Kind.SPARSE)
                .forEach(role -> read.putIfAbsent(role.column(), role));
        for (Role role : read.values()) {
            Column column = column(table, role);
            long lacking = 0;
            for (int row = 0; row < incomplete.length; row++) {
                if (column.isMissing(row)) {
                    incomplete[row] = true;
                    lacking++;
                }
            }
            if (lacking > 0) {
                missing.put(role.column(), lacking);
            }
        }
        int[] rows = IntStream.range(0, incomplete.length)
                .filter(row -> !incomplete[row])
                .toArray();
        if (rows.length == 0) {
            throw Refused.at("/data", "has no row in which none of the columns is missing");
        }
        return new CausalData(wanted.roles(), table, rows, missing, null);
    }

    /**
     * The cells of a stored dataset: each is as one row of what is wanted, and what is told of rows is told of the dataset's.
     *
     * @param wanted what rows of a cell have in common
     */
    public static CausalData of(StoredCells cells, CausalColumns wanted) {
        Table table = cells.keys();
        return new CausalData(
                wanted.roles(), table, IntStream.range(0, table.rows()).toArray(), cells.missing(), cells);
    }

    private static Column column(Table table, Role role) {
        return Objects.requireNonNull(table.column(role.column()));
    }

    /** How many rows are complete. */
    public int rows() {
        return rows.length;
    }

    /** How many rows there were. */
    public int given() {
        return cells == null ? given : Math.toIntExact(cells.rows());
    }

    /** Which row of those given, from 0, one of the complete ones is. */
    public int row(int complete) {
        return cells == null ? rows[complete] : (int) cells.firstRows().values()[complete];
    }

    /** How many rows lack a value, by column; only columns that do. */
    public Map<String, Long> missing() {
        return missing;
    }

    public boolean has(String pointer) {
        return columns.containsKey(pointer);
    }

    /** Whether the column in this role is one of numbers. */
    public boolean isNumber(String pointer) {
        return columnOf(pointer) instanceof NumberColumn;
    }

    /** The name of the column in this role. */
    public String name(String pointer) {
        return columnOf(pointer).name();
    }

    private Column columnOf(String pointer) {
        Column column = columns.get(pointer);
        if (column == null) {
            throw new IllegalArgumentException("no column was asked for at " + pointer);
        }
        return column;
    }

    /** The numbers of a role; NaN is missing, which only those of a sparse one can be. Not to be written to. */
    public double[] number(String pointer) {
        if (!(columnOf(pointer) instanceof NumberColumn numbers)) {
            throw Refused.at(pointer, "must be a column of numbers, and " + name(pointer) + " is not");
        }
        double[] picked = picked(numbers);
        if (role(pointer).kind() != Kind.SPARSE) {
            requireSquares(picked, pointer, numbers.name());
        }
        return picked;
    }

    /** Refuses what no method computes with: squares that overflow, or vanish so that the column seems not to vary. */
    private static void requireSquares(double[] values, String pointer, String name) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        requireSquares(low, high, pointer, name);
    }

    /** The same of numbers from the one to the other. */
    public static void requireSquares(double low, double high, String pointer, String name) {
        double largest = Math.max(-low, high);
        boolean tiny = high > low ? high - low < 1 / LARGEST : largest > 0 && largest < 1 / LARGEST;
        if (largest > LARGEST || tiny) {
            throw Refused.at(
                    pointer,
                    "must be in another unit: numbers of %s from %s to %s have squares that cannot be computed with"
                            .formatted(name, low, high));
        }
    }

    private Role role(String pointer) {
        return roles.stream()
                .filter(role -> role.pointer().equals(pointer))
                .findFirst()
                .orElseThrow();
    }

    /** The complete rows' numbers of a column that has one for each row given. Not to be written to. */
    public double[] picked(NumberColumn column) {
        if (rows.length == given) {
            return column.values();
        }
        double[] picked = new double[rows.length];
        double[] values = column.values();
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** A role's 0 and 1. */
    public double[] binary(String pointer) {
        Column column = columnOf(pointer);
        if (column instanceof TextColumn words && Set.of("true", "false").containsAll(words.levels())) {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = words.levels().get(words.codes()[rows[i]]).equals("true") ? 1 : 0;
            }
            return values;
        }
        if (!(column instanceof NumberColumn numbers)) {
            throw Refused.at(pointer, "must be a column of 0 and 1, or true and false; " + column.name() + " is not");
        }
        double[] values = picked(numbers);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw Refused.at(
                        pointer,
                        "must be a column of 0 and 1, or true and false; %s is %s in row %d, counted from 0"
                                .formatted(column.name(), values[i], row(i)));
            }
        }
        return values;
    }

    /** A role's units, periods or clusters. */
    public Key key(String pointer) {
        return keys.computeIfAbsent(pointer, missed -> {
            Key key = Key.of(columnOf(pointer), rows);
            if (pointer.equals(PERIODS) && columnOf(pointer) instanceof TextColumn) {
                key.requireOrder(pointer);
            }
            return key;
        });
    }

    /** The keys at {@code pointer/0}, {@code pointer/1}, … */
    public List<Key> keys(String pointer) {
        return roles.stream()
                .map(Role::pointer)
                .filter(at -> at.startsWith(pointer + "/"))
                .map(this::key)
                .toList();
    }

    /** Covariates as columns of numbers. */
    public List<NumberColumn> controls() {
        List<NumberColumn> made = new ArrayList<>();
        for (Role role : roles) {
            if (role.kind() == Kind.CONTROL) {
                made.addAll(control(role));
            }
        }
        return made;
    }

    private List<NumberColumn> control(Role role) {
        Column column = columnOf(role.pointer());
        if (column instanceof NumberColumn numbers) {
            return List.of(new NumberColumn(column.name(), number(role.pointer()), numbers.isWhole()));
        }
        if (!(column instanceof TextColumn)) {
            throw Refused.at(
                    role.pointer(), "must be a column of numbers or of words; " + column.name() + " is neither");
        }
        Key levels = key(role.pointer());
        if (levels.count() > MOST_LEVELS) {
            throw Refused.at(
                    role.pointer(),
                    "has %,d levels in %s, and a control may have %d"
                            .formatted(levels.count(), column.name(), MOST_LEVELS));
        }
        double[][] dummies = new double[levels.count() - 1][rows.length];
        for (int i = 0; i < rows.length; i++) {
            int level = levels.codes()[i];
            if (level > 0) {
                dummies[level - 1][i] = 1;
            }
        }
        return IntStream.range(0, dummies.length)
                .mapToObj(level ->
                        new NumberColumn(column.name() + "=" + levels.labels().get(level + 1), dummies[level], true))
                .toList();
    }

    /** What was left out of an analysis. */
    public Dropped dropped(List<String> columnsLeftOut) {
        int used = cells == null ? rows.length : Math.toIntExact(cells.complete());
        return new Dropped(given(), used, missing, List.of(), columnsLeftOut);
    }
}
