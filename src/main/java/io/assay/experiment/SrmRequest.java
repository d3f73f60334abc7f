package io.assay.experiment;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.sampleratio.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts to be held against the planned split: either once, or look by look. */
record SrmRequest(
        @Schema(
                description = "Units per arm, all looks together; may be left out when `looks` are given",
                example = "[50123, 49877]")
        @Nullable
        @Size(min = 2, max = 20)
        List<@NotNull @Min(0) @Max(MOST_UNITS) Long> observed,

        @Schema(description = "Planned share per arm, in any unit; equal if left out", example = "[0.5, 0.5]")
        @Nullable
        @Size(min = 2, max = 20)
        List<@NotNull @DecimalMin("0") Double> weights,

        @Schema(
                description = "What each look added, in order, each with the weights that held then (those of the "
                        + "request if left out). The always-valid test then decides")
        @Nullable
        @Size(min = 1, max = 10_000)
        List<@NotNull @Valid Increment> looks)
        implements SelfValidating {

    private static final long MOST_UNITS = 1_000_000_000_000_000L;

    /** Units that came between two looks. */
    @Schema(name = "SampleRatioLook")
    record Increment(
            @Schema(description = "Units per arm since the look before") @NotNull @Size(min = 2, max = 20)
            List<@NotNull @Min(0) @Max(MOST_UNITS) Long> observed,

            @Schema(description = "Planned share per arm in this phase") @Nullable @Size(min = 2, max = 20)
            List<@NotNull @DecimalMin("0") Double> weights) {}

    @Override
    public void validate(Violations violations) {
        if (observed == null && (looks == null || looks.isEmpty())) {
            violations.reject("/observed", "is missing: give observed, or looks");
            return;
        }
        int arms = arms();
        if (observed != null) {
            checkUnits(violations, "/observed", observed);
        }
        if (weights != null) {
            SharedRules.checkWeights(violations, "/weights", weights, arms);
        }
        if (looks != null && !looks.isEmpty()) {
            checkLooks(violations, looks, arms);
        }
    }

    /** As many as the first list of counts that is there. */
    @SuppressWarnings("NullAway") // called before missing looks and counts have been refused
    private int arms() {
        if (observed != null || looks == null) {
            return observed == null ? 0 : observed.size();
        }
        return looks.stream()
                .filter(look -> look != null && look.observed() != null)
                .findFirst()
                .map(look -> look.observed().size())
                .orElse(0);
    }

    @SuppressWarnings("NullAway") // called before missing looks and counts have been refused
    private void checkLooks(Violations violations, List<Increment> increments, int arms) {
        boolean complete = true;
        for (int i = 0; i < increments.size(); i++) {
            Increment look = increments.get(i);
            if (look == null || look.observed() == null || look.observed().contains(null)) {
                complete = false;
                continue;
            }
            if (look.observed().size() != arms) {
                complete = false;
                violations.reject(
                        "/looks/%d/observed".formatted(i),
                        "must have %d counts like the others: %d"
                                .formatted(arms, look.observed().size()));
            }
            if (look.weights() != null) {
                SharedRules.checkWeights(violations, "/looks/%d/weights".formatted(i), look.weights(), arms);
            }
        }
        if (complete && arms > 0) {
            checkSums(violations, increments, arms);
        }
    }

    private void checkSums(Violations violations, List<Increment> increments, int arms) {
        List<Long> sums = new ArrayList<>(Collections.nCopies(arms, 0L));
        for (Increment look : increments) {
            for (int arm = 0; arm < arms; arm++) {
                long sum = sums.get(arm) + look.observed().get(arm);
                if (sum > MOST_UNITS) {
                    violations.reject("/looks", "must add up to at most %d units an arm".formatted(MOST_UNITS));
                    return;
                }
                sums.set(arm, sum);
            }
        }
        if (observed == null) {
            checkUnits(violations, "/looks", sums);
        } else if (!observed.equals(sums)) {
            violations.reject("/observed", "must be the sum of the looks, %s: %s".formatted(sums, observed));
        }
    }

    @SuppressWarnings("NullAway") // called before missing counts have been refused
    private static void checkUnits(Violations violations, String pointer, List<Long> counts) {
        if (counts.stream().allMatch(count -> count != null && count == 0)) {
            violations.reject(pointer, "must not all be 0: nobody was observed");
        }
    }

    boolean isSequential() {
        return looks != null;
    }

    List<Look> asLooks() {
        if (looks != null) {
            return looks.stream()
                    .map(look -> new Look(
                            look.observed(),
                            look.weights() != null
                                    ? look.weights()
                                    : weightsOrEqual(look.observed().size())))
                    .toList();
        }
        List<Long> counts = observed == null ? List.of() : observed;
        return List.of(new Look(counts, weightsOrEqual(counts.size())));
    }

    private List<Double> weightsOrEqual(int arms) {
        return weights != null ? weights : Collections.nCopies(arms, 1.0);
    }
}
