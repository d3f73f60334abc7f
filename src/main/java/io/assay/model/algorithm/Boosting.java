package io.assay.model.algorithm;

import java.util.function.IntSupplier;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Rounds of XGBoost, each on the threads that are to be had. */
final class Boosting {

    static final String THREADS = "nthread";

    private final Booster booster;
    private final DMatrix matrix;
    private final RoundThreads threads;
    private int now;

    /**
     * @param most threads, by which the booster was made
     * @param free for how many there are processors, see {@link Processors#free()}
     */
    Boosting(Booster booster, DMatrix matrix, int most, IntSupplier free) {
        this.booster = booster;
        this.matrix = matrix;
        this.threads = new RoundThreads(most, free);
        this.now = most;
    }

    void round(int round) throws XGBoostError {
        if (round == 0) {
            // It also puts the features into bins, for which threads wait for each other a few times only.
            booster.update(matrix, round);
            return;
        }
        if (threads.next() != now) {
            now = threads.next();
            booster.setParam(THREADS, now);
        }
        long begun = System.nanoTime();
        booster.update(matrix, round);
        threads.took(System.nanoTime() - begun);
    }
}
