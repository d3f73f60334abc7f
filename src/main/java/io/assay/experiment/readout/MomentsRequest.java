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
public record MomentsRequest(
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

    /** Whether nothing is missing, every name is one variable's, and there is one sum a variable. */
    boolean isComplete(Violations violations, String pointer) {
        boolean named =
                areThere(violations, pointer + "/variables", variables) && areNames(violations, pointer + "/variables");
        boolean summed = areThere(violations, pointer + "/sums", sums);
        boolean crossed = areThere(violations, pointer + "/cross_products", crossProducts)
                && rowsAreThere(violations, pointer + "/cross_products");
        boolean indicated = indicators == null || areIndicators(violations, pointer + "/indicators", indicators, named);
        return named && summed && crossed && indicated && fits(violations, pointer + "/sums");
    }

    private boolean areNames(Violations violations, String pointer) {
        if (variables.isEmpty() || variables.size() > MOST_VARIABLES) {
            violations.reject(pointer, "must have between 1 and %d names".formatted(MOST_VARIABLES));
            return false;
        }
        boolean fine = true;
        Set<String> names = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            if (!names.add(variables.get(i))) {
                violations.reject(pointer + "/" + i, "must differ from the other names");
                fine = false;
            }
        }
        return fine;
    }

    private boolean areIndicators(Violations violations, String pointer, List<String> names, boolean named) {
        boolean fine = areThere(violations, pointer, names);
        for (int i = 0; named && i < names.size(); i++) {
            if (names.get(i) != null && !variables.contains(names.get(i))) {
                violations.reject(pointer + "/" + i, "must be one of the variables");
                fine = false;
            }
        }
        return fine;
    }

    private boolean rowsAreThere(Violations violations, String pointer) {
        boolean fine = true;
        for (int i = 0; i < crossProducts.size(); i++) {
            if (crossProducts.get(i).contains(null)) {
                fine = areThere(violations, pointer + "/" + i, crossProducts.get(i));
            }
        }
        return fine;
    }

    private boolean fits(Violations violations, String pointer) {
        if (sums.size() != variables.size()) {
            violations.reject(pointer, "must have one entry a variable: %d".formatted(variables.size()));
        }
        return sums.size() == variables.size();
    }

    /** Whether the list is there and so is every entry. */
    private static boolean areThere(Violations violations, String pointer, @Nullable List<?> values) {
        if (values == null || values.contains(null)) {
            ArmDataRequest.require(violations, pointer, values);
            for (int i = 0; values != null && i < values.size(); i++) {
                ArmDataRequest.require(violations, pointer + "/" + i, values.get(i));
            }
            return false;
        }
        return true;
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
