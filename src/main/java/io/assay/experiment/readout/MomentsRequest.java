package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sums and cross products of several variables over the units of an arm; checked as {@link ArmDataRequest} is. */
record MomentsRequest(
        @Schema(
                description =
                        "Names of the variables in any order: value, or numerator and denominator of a ratio and of "
                                + "a count over its exposure; and every covariate of the metric",
                example = "[\"value\", \"pre_revenue\"]")
        @NotNull
        @Size(min = 1, max = MOST_VARIABLES)
        List<@NotNull String> variables,

        @Schema(description = "Sum of each variable", example = "[300, 210]") @NotNull
        List<@NotNull Double> sums,

        @Schema(
                description = "Row i has the sums of variable i times variables 0 to i",
                example = "[[600], [-20, 415]]")
        @NotNull
        List<@NotNull List<@NotNull Double>> crossProducts,

        @Schema(
                description = "Names of the variables that are 0 or 1 in every unit; the value of a proportion always "
                        + "counts as one",
                example = "[\"is_new\"]")
        @Nullable
        List<@NotNull String> indicators) {

    static final int MOST_VARIABLES = 50;

    /** Whether nothing is missing and every name is one variable's. */
    boolean isComplete(Violations violations, String pointer) {
        ArmDataRequest.require(violations, pointer + "/variables", variables);
        ArmDataRequest.require(violations, pointer + "/sums", sums);
        ArmDataRequest.require(violations, pointer + "/cross_products", crossProducts);
        boolean complete = variables != null
                && sums != null
                && crossProducts != null
                && hasNames(violations, pointer + "/variables")
                && (indicators == null || hasIndicators(violations, pointer + "/indicators"));
        complete &= sums != null && areThere(violations, pointer + "/sums", sums);
        complete &= crossProducts != null && areThere(violations, pointer + "/cross_products", crossProducts);
        return complete && rowsAreThere(violations, pointer) && fits(violations, pointer + "/sums");
    }

    private boolean hasNames(Violations violations, String pointer) {
        if (variables.isEmpty() || variables.size() > MOST_VARIABLES) {
            violations.reject(pointer, "must have between 1 and %d names".formatted(MOST_VARIABLES));
            return false;
        }
        Set<String> names = new HashSet<>();
        boolean fine = areThere(violations, pointer, variables);
        for (int i = 0; i < variables.size(); i++) {
            if (!names.add(variables.get(i))) {
                violations.reject(pointer + "/" + i, "must differ from the other names");
                fine = false;
            }
        }
        return fine;
    }

    private boolean hasIndicators(Violations violations, String pointer) {
        List<String> names = indicators == null ? List.of() : indicators;
        boolean fine = areThere(violations, pointer, names);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) != null && !variables.contains(names.get(i))) {
                violations.reject(pointer + "/" + i, "must be one of the variables");
                fine = false;
            }
        }
        return fine;
    }

    private boolean rowsAreThere(Violations violations, String pointer) {
        boolean complete = true;
        for (int i = 0; i < crossProducts.size(); i++) {
            List<Double> row = crossProducts.get(i);
            if (row.contains(null)) {
                complete = areThere(violations, pointer + "/cross_products/" + i, row);
            }
        }
        return complete;
    }

    private boolean fits(Violations violations, String pointer) {
        if (sums.size() != variables.size()) {
            violations.reject(pointer, "must have one entry a variable: %d".formatted(variables.size()));
        }
        return sums.size() == variables.size();
    }

    private static boolean areThere(Violations violations, String pointer, List<?> values) {
        if (!values.contains(null)) {
            return true;
        }
        for (int i = 0; i < values.size(); i++) {
            ArmDataRequest.require(violations, pointer + "/" + i, values.get(i));
        }
        return false;
    }

    double[] totals() {
        return numbers(sums);
    }

    double[][] products() {
        double[][] products = new double[crossProducts.size()][];
        for (int i = 0; i < products.length; i++) {
            products[i] = numbers(crossProducts.get(i));
        }
        return products;
    }

    private static double[] numbers(List<Double> values) {
        double[] numbers = new double[values.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = values.get(i);
        }
        return numbers;
    }
}
