package io.assay.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Numbers as people read them: three significant digits, the same in every locale. */
public final class Wording {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final double SMALLEST_BY_HAND = 1e-9;
    private static final double LARGEST_BY_HAND = 1e9;
    private static final int MOST_DIGITS = 15;
    private static final double SMALLEST_SHOWN_P = 0.0001;

    private Wording() {}

    /** 0.1234 as "12.3 %". */
    public static String percent(double fraction) {
        return digits(100 * fraction) + " %";
    }

    /** 0.1234 as "+12.3 %". */
    public static String signedPercent(double fraction) {
        return (fraction > 0 ? "+" : "") + percent(fraction);
    }

    public static String pValue(double p) {
        return p < SMALLEST_SHOWN_P ? "p < 0.0001" : "p = " + digits(p);
    }

    /** Rounded to a whole number; counts are far below the 2^63 that a long holds. */
    public static String count(double n) {
        return count(Math.round(n));
    }

    /** 1234567 as "1,234,567". By hand, since String.format took nearly a third of the time of a whole analysis. */
    public static String count(long n) {
        StringBuilder digits = new StringBuilder(Long.toString(n));
        int first = n < 0 ? 1 : 0;
        for (int comma = digits.length() - 3; comma > first; comma -= 3) {
            digits.insert(comma, ',');
        }
        return digits.toString();
    }

    /** "1 unit", "2 units". */
    public static String units(double n) {
        return count(n) + (n == 1 ? " unit" : " units");
    }

    /**
     * Two shares as percentages, with as many digits as it takes to tell them apart and not to round a share to 0 or 100 %
     * that is neither.
     */
    public static List<String> distinctPercents(double first, double second) {
        int digits = THREE_DIGITS.getPrecision();
        while (digits < MOST_DIGITS
                && (roundsToAll(first, digits)
                        || roundsToAll(second, digits)
                        || (first != second && digits(100 * first, digits).equals(digits(100 * second, digits))))) {
            digits++;
        }
        return List.of(digits(100 * first, digits) + " %", digits(100 * second, digits) + " %");
    }

    private static boolean roundsToAll(double share, int digits) {
        return share < 1 && digits(100 * share, digits).equals("100");
    }

    /** Three significant digits. Whole-number arithmetic serves the usual sizes: BigDecimal took longer than the analysis. */
    public static String digits(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude >= SMALLEST_BY_HAND && magnitude < LARGEST_BY_HAND)) {
            return digits(value, THREE_DIGITS.getPrecision());
        }
        int decimals = THREE_DIGITS.getPrecision() - 1 - (int) Math.floor(Math.log10(magnitude));
        if (decimals <= 0) {
            long unit = Math.round(Math.pow(10, -decimals));
            return Long.toString(Math.round(value / (double) unit) * unit);
        }
        long scaled = Math.round(magnitude * Math.pow(10, decimals));
        while (decimals > 0 && scaled % 10 == 0) {
            scaled /= 10;
            decimals--;
        }
        String sign = value < 0 ? "-" : "";
        if (decimals == 0) {
            return sign + scaled;
        }
        String figures = Long.toString(scaled);
        String padded = "0".repeat(Math.max(0, decimals + 1 - figures.length())) + figures;
        int point = padded.length() - decimals;
        return sign + padded.substring(0, point) + "." + padded.substring(point);
    }

    private static String digits(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return (rounded.signum() == 0 ? BigDecimal.ZERO : rounded.scale() < 0 ? rounded.setScale(0) : rounded)
                .toPlainString();
    }
}
