package io.assay.platform.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often callers may call.
 *
 * @param keys calls of one key or one token's subject
 * @param failures calls from one address that were refused for want of a valid credential
 */
@ConfigurationProperties("assay.limits")
record LimitSettings(Rate keys, Rate failures) {

    /**
     * A bucket of tokens, of which each call takes one.
     *
     * @param calls how many tokens come back in a period, evenly
     * @param period how long that takes
     * @param burst how many there are at most, and at first
     */
    record Rate(long calls, Duration period, long burst) {

        Rate {
            if (calls < 1 || burst < 1 || period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException(
                        "assay.limits: calls and burst must be 1 or more, and period longer than nothing");
            }
        }
    }
}
