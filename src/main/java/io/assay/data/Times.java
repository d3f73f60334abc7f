package io.assay.data;

import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads moments out of a column of text: ISO 8601 dates and times ({@code 2026-03-01}, {@code 2026-03-01T09:30},
 * {@code 2026-03-01 09:30:00.25+01:00}), or a pattern of {@link TimePattern}. What is smaller than a microsecond is cut
 * off. A column names a time zone in every cell or in none: otherwise its rows would have no common order.
 */
public final class Times {

    /** More rows than these are counted and not listed. */
    private static final int LISTED = 20;

    private static final int SHOWN = 40;

    private static final DateTimeFormatter ISO = TimePattern.appendOffset(new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendPattern("[ ]['T']")
                    .append(DateTimeFormatter.ISO_LOCAL_TIME))
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A cell read; null micros for one that is no moment. */
    private record Moment(@Nullable Long micros, boolean local) {}

    /** What is said of a row's cell that is no moment, and where. */
    @FunctionalInterface
    private interface Told {
        FieldError of(int row, String fault);
    }

    private Times() {}

    /** As {@link #of(Column, String, String)} by ISO 8601. */
    public static TimeColumn of(Column column, String pointer) {
        return of(column, null, pointer);
    }

    /**
     * The column as moments; one that is of moments already comes back as it is, and one without any value is all
     * missing.
     *
     * @param pattern how the text is written, with the directives of {@link TimePattern}; null for ISO 8601
     * @param pointer JSON pointer to what a refusal is about, such as {@code /data/columns/signup_date}
     * @throws ProblemException with status 422 when the column holds numbers, a cell is no such moment, or some cells
     *     name a time zone and others none; it lists the rows, the first being row 0
     */
    public static TimeColumn of(Column column, @Nullable String pattern, String pointer) {
        return switch (column) {
            case TimeColumn times -> times;
            case NumberColumn numbers -> missing(numbers, pointer);
            case TextColumn words ->
                read(
                        words,
                        pattern == null ? ISO : TimePattern.formatter(pattern),
                        LISTED,
                        (row, fault) -> new FieldError(pointer, "has in row " + row + " " + fault),
                        pointer);
        };
    }

    /**
     * As {@link #of(Column, String)} of a column of text of which each cell has its place.
     *
     * @param most cells that are listed
     * @param place JSON pointer to the cell of a row
     */
    public static TimeColumn of(TextColumn column, int most, IntFunction<String> place) {
        return read(column, ISO, most, (row, fault) -> new FieldError(place.apply(row), "is " + fault), null);
    }

    private static TimeColumn missing(NumberColumn numbers, String pointer) {
        long[] micros = new long[numbers.size()];
        for (int row = 0; row < micros.length; row++) {
            if (!numbers.isMissing(row)) {
                throw refused(List.of(new FieldError(
                        pointer,
                        "must be dates or times and holds numbers: whether they count seconds or days, and since when, "
                                + "they do not say")));
            }
            micros[row] = TimeColumn.MISSING;
        }
        return new TimeColumn(numbers.name(), micros, true);
    }

    /** @param all where it is told how many there are beyond those that are listed; null for nowhere */
    private static TimeColumn read(
            TextColumn words, DateTimeFormatter formatter, int most, Told told, @Nullable String all) {
        // Each word is read once, and none that no row has.
        Map<Integer, Moment> read = new HashMap<>();
        long[] micros = new long[words.size()];
        List<FieldError> errors = new ArrayList<>();
        int bad = 0;
        Boolean local = null;
        for (int row = 0; row < micros.length; row++) {
            micros[row] = TimeColumn.MISSING;
            String text = words.text(row);
            if (text == null) {
                continue;
            }
            Moment moment = read.computeIfAbsent(words.codes()[row], code -> parse(text, formatter));
            Long value = moment.micros;
            if (value != null && (local == null || local == moment.local)) {
                local = moment.local;
                micros[row] = value;
            } else {
                bad++;
                if (bad <= most) {
                    errors.add(told.of(row, fault(text, moment, formatter)));
                }
            }
        }
        if (bad > most && all != null) {
            errors.add(new FieldError(all, "has " + bad + " such rows in all"));
        }
        if (bad > 0) {
            throw refused(errors);
        }
        return new TimeColumn(words.name(), micros, local == null || local);
    }

    private static String fault(String text, Moment moment, DateTimeFormatter formatter) {
        String shown = '"' + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + '"';
        if (moment.micros != null) {
            return moment.local
                    ? shown + ", which names no time zone as the rows before it do"
                    : shown + ", which names a time zone as the rows before it do not";
        }
        return shown
                + (formatter.equals(ISO)
                        ? ", which is no ISO 8601 date or time"
                        : ", which is not of the pattern given");
    }

    private static Moment parse(String text, DateTimeFormatter formatter) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
                return new Moment(micros(Instant.from(parsed)), false);
            }
            LocalTime time = parsed.query(TemporalQueries.localTime());
            LocalDateTime moment = LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
            return new Moment(micros(moment.toInstant(ZoneOffset.UTC)), true);
        } catch (DateTimeException | ArithmeticException otherwise) {
            return new Moment(null, true);
        }
    }

    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                ChronoUnit.MICROS.between(Instant.ofEpochSecond(instant.getEpochSecond()), instant));
    }

    private static ProblemException refused(List<FieldError> errors) {
        return new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "A column cannot be read as times.", errors);
    }
}
