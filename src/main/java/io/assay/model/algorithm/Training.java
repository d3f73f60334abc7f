package io.assay.model.algorithm;

/**
 * How to train.
 *
 * @param seed of whatever is random
 * @param threads at most; the model does not depend on it
 * @param watch is told of each round
 */
public record Training(long seed, int threads, Watch watch) {

    /** Follows a training; stops it by throwing. */
    @FunctionalInterface
    public interface Watch {

        Watch NONE = (done, of) -> {};

        void round(int done, int of);

        /** Of one of several trainings that come one after the other, each as long as the next. */
        default Watch of(int training, int trainings) {
            return (done, of) -> round(training * of + done, trainings * of);
        }
    }
}
