package io.assay.feature.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final Workers workers = new Workers(3);

    @Test
    void everyTaskIsDoneOnce() {
        AtomicIntegerArray done = new AtomicIntegerArray(1000);
        workers.all(1000, done::incrementAndGet);
        for (int i = 0; i < 1000; i++) {
            assertThat(done.get(i)).isOne();
        }
        workers.all(0, i -> {
            throw new AssertionError("there is none");
        });
    }

    @Test
    void theFirstThatFailsIsTheOneThatIsThrown() {
        for (int round = 0; round < 200; round++) {
            assertThatThrownBy(() -> workers.all(50, i -> {
                        if (i >= 7 && i % 2 == 1) {
                            throw new IllegalStateException("task " + i);
                        }
                    }))
                    .hasMessage("task 7");
        }
    }

    @Test
    void manyMayAskAtOnceAndNobodyWaitsForever() throws InterruptedException, ExecutionException, TimeoutException {
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int caller = 0; caller < 64; caller++) {
                callers.add(executor.submit(() -> workers.all(100, i -> done.incrementAndGet())));
            }
            for (Future<?> caller : callers) {
                caller.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(done).hasValue(6400);
    }

    /** A task that asks itself does not wait for the thread that it is on. */
    @Test
    void aTaskMayAskAsWell() {
        AtomicInteger done = new AtomicInteger();
        workers.all(4, i -> workers.all(5, j -> done.incrementAndGet()));
        assertThat(done).hasValue(20);
    }

    @Test
    void whoIsInterruptedFinishesAndStaysSo() {
        AtomicInteger done = new AtomicInteger();
        Thread.currentThread().interrupt();
        workers.all(100, i -> done.incrementAndGet());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).hasValue(100);
    }
}
