package io.assay.experiment.design;

import io.assay.statistics.Direction;
import io.assay.statistics.power.Claim;
import io.assay.statistics.sequential.Sides;

/** What the primary metric is to show. */
public enum DesignClaim {
    /** An effect in either direction: two-sided. */
    DIFFERENCE,
    /** An effect in the good direction, of more than the margin if one is given: one-sided. */
    SUPERIORITY,
    /** No loss of as much as the margin: one-sided. */
    NON_INFERIORITY,
    /** An effect smaller than the margin either way: two one-sided tests. */
    EQUIVALENCE;

    Sides sides() {
        return this == DIFFERENCE ? Sides.TWO : Sides.ONE;
    }

    /** The effect from which power grows in the good direction. */
    double reference(Direction good, double margin) {
        double sign = good == Direction.INCREASE ? 1 : -1;
        return switch (this) {
            case DIFFERENCE, EQUIVALENCE -> 0;
            case SUPERIORITY -> sign * margin;
            case NON_INFERIORITY -> -sign * margin;
        };
    }

    Claim claim(Direction good, double margin) {
        return switch (this) {
            case DIFFERENCE -> new Claim.Difference(good);
            case SUPERIORITY, NON_INFERIORITY -> new Claim.OneSided(good, reference(good, margin));
            case EQUIVALENCE -> new Claim.Equivalence(-margin, margin);
        };
    }
}
