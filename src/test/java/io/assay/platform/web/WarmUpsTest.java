package io.assay.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.mock.env.MockEnvironment;

class WarmUpsTest {

    private static void run(WarmUp... warmUps) {
        new WarmUps(List.of(warmUps), new MockEnvironment()).run(new DefaultApplicationArguments());
    }

    @Test
    void areDoneSomeTimesBeforeTheServiceIsReady() {
        AtomicInteger done = new AtomicInteger();

        run(done::incrementAndGet);

        assertThat(done).hasValue(40);
    }

    @Test
    void stopNoStartWhenTheyFail() {
        AtomicInteger done = new AtomicInteger();

        run(
                () -> {
                    throw new IllegalStateException("as when the database is away");
                },
                done::incrementAndGet);

        assertThat(done).hasValue(40);
    }

    @Test
    void holdNoStartUpWhenTheyAreSlow() {
        Instant begun = Instant.now();

        run(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
