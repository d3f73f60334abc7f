package io.assay.data;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * How dates and times are written, in the directives of C's strptime that Python, R and DuckDB share: {@code %Y %y %m %d
 * %b %B %a %A %H %I %p %M %S %f %z %j} and {@code %%}; months and days of the week in English, the years of {@code %y}
 * from 1969 to 2068. Everything else stands for itself.
 */
public final class TimePattern {

    public static final int LONGEST = 60;

    private static final int FIRST_YEAR = 1969;

    private TimePattern() {}

    /**
     * What reads text of the pattern.
     *
     * @throws ProblemException with status 422 for a directive that is none of these, or a pattern without a date
     */
    public static DateTimeFormatter formatter(String pattern) {
        boolean day =
                pattern.contains("%d") && (pattern.contains("%m") || pattern.contains("%b") || pattern.contains("%B"));
        boolean year = pattern.contains("%Y") || pattern.contains("%y");
        if (!year || !(day || pattern.contains("%j")) || pattern.length() > LONGEST) {
            throw refused(pattern);
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        boolean time = false;
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            if (character != '%') {
                builder.appendLiteral(character);
            } else if (++i < pattern.length()) {
                time |= "HI".indexOf(pattern.charAt(i)) >= 0;
                append(builder, pattern.charAt(i), pattern);
            } else {
                throw refused(pattern);
            }
        }
        if (time) {
            // An hour alone is a time, too.
            builder.parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
            builder.parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0);
        }
        return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
    }

    private static void append(DateTimeFormatterBuilder builder, char directive, String pattern) {
        switch (directive) {
            case 'Y' -> builder.appendPattern("uuuu");
            case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR);
            case 'm' -> builder.appendPattern("M");
            case 'd' -> builder.appendPattern("d");
            case 'b' -> builder.appendPattern("MMM");
            case 'B' -> builder.appendPattern("MMMM");
            case 'a' -> builder.appendPattern("EEE");
            case 'A' -> builder.appendPattern("EEEE");
            case 'H' -> builder.appendPattern("H");
            case 'I' -> builder.appendPattern("h");
            case 'p' -> builder.appendPattern("a");
            case 'M' -> builder.appendPattern("m");
            case 'S' -> builder.appendPattern("s");
            case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false);
            case 'z' -> appendOffset(builder);
            case 'j' -> builder.appendPattern("D");
            case '%' -> builder.appendLiteral('%');
            default -> throw refused(pattern);
        }
    }

    /** An offset as +01:00, +0100 or +01, or Z. */
    static DateTimeFormatterBuilder appendOffset(DateTimeFormatterBuilder builder) {
        for (String form : new String[] {"+HH:MM", "+HHMM", "+HHmm"}) {
            builder.optionalStart().appendOffset(form, "Z").optionalEnd();
        }
        return builder;
    }

    private static ProblemException refused(String pattern) {
        String shown = pattern.length() <= LONGEST ? pattern : pattern.substring(0, LONGEST) + "…";
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "\"" + shown
                        + "\" is no pattern of dates. One has a year (%Y or %y) with a month (%m, %b or %B) and a day "
                        + "(%d), or with a day of the year (%j); beside them only %a %A %H %I %p %M %S %f %z, and at most "
                        + LONGEST + " characters.");
    }
}
