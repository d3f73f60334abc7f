package io.assay.model.algorithm;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a training's own. Parallel streams, Smile's among them, run in the pool that they are called from: in the
 * common one they would take all processors and keep every other stream of the service waiting.
 */
public final class OwnPool {

    private OwnPool() {}

    /** Does the work on so many threads, and throws what it throws. */
    public static <T> T run(int threads, Supplier<T> work) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Done.of(work)).join().orThrow();
        }
    }

    /**
     * Work that is begun beside a caller that runs in a pool of its own, and else done when it is asked for.
     *
     * @return what comes of it; it throws what the work throws
     */
    public static <T extends @Nullable Object> Supplier<T> beside(Supplier<T> work) {
        if (!isOwn()) {
            return work;
        }
        ForkJoinTask<Done<T>> begun = ForkJoinTask.adapt(() -> Done.of(work)).fork();
        return () -> begun.join().orThrow();
    }

    /** The numbers below one: side by side for a caller that runs in a pool of its own, else one after another. */
    public static IntStream range(int end) {
        IntStream range = IntStream.range(0, end);
        return isOwn() ? range.parallel() : range;
    }

    /** Whether the caller runs in a pool of its own. */
    public static boolean isOwn() {
        return ForkJoinTask.inForkJoinPool() && !ForkJoinPool.commonPool().equals(ForkJoinTask.getPool());
    }

    /** A pool would make another exception of one that was thrown in another thread. */
    private sealed interface Done<T extends @Nullable Object> {

        T orThrow();

        static <T extends @Nullable Object> Done<T> of(Supplier<T> work) {
            try {
                return new Result<>(work.get());
            } catch (RuntimeException failure) {
                return new Refusal<>(failure);
            } catch (Error failure) {
                return new Failure<>(failure);
            }
        }

        record Result<T extends @Nullable Object>(T orThrow) implements Done<T> {}

        record Refusal<T extends @Nullable Object>(RuntimeException thrown) implements Done<T> {

            @Override
            public T orThrow() {
                throw thrown;
            }
        }

        record Failure<T extends @Nullable Object>(Error thrown) implements Done<T> {

            @Override
            public T orThrow() {
                throw thrown;
            }
        }
    }
}
