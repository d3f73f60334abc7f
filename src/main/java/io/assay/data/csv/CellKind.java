package io.assay.data.csv;

import java.nio.charset.StandardCharsets;
import java.time.Month;
import java.time.Year;

/**
 * What the text of a cell may be, as bits: a column is what all of its cells may be. A number is what a double is read
 * from; dates are checked against the calendar.
 */
public final class CellKind {

    /** A whole number that a double holds exactly, written as one: no zeros before it. */
    public static final int WHOLE = 1;

    public static final int NUMBER = 1 << 1;

    /** {@code 2026-01-31}. */
    public static final int DATE = 1 << 2;

    /** {@code 2026-01-31T10:00}, {@code 2026-01-31 10:00:00.25} or a date alone. */
    public static final int DATETIME = 1 << 3;

    /** A date and time with a time zone's offset. */
    public static final int INSTANT = 1 << 4;

    public static final int YEAR_FIRST_SLASH = 1 << 5;
    public static final int DAY_FIRST_SLASH = 1 << 6;
    public static final int MONTH_FIRST_SLASH = 1 << 7;
    public static final int DAY_FIRST_DOT = 1 << 8;
    public static final int DAY_FIRST_DASH = 1 << 9;
    public static final int MONTH_FIRST_DASH = 1 << 10;

    public static final int ALL = (1 << 11) - 1;

    /** Not a kind: a number that looks like an identifier, with zeros before it or more digits than a double keeps. */
    static final int LIKE_AN_ID = 1 << 16;

    /** Not a kind: a number written with a decimal point or an exponent. */
    static final int FRACTION = 1 << 17;

    private static final int OTHER_DATES =
            YEAR_FIRST_SLASH | DAY_FIRST_SLASH | MONTH_FIRST_SLASH | DAY_FIRST_DOT | DAY_FIRST_DASH | MONTH_FIRST_DASH;

    private static final int ISO = DATE | DATETIME | INSTANT;

    private static final long LARGEST = 1L << 53;

    private static final int SAFE_DIGITS = 17;

    private static final int DATE_LENGTH = 10;

    private CellKind() {}

    /**
     * The kinds of a cell among those of interest, perhaps with {@link #LIKE_AN_ID} and {@link #FRACTION}.
     *
     * @param decimal the decimal point or comma
     */
    static int of(byte[] text, int from, int to, int wanted, byte decimal) {
        int begin = from;
        int end = to;
        while (begin < end && text[begin] == ' ') {
            begin++;
        }
        while (begin < end && text[end - 1] == ' ') {
            end--;
        }
        if (begin == end) {
            return 0;
        }
        if ((wanted & (WHOLE | NUMBER)) != 0) {
            int number = number(text, begin, end, decimal);
            if (number != 0) {
                return number;
            }
        }
        int kinds = 0;
        if ((wanted & ISO) != 0) {
            kinds |= iso(text, begin, end);
        }
        if ((wanted & OTHER_DATES) != 0) {
            kinds |= otherDate(text, begin, end);
        }
        return from == begin && to == end ? kinds : 0;
    }

    private static int number(byte[] text, int from, int to, byte decimal) {
        int at = from;
        if (text[at] == '-' || text[at] == '+') {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < to && isDigit(text[at])) {
            if (at - first < SAFE_DIGITS) {
                value = value * 10 + (text[at] - '0');
            }
            at++;
        }
        int digits = at - first;
        if (at == to && digits > 0) {
            boolean exact = digits < SAFE_DIGITS && value <= LARGEST;
            boolean plain = digits == 1 || text[first] != '0';
            return exact && plain ? WHOLE | NUMBER : NUMBER | LIKE_AN_ID;
        }
        if (at < to && text[at] == decimal) {
            at++;
            int fraction = at;
            while (at < to && isDigit(text[at])) {
                at++;
            }
            digits += at - fraction;
        }
        if (digits == 0) {
            return 0;
        }
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < to && (text[at] == '-' || text[at] == '+')) {
                at++;
            }
            int exponent = at;
            while (at < to && isDigit(text[at])) {
                at++;
            }
            // Three digits may be too many for a double, and whoever writes them means something else.
            if (at == exponent || (at - exponent > 2 && !isFinite(text, from, to, decimal))) {
                return 0;
            }
        }
        return at == to ? NUMBER | FRACTION : 0;
    }

    private static boolean isFinite(byte[] text, int from, int to, byte decimal) {
        String number = new String(text, from, to - from, StandardCharsets.US_ASCII);
        return Double.isFinite(Double.parseDouble(number.replace((char) decimal, '.')));
    }

    private static int iso(byte[] text, int from, int to) {
        if (to - from < DATE_LENGTH
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || !isDate(digits(text, from, 4), digits(text, from + 5, 2), digits(text, from + 8, 2))) {
            return 0;
        }
        if (to - from == DATE_LENGTH) {
            return DATE | DATETIME;
        }
        int at = from + DATE_LENGTH;
        if (text[at] != 'T' && text[at] != ' ') {
            return 0;
        }
        at = time(text, at + 1, to);
        if (at == to) {
            return DATETIME;
        }
        return at > 0 && isZone(text, at, to) ? INSTANT : 0;
    }

    /** The place after hours, minutes and perhaps seconds and their fraction; -1 where there is no time. */
    private static int time(byte[] text, int from, int to) {
        if (to - from < 5 || text[from + 2] != ':') {
            return -1;
        }
        int hours = digits(text, from, 2);
        int minutes = digits(text, from + 3, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return -1;
        }
        int at = from + 5;
        if (at == to || text[at] != ':') {
            return at;
        }
        int seconds = to - at < 3 ? -1 : digits(text, at + 1, 2);
        if (seconds < 0 || seconds > 59) {
            return -1;
        }
        at += 3;
        if (at < to && text[at] == '.') {
            int fraction = at + 1;
            at = fraction;
            while (at < to && isDigit(text[at])) {
                at++;
            }
            // What is smaller than a microsecond could not be kept.
            return at == fraction || at - fraction > 6 ? -1 : at;
        }
        return at;
    }

    private static boolean isZone(byte[] text, int from, int to) {
        if (text[from] == 'Z') {
            return to - from == 1;
        }
        if (text[from] != '+' && text[from] != '-') {
            return false;
        }
        int hours = to - from < 3 ? -1 : digits(text, from + 1, 2);
        int minutes = switch (to - from) {
            case 3 -> 0;
            case 5 -> digits(text, from + 3, 2);
            case 6 -> text[from + 3] == ':' ? digits(text, from + 4, 2) : -1;
            default -> -1;
        };
        return hours >= 0 && hours <= 15 && minutes >= 0 && minutes <= 59;
    }

    private static int otherDate(byte[] text, int from, int to) {
        if (to - from > DATE_LENGTH || to - from < 8) {
            return 0;
        }
        if (text[from + 4] == '/') {
            int second = from + 5;
            int slash = indexOf(text, '/', second, to);
            return slash > 0
                            && isDate(
                                    digits(text, from, 4),
                                    digits(text, second, slash - second),
                                    digits(text, slash + 1, to - slash - 1))
                    ? YEAR_FIRST_SLASH
                    : 0;
        }
        char separator = isDigit(text[from + 1]) ? (char) text[from + 2] : (char) text[from + 1];
        int one = indexOf(text, separator, from, to);
        int two = one < 0 ? -1 : indexOf(text, separator, one + 1, to);
        if (two < 0 || to - two != 5) {
            return 0;
        }
        int first = digits(text, from, one - from);
        int second = digits(text, one + 1, two - one - 1);
        int year = digits(text, two + 1, 4);
        boolean dayFirst = isDate(year, second, first);
        boolean monthFirst = isDate(year, first, second);
        return switch (separator) {
            case '/' -> (dayFirst ? DAY_FIRST_SLASH : 0) | (monthFirst ? MONTH_FIRST_SLASH : 0);
            case '-' -> (dayFirst ? DAY_FIRST_DASH : 0) | (monthFirst ? MONTH_FIRST_DASH : 0);
            case '.' -> dayFirst ? DAY_FIRST_DOT : 0;
            default -> 0;
        };
    }

    private static int indexOf(byte[] text, char wanted, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** The number of so many digits, of one, two or four; -1 where there are others. */
    private static int digits(byte[] text, int from, int length) {
        if (length < 1 || length > 4 || length == 3) {
            return -1;
        }
        int value = 0;
        for (int at = from; at < from + length; at++) {
            if (!isDigit(text[at])) {
                return -1;
            }
            value = value * 10 + (text[at] - '0');
        }
        return value;
    }

    private static boolean isDate(int year, int month, int day) {
        return year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= Month.of(month).length(Year.isLeap(year)));
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }
}
