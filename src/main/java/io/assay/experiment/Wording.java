package io.assay.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

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

    static String count(double n) {
        return String.format(Locale.ROOT, "%,.0f", n);
    }

    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    static String digits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.scale() < 0 ? rounded.setScale(0) : rounded)
                .toPlainString();
    }
}
