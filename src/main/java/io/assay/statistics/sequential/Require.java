package io.assay.statistics.sequential;

import io.assay.statistics.InvalidInputException;
import java.util.List;

/** What this package asks of its input. */
final class Require {

    private Require() {}

    static double probability(String parameter, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidInputException(parameter, "must lie strictly between 0 and 1");
        }
        return value;
    }

    /** An alpha that makes sense against one direction too. */
    static double alpha(String parameter, double value, Sides sides) {
        probability(parameter, value);
        if (sides == Sides.ONE && value >= 0.5) {
            throw new InvalidInputException(parameter, "must be below 0.5 for a one-sided test");
        }
        return value;
    }

    static double positive(String parameter, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException(parameter, "must be a finite number above 0");
        }
        return value;
    }

    static double finite(String parameter, double value) {
        if (!Double.isFinite(value)) {
            throw new InvalidInputException(parameter, "must be finite");
        }
        return value;
    }

    /** Times of looks: positive, finite, strictly increasing, at least one. */
    static double[] increasing(String parameter, List<Double> times) {
        double[] values = times.stream().mapToDouble(Double::doubleValue).toArray();
        if (values.length == 0 || values.length > GroupSequentialPlan.MOST_LOOKS) {
            throw new InvalidInputException(
                    parameter, "must have between 1 and %d values".formatted(GroupSequentialPlan.MOST_LOOKS));
        }
        double before = 0;
        for (double value : values) {
            if (!(value > before && value < Double.POSITIVE_INFINITY)) {
                throw new InvalidInputException(parameter, "must be finite, above 0 and strictly increasing");
            }
            before = value;
        }
        return values;
    }
}
