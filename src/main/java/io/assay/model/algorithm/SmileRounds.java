package io.assay.model.algorithm;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import smile.util.IterativeAlgorithmController;

/** Hears of each of Smile's trees, and stops it when the watch says so. Forests grow several at once. */
final class SmileRounds<T> extends IterativeAlgorithmController<T> {

    private final Training.Watch watch;
    private final int trees;
    private int done;
    private @Nullable RuntimeException stopped;

    SmileRounds(Training.Watch watch, int trees) {
        this.watch = watch;
        this.trees = trees;
    }

    @Override
    public synchronized void submit(T status) {
        if (stopped != null) {
            throw stopped;
        }
        done++;
        try {
            watch.round(done, trees);
        } catch (RuntimeException stop) {
            stopped = stop;
            throw stop;
        }
    }

    /** Grows trees; throws what the watch threw, as it was thrown. */
    <M> M grow(Supplier<M> growing) {
        watch.round(0, trees);
        try {
            return growing.get();
        } catch (RuntimeException failure) {
            synchronized (this) {
                throw stopped == null ? failure : stopped;
            }
        }
    }
}
