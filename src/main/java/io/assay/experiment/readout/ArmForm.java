package io.assay.experiment.readout;

import io.assay.platform.json.Violations;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The forms in which an arm can report a metric. */
enum ArmForm {
    SUCCESSES(List.of("n", "successes"), List.of()),
    SUMS(List.of("n", "sum", "sum_squares"), List.of("sum_cubes")),
    MEAN(List.of("n", "mean", "variance"), List.of("sum_cubes")),
    RATIO(List.of("n", "numerator", "denominator", "cross"), List.of()),
    QUANTILE(List.of("n", "value", "lower", "upper"), List.of("interval_n", "clusters")),
    MOMENTS(List.of("n", "moments"), List.of("sum_cubes")),
    STRATA(List.of("strata"), List.of());

    private static final List<ArmForm> ALL = List.of(values());
    private static final int SHARED = mask(List.of("n", "sum_cubes"));

    private final String text;
    private final int required;
    private final int allowed;

    ArmForm(List<String> required, List<String> optional) {
        this.text = "{" + String.join(", ", required) + "}";
        this.required = mask(required);
        this.allowed = this.required | mask(optional);
    }

    /** The form whose fields are there; null, with the reasons, where they are those of none or of several. */
    static @Nullable ArmForm of(ArmDataRequest data, Violations violations) {
        int given = data.given();
        for (ArmForm form : ALL) {
            if ((given & form.required) == form.required && (given & ~form.allowed) == 0) {
                return form;
            }
        }
        ArmForm nearest = nearest(given);
        if (nearest == null) {
            violations.reject("", "must have the fields of one form: " + texts(ALL));
            return null;
        }
        for (int i = 0; i < ArmDataRequest.FIELDS.size(); i++) {
            int field = 1 << i;
            if ((nearest.required & field) != 0 && (given & field) == 0) {
                violations.reject("/" + ArmDataRequest.FIELDS.get(i), "is required: the form is " + nearest.text);
            } else if ((given & field) != 0 && (nearest.allowed & field) == 0) {
                violations.reject("/" + ArmDataRequest.FIELDS.get(i), "does not go with the form " + nearest.text);
            }
        }
        return null;
    }

    /** The one of which most fields are there, the first of several. */
    private static @Nullable ArmForm nearest(int given) {
        ArmForm nearest = null;
        int most = 0;
        for (ArmForm form : ALL) {
            int fields = Integer.bitCount(given & form.allowed & ~SHARED);
            if (fields > most) {
                nearest = form;
                most = fields;
            }
        }
        return nearest;
    }

    private static int mask(List<String> names) {
        return names.stream()
                .mapToInt(name -> 1 << ArmDataRequest.FIELDS.indexOf(name))
                .sum();
    }

    /** The forms of a metric kind, one after the other, for people. */
    static String textsFor(MetricKind kind) {
        return texts(Arrays.stream(values()).filter(form -> form.fits(kind)).toList());
    }

    private static String texts(List<ArmForm> forms) {
        return forms.stream().map(form -> form.text).collect(Collectors.joining("; "));
    }

    boolean fits(MetricKind kind) {
        return switch (this) {
            case SUCCESSES -> kind == MetricKind.PROPORTION;
            case SUMS -> kind == MetricKind.PROPORTION || kind == MetricKind.MEAN || kind == MetricKind.COUNT;
            case MEAN -> kind == MetricKind.MEAN || kind == MetricKind.COUNT;
            case RATIO -> kind == MetricKind.RATIO || kind == MetricKind.COUNT;
            case QUANTILE -> kind == MetricKind.QUANTILE;
            case MOMENTS, STRATA -> kind != MetricKind.QUANTILE;
        };
    }

    /** Whether it has room for covariates. */
    boolean carriesCovariates() {
        return this == MOMENTS || this == STRATA;
    }

    /** Whether it can be that of a stratum. */
    boolean isOfUnits() {
        return this != QUANTILE && this != STRATA;
    }

    String text() {
        return text;
    }
}
