package io.assay.experiment.calculator;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums and cross products of several variables over the units of an arm or stratum. */
record ArmMoments(
        @Schema(description = "Units") @NotNull @Min(0) @Max(Proportion.LARGEST_N)
        Long n,

        @Schema(
                description =
                        "Sum of each variable: the value, or a ratio's numerator and denominator, then the covariates "
                                + "(of a ratio again numerator and denominator each)",
                example = "[300, 210]")
        @NotNull
        @Size(min = 1, max = MOST_VARIABLES)
        List<@NotNull Double> sums,

        @Schema(
                description = "Row i has the sums of variable i times variables 0 to i",
                example = "[[600], [-20, 415]]")
        @NotNull
        @Size(min = 1, max = MOST_VARIABLES)
        List<@NotNull @Size(min = 1, max = MOST_VARIABLES) List<@NotNull Double>> crossProducts,

        @Schema(description = "Which variables are 0 or 1 in every unit; none if left out")
        @Nullable
        @Size(min = 1, max = MOST_VARIABLES)
        List<@NotNull Boolean> indicators)
        implements SelfValidating {

    static final int MOST_VARIABLES = 50;

    @Override
    @SuppressWarnings("NullAway") // stumbles over missing parts, which have been refused
    public void validate(Violations violations) {
        if (n >= 0 && n <= Proportion.LARGEST_N) {
            try {
                moments();
            } catch (InvalidInputException impossible) {
                violations.reject("/" + impossible.parameter(), impossible.detail());
            }
        }
    }

    Moments moments() {
        double[] totals = sums.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] products = crossProducts.stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
        if (indicators == null) {
            return Moments.ofCrossProducts(n, totals, products);
        }
        boolean[] binary = new boolean[indicators.size()];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = indicators.get(i);
        }
        return Moments.ofCrossProducts(n, totals, products, binary);
    }

    /** Whether the first variable can be 0 or 1 in every unit. */
    boolean isBinary() {
        return isBinary(n, sums.getFirst(), crossProducts.getFirst().getFirst());
    }

    static boolean isBinary(double n, double sum, double sumSquares) {
        return sum >= 0 && sum <= n && sum == sumSquares;
    }
}
