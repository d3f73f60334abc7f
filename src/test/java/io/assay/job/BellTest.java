package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Those who wait are woken once, all of them, and never wait longer than they said. */
class BellTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Bell bell = new Bell();

    private CompletableFuture<Void> waiter(String id) {
        return CompletableFuture.runAsync(
                () -> bell.await(id, LONG), work -> Thread.ofVirtual().start(work));
    }

    @Test
    void wakesAllWhoWaitForTheJobAndNobodyElse() throws Exception {
        List<CompletableFuture<Void>> waiters = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            waiters.add(waiter("ours"));
        }
        CompletableFuture<Void> other = waiter("another");
        Thread.sleep(100);
        bell.ring("none");
        assertThat(waiters).noneMatch(CompletableFuture::isDone);
        bell.ring("ours");
        for (CompletableFuture<Void> waiter : waiters) {
            waiter.get(5, TimeUnit.SECONDS);
        }
        assertThat(other).isNotDone();
        bell.ring("another");
        other.get(5, TimeUnit.SECONDS);
    }

    @Test
    void givesUpAfterTheTime() {
        Instant begun = Instant.now();
        bell.await("job", Duration.ofMillis(50));
        bell.await("job", Duration.ofMillis(50));
        assertThat(Duration.between(begun, Instant.now())).isBetween(Duration.ofMillis(99), Duration.ofSeconds(5));
    }

    @Test
    void keepsNobodyWaitingWhereTheProcessStops() throws Exception {
        CompletableFuture<Void> waiter = waiter("job");
        Thread.sleep(50);
        bell.close();
        waiter.get(5, TimeUnit.SECONDS);
        Instant begun = Instant.now();
        bell.await("job", LONG);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(bell.isClosed()).isTrue();
        bell.open();
        assertThat(bell.isClosed()).isFalse();
    }
}
