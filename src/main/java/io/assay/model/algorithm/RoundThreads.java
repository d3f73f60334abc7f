package io.assay.model.algorithm;

import java.util.function.IntSupplier;

/**
 * How many threads each round of a training gets: as many as are to be had. XGBoost's threads wait for each other by
 * spinning, many times in a round. On idle processors nothing is faster; where one of them has to share its processor, the
 * others spin until it comes back, and the round takes ten times as long as on a single thread. The trees are the same for any number.
 *
 * <p>Who else runs can be told while one thread of ours runs, and only then: others that spin are not told from others that
 * work. So what is beyond one thread is lent, and taken back after a round that took as long as if somebody else had come,
 * or longer than on one thread: for who was there from the first round on makes none of them slower than another.
 */
final class RoundThreads {

    /** How many times as long as the quickest of late a round takes that somebody else has got in the way of. */
    private static final double SLOW = 1.5;

    /** Rounds differ: what was quickest is forgotten by so much in each. */
    private static final double FORGOTTEN = 1.05;

    /** So many rounds in peace, and all is well. */
    private static final int WELL = 16;

    private static final int LONGEST = 32;

    private final int most;
    private final IntSupplier free;

    private int threads = 1;
    private int inPeace;
    private int wait = 1;
    private double quickest = Double.POSITIVE_INFINITY;

    /** What the last round on one thread took, which several of them must not take longer than. */
    private double alone = Double.POSITIVE_INFINITY;

    /**
     * @param most how many there may be
     * @param free for how many threads there are processors that nobody else runs on; asked while one of ours runs
     */
    RoundThreads(int most, IntSupplier free) {
        this.most = most;
        this.free = free;
    }

    /** Of the next round. */
    int next() {
        return threads;
    }

    /** The round took so long. */
    void took(long nanos) {
        if (most == 1) {
            return;
        }
        if (threads == 1) {
            alone = (double) nanos;
            alone();
            return;
        }
        alone *= FORGOTTEN;
        if (nanos > SLOW * quickest || nanos > alone) {
            wait = Math.min(2 * wait, LONGEST);
            ask();
        } else {
            quickest = Math.min((double) nanos, FORGOTTEN * quickest);
            inPeace++;
            if (inPeace == WELL) {
                wait = 1;
                if (threads < most) {
                    ask();
                } else {
                    inPeace = 0;
                }
            }
        }
    }

    /** A round on one thread shows who else is there. */
    private void ask() {
        threads = 1;
        inPeace = 0;
    }

    private void alone() {
        int wanted = Math.clamp(free.getAsInt(), 1, most);
        inPeace = wanted > 1 ? inPeace + 1 : 0;
        if (inPeace >= wait) {
            threads = wanted;
            inPeace = 0;
            quickest = Double.POSITIVE_INFINITY;
        }
    }
}
