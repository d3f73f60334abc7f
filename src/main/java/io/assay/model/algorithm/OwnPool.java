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
    private record Done<T>(@Nullable T result, @Nullable Throwable failure) {

        static <T> Done<T> of(Supplier<T> work) {
            try {
                return new Done<>(work.get(), null);
            } catch (RuntimeException | Error failure) {
                return new Done<>(null, failure);
            }
        }

        T orThrow() {
            return switch (failure) {
                case null -> {
                    if (result == null) {
                        throw new IllegalStateException("nothing came of it");
                    }
                    yield result;
                }
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case Throwable impossible -> throw new IllegalStateException(impossible);
            };
        }
    }
}
