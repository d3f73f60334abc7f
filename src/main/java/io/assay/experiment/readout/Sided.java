package io.assay.experiment.readout;

import io.assay.statistics.Interval;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.sequential.Sides;

/** From an alternative to the sides of a test and the limits of its interval. */
final class Sided {

    private Sided() {}

    static Sides sides(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED -> Sides.TWO;
            case GREATER, LESS -> Sides.ONE;
        };
    }

    /** Sign that turns a one-sided claim into one of an increase. */
    static double sign(Alternative alternative) {
        return switch (alternative) {
            case TWO_SIDED, GREATER -> 1;
            case LESS -> -1;
        };
    }

    /** The limits that go with the alternative, of an interval whose both limits hold at alpha each if one-sided. */
    static Interval of(Interval both, Alternative alternative, double alpha) {
        return switch (alternative) {
            case TWO_SIDED -> both;
            case GREATER -> new Interval(both.lower(), null, 1 - alpha, both.method());
            case LESS -> new Interval(null, both.upper(), 1 - alpha, both.method());
        };
    }

    /** Estimate and distance to its limits as an interval. */
    static Interval around(double estimate, double halfWidth, Alternative alternative, double alpha, String method) {
        return of(new Interval(estimate - halfWidth, estimate + halfWidth, 1 - alpha, method), alternative, alpha);
    }
}
