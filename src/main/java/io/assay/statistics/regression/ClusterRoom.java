package io.assay.statistics.regression;

/** Asked for memory before the scores of clusters take it; refuses by throwing. */
@FunctionalInterface
public interface ClusterRoom {

    /**
     * Asks.
     *
     * @param bytes that they take in all from now on, at most
     * @param clusters how many they are of at most, over all sets of ways
     */
    void ask(long bytes, long clusters);
}
