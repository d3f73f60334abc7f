package io.assay.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Wakes those who wait for a job that ends in this process. Of those that end elsewhere it knows nothing. */
@Component
final class Bell {

    private static final class Waiting {

        private final CountDownLatch rung = new CountDownLatch(1);

        /** How many wait; changed by the map's functions alone, of which one at a time has the key. */
        private int number;
    }

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Waits until the job is over, or for that time; at once where the process stops. */
    void await(String id, Duration longest) {
        Waiting mine = waiting.compute(id, (_, now) -> {
            Waiting joined = now == null ? new Waiting() : now;
            joined.number++;
            return joined;
        });
        try {
            if (!closed) {
                var _ = mine.rung.await(longest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.computeIfPresent(id, (_, now) -> now == mine && --mine.number == 0 ? null : now);
        }
    }

    void ring(String id) {
        Waiting rung = waiting.remove(id);
        if (rung != null) {
            rung.rung.countDown();
        }
    }

    /** Nobody is kept waiting any more. */
    void close() {
        closed = true;
        waiting.keySet().forEach(this::ring);
    }

    void open() {
        closed = false;
    }

    boolean isClosed() {
        return closed;
    }
}
