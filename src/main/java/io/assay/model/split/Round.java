package io.assay.model.split;

/** One round: places of rows that are learned from, and of others that are judged. Nobody writes to the arrays. */
public final class Round {

    private final int[] train;
    private final int[] test;

    public Round(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    public int[] train() {
        return train;
    }

    public int[] test() {
        return test;
    }
}
