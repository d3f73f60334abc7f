package io.assay.statistics.power;

import io.assay.statistics.InvalidInputException;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Finds where a power function reaches a wanted power, by bracketing on the function itself, so that whatever counts in it
 * (both tails of a test, guardrails, looks) counts in the answer too.
 */
public final class PowerSolver {

    private static final int MAX_EVALUATIONS = 200;

    private PowerSolver() {}

    /**
     * Units in all arms at which the power is reached, not rounded: the first on the way up, by factors of two.
     *
     * @param power in (0, 1)
     * @param smallest where the search begins; the answer where that is enough
     * @param largest where it ends
     * @return empty where not even {@code largest} units reach the power
     */
    public static OptionalDouble units(
            PowerFunction function, double effect, double power, double smallest, double largest) {
        return smallest(units -> function.power(effect, units), power, smallest, largest);
    }

    /**
     * The smallest distance of the true effect from a start at which the power is reached.
     *
     * @param start where the distance is 0, such as 0 or a margin
     * @param direction 1 or -1
     * @param step a first distance, above 0, such as a standard error
     * @param largest where the search ends
     * @return the effect itself, start + direction · distance; empty where no distance up to the largest will do
     */
    public static OptionalDouble effect(
            PowerFunction function,
            double units,
            double power,
            double start,
            double direction,
            double step,
            double largest) {
        DoubleUnaryOperator atDistance = distance -> function.power(start + direction * distance, units);
        if (atDistance.applyAsDouble(0) >= requirePower(power)) {
            return OptionalDouble.of(start);
        }
        double first = Math.min(step, largest);
        if (atDistance.applyAsDouble(first) >= power) {
            return OptionalDouble.of(start + direction * root(atDistance, power, 0, first));
        }
        OptionalDouble distance = smallest(atDistance, power, first, largest);
        return distance.isPresent()
                ? OptionalDouble.of(start + direction * distance.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble smallest(DoubleUnaryOperator power, double wanted, double smallest, double largest) {
        requirePower(wanted);
        if (power.applyAsDouble(smallest) >= wanted) {
            return OptionalDouble.of(smallest);
        }
        double low = smallest;
        while (low < largest) {
            double high = Math.min(2 * low, largest);
            if (power.applyAsDouble(high) >= wanted) {
                return OptionalDouble.of(root(power, wanted, low, high));
            }
            low = high;
        }
        return OptionalDouble.empty();
    }

    private static double root(DoubleUnaryOperator power, double wanted, double low, double high) {
        return new BrentSolver(1e-14, 1e-14 * high)
                .solve(MAX_EVALUATIONS, value -> power.applyAsDouble(value) - wanted, low, high);
    }

    private static double requirePower(double power) {
        if (!(power > 0 && power < 1)) {
            throw new InvalidInputException("power", "must lie strictly between 0 and 1");
        }
        return power;
    }
}
