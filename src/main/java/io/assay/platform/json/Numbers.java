package io.assay.platform.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/** Exact questions about the numbers of a JSON tree, none of which unfolds 1e999999999 into its digits. */
final class Numbers {

    private Numbers() {}

    static int signum(Number number) {
        return decimal(number).signum();
    }

    /** Whether the number has no fractional part: 1000, 1000.0 and 1e3 have none. */
    static boolean isWhole(Number number) {
        return decimal(number).stripTrailingZeros().scale() <= 0;
    }

    /** The number as a long, or empty when it has a fractional part or is out of range. */
    static OptionalLong exactLong(Number number) {
        try {
            return OptionalLong.of(decimal(number).longValueExact());
        } catch (ArithmeticException notALong) {
            return OptionalLong.empty();
        }
    }

    private static BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            case Double real -> BigDecimal.valueOf(real);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }
}
