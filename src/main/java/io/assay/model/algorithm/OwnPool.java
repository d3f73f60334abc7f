package io.assay.model.algorithm;

import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a training's own. Parallel streams, Smile's among them, run in the pool that they are called from: in the
 * common one they would take all processors and keep every other stream of the service waiting.
 */
final class OwnPool {

    private OwnPool() {}

    /** Does the work on so many threads, and throws what it throws. */
    static <T> T run(int threads, Supplier<T> work) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> Done.of(work)).join().orThrow();
        }
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
