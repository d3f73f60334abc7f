package io.assay.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: three significant digits, the same in every locale. */
final class Wording {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double SMALLEST_SHOWN_P = 0.0001;

    private Wording() {}

    /** 0.1234 as "12.3 %". */
    static String percent(double fraction) {
        return digits(100 * fraction) + " %";
    }

    /** 0.1234 as "+12.3 %". */
    static String signedPercent(double fraction) {
        return (fraction > 0 ? "+" : "") + percent(fraction);
    }

    static String pValue(double p) {
        return p < SMALLEST_SHOWN_P ? "p < 0.0001" : "p = " + digits(p);
    }

    /** Rounded to a whole number; counts are far below the 2^63 that a long holds. */
    static String count(double n) {
        return count(Math.round(n));
    }

    /** 1234567 as "1,234,567". By hand, since String.format took nearly a third of the time of a whole analysis. */
    static String count(long n) {
        StringBuilder digits = new StringBuilder(Long.toString(n));
        int first = n < 0 ? 1 : 0;
        for (int comma = digits.length() - 3; comma > first; comma -= 3) {
            digits.insert(comma, ',');
        }
        return digits.toString();
    }

    static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.scale() < 0 ? rounded.setScale(0) : rounded)
                .toPlainString();
    }
}
