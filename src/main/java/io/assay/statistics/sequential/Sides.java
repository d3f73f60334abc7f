package io.assay.statistics.sequential;

/** Against how many directions a hypothesis is tested. */
public enum Sides {
    /** Against an increase only; whoever looks for a decrease changes the sign of the effect. */
    ONE,
    /** Against an increase and a decrease. */
    TWO;

    /** The share of alpha that each tested direction gets. */
    double perSide(double alpha) {
        return this == TWO ? alpha / 2 : alpha;
    }
}
