package io.assay.experiment.calculator;

import io.assay.platform.json.Violations;
import io.assay.statistics.Direction;
import io.assay.statistics.sequential.Sides;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules that requests of several calculators share. */
final class SharedRules {

    private static final double LARGEST_ONE_SIDED_ALPHA = 0.5;

    private SharedRules() {}

    static Direction direction(@Nullable Direction direction) {
        return direction == null ? Direction.INCREASE : direction;
    }

    static void checkOneSided(Violations violations, String pointer, @Nullable Double alpha, Sides sides) {
        if (alpha != null && sides == Sides.ONE && alpha >= LARGEST_ONE_SIDED_ALPHA && alpha < 1) {
            violations.reject(pointer, "must be below 0.5 for one side");
        }
    }

    @SuppressWarnings("NullAway") // called before a missing element has been refused
    static void checkIncreasing(Violations violations, String pointer, List<? extends Number> values) {
        if (values.stream().noneMatch(value -> value == null) && !isIncreasing(values)) {
            violations.reject(pointer, "must be strictly increasing");
        }
    }

    static boolean isIncreasing(List<? extends Number> values) {
        double before = Double.NEGATIVE_INFINITY;
        for (Number value : values) {
            if (!(value.doubleValue() > before)) {
                return false;
            }
            before = value.doubleValue();
        }
        return true;
    }
}
