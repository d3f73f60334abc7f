package io.assay.model.serving;

import io.assay.job.Memory;
import io.assay.model.serving.Predictor.Wanted;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * What scoring takes in memory: one request at most what a job may take, and all that are scored at the same time no more
 * than that together. A short row may become thousands of features, and each of them a number for each output.
 */
@Component
class ScoringMemory {

    /** What takes no more than this does not count: so much is lost in what a request takes anyway. */
    private static final long SMALL = 64 << 10;

    private static final int UNIT = 1 << 10;

    private static final long PATIENCE_SECONDS = 10;

    private final Memory memory;
    private final Semaphore free;

    ScoringMemory(Memory memory) {
        this.memory = memory;
        // In the order in which they came: small ones would keep a large one waiting for ever.
        this.free = new Semaphore(units(memory.bytes()), true);
    }

    private static int units(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / UNIT);
    }

    /** How many rows fit at once; perhaps none. */
    long rows(Loaded model, Wanted wanted) {
        return memory.bytes() / model.bytesPerRow(wanted.reasons() > 0);
    }

    /**
     * Does the work when there is room for it.
     *
     * @throws ProblemException with status 422 where the rows take more than there is, 503 where others take it for long
     */
    <T> T with(Loaded model, Wanted wanted, int rows, Supplier<T> work) {
        return with(model, wanted, rows, PATIENCE_SECONDS, work);
    }

    /** As {@link #with}, for as long as it takes: of a stream, or for nobody who waits. */
    <T> T patientlyWith(Loaded model, Wanted wanted, int rows, Supplier<T> work) {
        return with(model, wanted, rows, Long.MAX_VALUE, work);
    }

    private <T> T with(Loaded model, Wanted wanted, int rows, long seconds, Supplier<T> work) {
        long bytes = Math.multiplyExact(rows, model.bytesPerRow(wanted.reasons() > 0));
        if (bytes <= SMALL) {
            return work.get();
        }
        check(model, wanted, rows, bytes);
        int units = units(bytes);
        take(units, seconds);
        try {
            return work.get();
        } finally {
            free.release(units);
        }
    }

    private void check(Loaded model, Wanted wanted, int rows, long bytes) {
        if (bytes > memory.bytes()) {
            memory.check(
                    bytes,
                    String.format(
                            Locale.ROOT,
                            "%,d rows of %,d features%s, of which %,d rows fit at once",
                            rows,
                            model.served().pipeline().names().size(),
                            wanted.reasons() > 0
                                    ? ", each explained for %,d outputs"
                                            .formatted(model.outputs().size())
                                    : "",
                            rows(model, wanted)));
        }
    }

    private void take(int units, long seconds) {
        try {
            if (!free.tryAcquire(units, seconds, TimeUnit.SECONDS)) {
                throw new ProblemException(
                        ProblemType.UNAVAILABLE,
                        "Other rows that are being scored take the memory; try again, or send fewer.");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "The service stops.");
        }
    }
}
