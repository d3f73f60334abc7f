package io.assay.experiment.calculator;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Bounds calculations that take the whole of a processor for a while, so that one is left for all other calls. */
@Component
final class HeavyWork {

    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    /** Waits for a processor and calculates on it. */
    <T> T run(Supplier<T> calculation) {
        processors.acquireUninterruptibly();
        try {
            return calculation.get();
        } finally {
            processors.release();
        }
    }
}
