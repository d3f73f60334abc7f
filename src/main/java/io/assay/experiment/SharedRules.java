package io.assay.experiment;

import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.sampleratio.Look;
import io.assay.statistics.sequential.Sides;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules and defaults that several requests share; public, as those of calculators and readouts do too. */
public final class SharedRules {

    private static final double LARGEST_ONE_SIDED_ALPHA = 0.5;

    private SharedRules() {}

    public static Direction direction(@Nullable Direction direction) {
        return direction == null ? Direction.INCREASE : direction;
    }

    public static void checkOneSided(Violations violations, String pointer, @Nullable Double alpha, Sides sides) {
        if (alpha != null && sides == Sides.ONE && alpha >= LARGEST_ONE_SIDED_ALPHA && alpha < 1) {
            violations.reject(pointer, "must be below 0.5 for one side");
        }
    }

    @SuppressWarnings("NullAway") // called before a missing element has been refused
    public static void checkIncreasing(Violations violations, String pointer, List<? extends Number> values) {
        if (values.stream().noneMatch(value -> value == null) && !isIncreasing(values)) {
            violations.reject(pointer, "must be strictly increasing");
        }
    }

    public static boolean isIncreasing(List<? extends Number> values) {
        double before = Double.NEGATIVE_INFINITY;
        for (Number value : values) {
            if (!(value.doubleValue() > before)) {
                return false;
            }
            before = value.doubleValue();
        }
        return true;
    }

    /** Weights of so many arms that add up to something and are each 0 or no share too small for a probability. */
    @SuppressWarnings("NullAway") // called before missing weights have been refused
    public static void checkWeights(Violations violations, String pointer, List<Double> given, int arms) {
        if (given.size() != arms) {
            violations.reject(
                    pointer, "must have one weight per arm: %d weights, %d counts".formatted(given.size(), arms));
            return;
        }
        if (given.contains(null)) {
            return;
        }
        double sum = given.stream().mapToDouble(Double::doubleValue).sum();
        if (!(sum > 0 && sum <= Double.MAX_VALUE)) {
            violations.reject(pointer, "must add up to a finite number above 0");
        } else if (given.stream().anyMatch(weight -> weight > 0 && weight < Look.SMALLEST_SHARE * sum)) {
            violations.reject(pointer, "must each be 0 or at least %s of their sum".formatted(Look.SMALLEST_SHARE));
        }
    }
}
