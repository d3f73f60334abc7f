package io.assay.platform.shutdown;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the service ends.
 *
 * @param drain how long it answers on after its readiness has gone red; as long as a balancer takes to notice
 */
@ConfigurationProperties("assay.shutdown")
record ShutdownSettings(Duration drain) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    ShutdownSettings {
        if (drain.isNegative() || drain.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("assay.shutdown.drain must be 0s to 10m, not " + drain);
        }
    }
}
