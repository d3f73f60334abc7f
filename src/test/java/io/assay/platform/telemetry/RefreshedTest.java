package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefreshedTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);

    private final AtomicInteger readings = new AtomicInteger();

    private boolean away;

    private final Refreshed<Integer> refreshed = new Refreshed<>(this::read, Duration.ofNanos(10), now::get);

    private int read() {
        int reading = readings.incrementAndGet();
        if (away) {
            throw new IllegalStateException("away");
        }
        return reading;
    }

    @Test
    void isReadWhenItIsOldAndAskedFor() {
        assertThat(refreshed.value()).contains(1);
        now.addAndGet(9);
        assertThat(refreshed.value()).contains(1);
        now.addAndGet(1);
        assertThat(refreshed.value()).contains(2);
        assertThat(readings).hasValue(2);
    }

    /** Whoever collects metrics must not wait for the database each time. */
    @Test
    void isEmptyAndNotReadAgainAtOnceWhenItCannotBeRead() {
        assertThat(refreshed.value()).contains(1);
        away = true;
        now.addAndGet(10);
        assertThat(refreshed.value()).isEmpty();
        assertThat(refreshed.value()).isEmpty();
        assertThat(readings).hasValue(2);
        away = false;
        now.addAndGet(10);
        assertThat(refreshed.value()).contains(3);
    }
}
