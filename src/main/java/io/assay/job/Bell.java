package io.assay.job;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Wakes those who wait for a job that ends in this process. Of those that end elsewhere it knows nothing. */
@Component
final class Bell {

    private record Waiting(CompletableFuture<Void> rung, int number) {}

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /** Waits until the job is over, or for that time; at once where the process stops. */
    void await(String id, Duration longest) {
        CompletableFuture<Void> rung = waiting.compute(
                        id,
                        (key, now) -> now == null
                                ? new Waiting(new CompletableFuture<>(), 1)
                                : new Waiting(now.rung(), now.number() + 1))
                .rung();
        try {
            if (!closed) {
                rung.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | ExecutionException notYet) {
            // Whoever waits looks for itself.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.computeIfPresent(id, (key, now) -> {
                if (now.rung() != rung) {
                    return now;
                }
                return now.number() == 1 ? null : new Waiting(rung, now.number() - 1);
            });
        }
    }

    void ring(String id) {
        Waiting rung = waiting.remove(id);
        if (rung != null) {
            rung.rung().complete(null);
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
