package io.assay.causal.staggered;

import io.assay.causal.Refused;
import io.assay.platform.json.PointerSegment;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.CohortMoments;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A balanced panel as the moments of its cohorts: all that estimators without covariates need, whatever the number of rows. */
@Schema(name = "CohortMoments")
record CohortMomentsInput(
        @Schema(description = "The periods, ascending", example = "[2003, 2004, 2005]")
        @NotNull
        @Size(min = 2, max = 1000)
        List<@NotNull Double> periods,

        @Schema(
                description =
                        "By the period in which a cohort is treated first, or never (0 is never too), what is known of it",
                example =
                        "{\"never\":{\"n\":3,\"mean\":[1.0,1.5,2.0],\"centred_sscp\":[[2.0,1.0,1.0],[1.0,2.0,1.0],[1.0,1.0,2.0]]}}")
        @NotNull
        @Size(min = 1, max = 1000)
        Map<String, @NotNull @Valid Moments> cohorts) {

    /** The moments of one cohort. */
    @Schema(name = "CohortMomentsOfOne")
    record Moments(
            @Schema(description = "How many units it has") @NotNull @Min(1) @Max(1_000_000_000_000L)
            Long n,

            @Schema(description = "Their mean outcome by period") @NotNull
            List<@NotNull Double> mean,

            @Schema(description = "Their sums of squares and products about the means: Σ (y_s - ȳ_s)(y_t - ȳ_t)")
            @NotNull
            List<@NotNull List<@NotNull Double>> centredSscp) {}

    private static final double ROUNDING = 1e-8;
    private static final String POINTER = "/cohort_moments/cohorts/";

    /** The same as numbers; refused where no panel can have them. */
    CohortMoments moments() {
        TreeMap<Double, String> order = new TreeMap<>();
        for (String name : cohorts.keySet()) {
            if (order.putIfAbsent(cohort(name), name) != null) {
                throw Refused.at(POINTER + PointerSegment.escape(name), "is the cohort of another name too");
            }
        }
        List<String> names = List.copyOf(order.values());
        double[] when = new double[names.size()];
        long[] units = new long[names.size()];
        double[][] means = new double[names.size()][];
        double[][][] products = new double[names.size()][][];
        int at = 0;
        for (Map.Entry<Double, String> entry : order.entrySet()) {
            Moments one = Objects.requireNonNull(cohorts.get(entry.getValue()));
            when[at] = entry.getKey();
            units[at] = one.n();
            means[at] = doubles(one.mean());
            products[at] =
                    one.centredSscp().stream().map(CohortMomentsInput::doubles).toArray(double[][]::new);
            at++;
        }
        try {
            CohortMoments moments = new CohortMoments(doubles(periods), when, units, means, products);
            for (int k = 0; k < products.length; k++) {
                requireSquares(products[k], POINTER + PointerSegment.escape(names.get(k)) + "/centred_sscp");
            }
            return moments;
        } catch (InvalidInputException impossible) {
            throw Refused.at("/cohort_moments/" + renamed(impossible.parameter(), names), impossible.detail());
        }
    }

    /** Sums of squares and products are of some outcomes only if no combination of periods has a negative one. */
    private static void requireSquares(double[][] products, String pointer) {
        int size = products.length;
        double[][] root = new double[size][size];
        for (int k = 0; k < size; k++) {
            double left =
                    products[k][k] - Arrays.stream(root[k]).map(x -> x * x).sum();
            boolean gone = left <= ROUNDING * products[k][k];
            for (int i = k; i < size; i++) {
                double rest = products[i][k];
                for (int j = 0; j < k; j++) {
                    rest -= root[i][j] * root[k][j];
                }
                double bound = Math.sqrt(products[i][i]) * Math.sqrt(products[k][k]);
                if (left < -ROUNDING * products[k][k] || (gone && Math.abs(rest) > Math.sqrt(ROUNDING) * bound)) {
                    throw Refused.at(
                            pointer,
                            "must be of numbers that there can be: of these a combination of periods has a negative square");
                }
                root[i][k] = gone ? 0 : rest / Math.sqrt(left);
            }
        }
    }

    /** With the cohort's name in the place of its number. */
    private static String renamed(String parameter, List<String> names) {
        List<String> parts = new ArrayList<>(List.of(parameter.split("/", -1)));
        if (parts.size() > 1 && parts.getFirst().equals("cohorts")) {
            parts.set(1, PointerSegment.escape(names.get(Integer.parseInt(parts.get(1)))));
        }
        return String.join("/", parts);
    }

    private static double cohort(String name) {
        if (name.equals("never") || name.equals("0")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double cohort = Double.parseDouble(name);
            if (Double.isFinite(cohort)) {
                return cohort == 0 ? Double.POSITIVE_INFINITY : cohort;
            }
        } catch (NumberFormatException other) {
            throw Refused.at(POINTER + PointerSegment.escape(name), "must be a period or never");
        }
        throw Refused.at(POINTER + PointerSegment.escape(name), "must be a period or never");
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
