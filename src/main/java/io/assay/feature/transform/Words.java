package io.assay.feature.transform;

import java.math.BigDecimal;
import java.util.Comparator;

/** Texts as the transformers order, show and make them. */
final class Words {

    /** By code points, as Python does; UTF-16 units would put U+FFFF after U+10000. */
    static final Comparator<String> BY_CODE_POINT = Words::compareCodePoints;

    private static final int LONGEST_QUOTE = 60;
    private static final double LARGEST_EXACT = 0x1p53;
    private static final int LARGEST_PLAIN_EXPONENT = 15;
    private static final int SMALLEST_PLAIN_EXPONENT = -4;

    private Words() {}

    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** The category of a number in a name: 3 of whole numbers, else as Python prints a float: 3.0, 0.1, 1e+16. */
    static String category(double value, boolean whole) {
        if (whole) {
            return Long.toString((long) value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - shortest.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** The same for every number that is equal: 3 of 3.0, and 0 of -0.0. */
    static String canonical(double value) {
        double positive = value + 0.0;
        return category(positive, positive == Math.rint(positive) && Math.abs(positive) <= LARGEST_EXACT);
    }

    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above all that one unit can hold.
                boolean surrogateX = Character.isSurrogate(x);
                return surrogateX == Character.isSurrogate(y) ? x - y : surrogateX ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
