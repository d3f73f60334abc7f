package io.assay.model.evaluation;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.model.algorithm.OwnPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where models are trained: long trainings one at a time, since each takes all processors and much memory, and on threads
 * of the platform, since native code holds on to a virtual thread's carrier.
 */
@Component
public final class Trainer implements DisposableBean {

    private static final long LOOK_MILLIS = 250;

    private final Semaphore turn = new Semaphore(1, true);
    private final int threads;
    private final long smallCells;
    private final ExecutorService small;

    Trainer(@Value("${assay.models.threads}") int threads, @Value("${assay.models.small-cells}") long smallCells) {
        this.smallCells = smallCells;
        this.threads = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        this.small = Executors.newFixedThreadPool(
                this.threads, Thread.ofPlatform().daemon().name("models-", 0).factory());
    }

    /** How many threads one training uses. */
    int threads() {
        return threads;
    }

    /** Whether a request is trained in a moment, within the request. */
    public boolean isSmall(ModelRequest request, Tables tables) {
        long columns = request.document().inputs().size();
        return request.algorithm() != null
                && request.search() == null
                && tables.rows(request.data()) * columns * request.folds() <= smallCells;
    }

    /** Trains in a moment, or when it is its turn. What is within the request was found small already. */
    public <T> T train(ModelRequest request, Tables tables, JobContext context, Supplier<T> work) {
        return context.isWithinRequest() || isSmall(request, tables) ? small(work) : alone(context, work);
    }

    private <T> T small(Supplier<T> work) {
        if (!Thread.currentThread().isVirtual()) {
            return work.get();
        }
        try {
            return CompletableFuture.supplyAsync(work, small).join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case RuntimeException refusal -> throw refusal;
                case Error error -> throw error;
                case null, default -> throw failure;
            }
        }
    }

    private <T> T alone(JobContext context, Supplier<T> work) {
        boolean taken = false;
        try {
            while (!taken) {
                context.progress(0, "waiting for another training to end");
                taken = turn.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return OwnPool.run(threads, work);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for its turn", wanted);
        } finally {
            if (taken) {
                turn.release();
            }
        }
    }

    @Override
    public void destroy() {
        small.shutdownNow();
    }
}
