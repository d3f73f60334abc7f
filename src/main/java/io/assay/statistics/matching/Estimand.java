package io.assay.statistics.matching;

/** Whose effect is meant. */
public enum Estimand {
    /** The average over all. */
    ATE("the average effect over all units"),
    /** The average over the treated. */
    ATT("the average effect on the treated"),
    /** The average over the untreated. */
    ATC("the average effect that the treatment would have had on the untreated");

    private final String words;

    Estimand(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
