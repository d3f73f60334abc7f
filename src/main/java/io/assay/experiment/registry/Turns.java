package io.assay.experiment.registry;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Lets few writers at an experiment at once. Those who wait for its row hold a connection each: without turns a crowd at one
 * experiment would keep everybody else from the database.
 */
@Component
final class Turns {

    /** Experiments that share a place by chance wait for each other. */
    private static final int PLACES = 64;

    private static final int AT_ONCE = 3;

    private static final long PATIENCE_MILLIS = 1500;

    private final List<Semaphore> places =
            Stream.generate(() -> new Semaphore(AT_ONCE, true)).limit(PLACES).toList();

    /**
     * Does it in its turn.
     *
     * @throws ProblemException with status 503 where that does not come in time
     */
    <T> T of(String key, Supplier<T> write) {
        Semaphore place = places.get(Math.floorMod(key.hashCode(), PLACES));
        try {
            if (!place.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw busy(key);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw busy(key);
        }
        try {
            return write.get();
        } finally {
            place.release();
        }
    }

    private static ProblemException busy(String key) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "Too many are writing to the experiment " + key + " at once; come again.");
    }
}
