package io.assay.data.csv;

import io.assay.data.ColumnType;
import io.assay.data.TimePattern;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a column may be, after the cells that were seen. */
public final class CsvColumn {

    private static final int DATES = CellKind.DATE
            | CellKind.YEAR_FIRST_SLASH
            | CellKind.DAY_FIRST_SLASH
            | CellKind.MONTH_FIRST_SLASH
            | CellKind.DAY_FIRST_DOT
            | CellKind.DAY_FIRST_DASH
            | CellKind.MONTH_FIRST_DASH;

    private static final int TEXT_ONLY = CellKind.ALL & ~(CellKind.WHOLE | CellKind.NUMBER);

    private static final int SHOWN = 40;

    /** So many cells of one kind, and one that is not, are worth a word. */
    private static final int MANY = 10;

    /** How a type is read: by the pattern where it is not ISO 8601, by the database's own reader where it is null. */
    public record Resolved(
            ColumnType type,
            @Nullable String pattern,
            @Nullable String note) {}

    private final String name;
    private final @Nullable ColumnType wanted;
    private final @Nullable String datePattern;
    private final @Nullable String timePattern;
    private @Nullable DateTimeFormatter dates;
    private @Nullable DateTimeFormatter times;
    private int kinds;
    private int marks;
    private long cells;
    private @Nullable String spoiler;

    public CsvColumn(
            String name, @Nullable ColumnType wanted, @Nullable String datePattern, @Nullable String timePattern) {
        this.name = name;
        this.wanted = wanted;
        this.datePattern = datePattern;
        this.timePattern = timePattern;
        this.kinds = wanted == null ? CellKind.ALL : wantedKinds(wanted);
        this.dates = datePattern == null || (wanted != null && wanted != ColumnType.DATE)
                ? null
                : TimePattern.formatter(datePattern);
        this.times = timePattern == null || (wanted != null && wanted != ColumnType.DATETIME)
                ? null
                : TimePattern.formatter(timePattern);
    }

    private static int wantedKinds(ColumnType wanted) {
        return switch (wanted) {
            case INTEGER -> CellKind.WHOLE;
            case NUMBER -> CellKind.NUMBER;
            case TEXT -> 0;
            case DATE -> DATES;
            case DATETIME -> CellKind.DATETIME;
            case INSTANT -> CellKind.INSTANT;
        };
    }

    public String name() {
        return name;
    }

    /** Whether nothing more can be learned from a cell: it is text whatever comes. */
    boolean isSettled() {
        return kinds == 0 && dates == null && times == null;
    }

    /** Whether the caller named the type, so that a cell may be wrong. */
    boolean isNamed() {
        return wanted != null && wanted != ColumnType.TEXT;
    }

    /** What is wrong with a cell that is not missing, where the caller named the type; nothing is learned from it. */
    @Nullable
    String fault(byte[] text, int from, int to, boolean plain, byte decimal) {
        if (wanted == null || wanted == ColumnType.TEXT) {
            return null;
        }
        int found = plain ? CellKind.of(text, from, to, kinds, decimal) & kinds : 0;
        if (found != 0
                || (dates != null && isOf(dates, text, from, to))
                || (times != null && isOf(times, text, from, to))) {
            return null;
        }
        String shown = new String(text, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
        return "has in column " + name + " \"" + shown + "\", which is " + noun(wanted);
    }

    /** Learns from a cell that is not missing. */
    void take(byte[] text, int from, int to, boolean plain, byte decimal) {
        if (!isSettled()) {
            join(plain ? CellKind.of(text, from, to, kinds, decimal) : 0, text, from, to);
        }
    }

    /** What is wrong with a value of JSON that is not missing. */
    public @Nullable String fault(String value, boolean number) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String fault = fault(bytes, 0, bytes.length, true, (byte) '.');
        return fault == null && isNamed() && !number && (kinds & (CellKind.WHOLE | CellKind.NUMBER)) != 0
                ? "has in column " + name + " text, which is " + noun(wanted == null ? ColumnType.NUMBER : wanted)
                : fault;
    }

    /** Learns from a value of JSON that is not missing; one that is no number there is none here, whatever it looks like. */
    public void take(String value, boolean number) {
        if (!isSettled()) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            int wantedKinds = number ? kinds : kinds & TEXT_ONLY;
            join(CellKind.of(bytes, 0, bytes.length, wantedKinds, (byte) '.'), bytes, 0, bytes.length);
        }
    }

    private void join(int found, byte[] text, int from, int to) {
        int before = kinds;
        kinds &= found;
        marks |= found;
        if (kinds == 0 && before != 0 && cells >= MANY && dates == null && times == null) {
            spoiler = new String(text, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
        } else {
            cells++;
        }
        if (dates != null && !isOf(dates, text, from, to)) {
            dates = null;
        }
        if (times != null && !isOf(times, text, from, to)) {
            times = null;
        }
    }

    private static String noun(ColumnType wanted) {
        return switch (wanted) {
            case INTEGER -> "no whole number of at most 2^53";
            case NUMBER -> "no number";
            case TEXT -> "no text";
            case DATE -> "no date";
            case DATETIME -> "no date and time without an offset";
            case INSTANT -> "no date and time with an offset";
        };
    }

    private static boolean isOf(DateTimeFormatter formatter, byte[] text, int from, int to) {
        try {
            formatter.parse(new String(text, from, to - from, StandardCharsets.UTF_8));
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }

    /** What the column is, all cells seen. */
    public Resolved resolve() {
        if (cells == 0) {
            return new Resolved(wanted == null ? ColumnType.NUMBER : wanted, null, null);
        }
        if (dates != null) {
            return new Resolved(ColumnType.DATE, datePattern, null);
        }
        if (times != null) {
            return new Resolved(ColumnType.DATETIME, timePattern, null);
        }
        if (wanted != null && wanted != ColumnType.DATE) {
            return new Resolved(wanted, null, null);
        }
        if ((kinds & CellKind.WHOLE) != 0) {
            return new Resolved(ColumnType.INTEGER, null, null);
        }
        if ((kinds & CellKind.NUMBER) != 0) {
            return identifier()
                    ? new Resolved(
                            ColumnType.TEXT,
                            null,
                            "Column " + name
                                    + " holds digits with zeros before them, or more than a double keeps; it is"
                                    + " stored as text.")
                    : new Resolved(
                            ColumnType.NUMBER,
                            null,
                            (marks & CellKind.LIKE_AN_ID) == 0
                                    ? null
                                    : "Column " + name
                                            + " holds numbers with a fraction beside digits with zeros before them, or"
                                            + " more than a double keeps; all are stored as numbers, which loses those."
                                            + " Name it in types as text to keep them.");
        }
        return times();
    }

    private boolean identifier() {
        return (marks & CellKind.LIKE_AN_ID) != 0 && (marks & CellKind.FRACTION) == 0;
    }

    private Resolved times() {
        if ((kinds & CellKind.DATE) != 0) {
            return new Resolved(ColumnType.DATE, null, null);
        }
        if ((kinds & CellKind.DATETIME) != 0) {
            return new Resolved(ColumnType.DATETIME, null, null);
        }
        if ((kinds & CellKind.INSTANT) != 0) {
            return new Resolved(ColumnType.INSTANT, null, null);
        }
        String pattern = switch (kinds) {
            case CellKind.YEAR_FIRST_SLASH -> "%Y/%m/%d";
            case CellKind.DAY_FIRST_SLASH -> "%d/%m/%Y";
            case CellKind.MONTH_FIRST_SLASH -> "%m/%d/%Y";
            case CellKind.DAY_FIRST_DOT -> "%d.%m.%Y";
            case CellKind.DAY_FIRST_DASH -> "%d-%m-%Y";
            case CellKind.MONTH_FIRST_DASH -> "%m-%d-%Y";
            default -> null;
        };
        if (pattern != null) {
            return new Resolved(
                    ColumnType.DATE, pattern, "Column " + name + " is read as dates of the pattern " + pattern + ".");
        }
        return new Resolved(ColumnType.TEXT, null, whyText());
    }

    private @Nullable String whyText() {
        if (kinds != 0) {
            return "Column " + name
                    + " holds dates that may begin with the day or with the month; it is stored as"
                    + " text. Say which with date_format.";
        }
        return spoiler == null
                ? null
                : "Column " + name + " held " + cells + " numbers or times before \"" + spoiler
                        + "\" came; it is stored as text. If that stands for a missing value, name it in missing.";
    }

    /** Whether the caller called it dates and they may begin with the day or the month. */
    public boolean isAmbiguous() {
        return cells > 0
                && wanted == ColumnType.DATE
                && dates == null
                && resolve().type() == ColumnType.TEXT;
    }
}
