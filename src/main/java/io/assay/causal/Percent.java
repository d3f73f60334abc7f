package io.assay.causal;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Levels of intervals as they are read. */
public final class Percent {

    private Percent() {}

    /** 95 for 0.95, 99.5 for 0.995. */
    public static String of(double level) {
        return BigDecimal.valueOf(100 * level)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
