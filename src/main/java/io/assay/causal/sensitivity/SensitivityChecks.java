package io.assay.causal.sensitivity;

import io.assay.causal.HonestSensitivity;
import io.assay.causal.sensitivity.SensitivityAnswer.Bound;
import io.assay.causal.sensitivity.SensitivityAnswer.Omitted;
import io.assay.causal.sensitivity.SensitivityAnswer.Rosenbaum;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.sensitivity.EValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the measures come to, in words. */
final class SensitivityChecks {

    /** Hidden bias that a covariate of middling importance comes to. */
    private static final double SMALL_BIAS = 1.25;

    private SensitivityChecks() {}

    static List<Check> of(
            @Nullable EValue eValue,
            @Nullable Rosenbaum rosenbaum,
            @Nullable Omitted omitted,
            @Nullable HonestSensitivity honest) {
        List<Check> checks = new ArrayList<>();
        if (honest != null) {
            checks.add(honest.check());
        }
        if (eValue != null) {
            Double limit = eValue.limit();
            checks.add(new Check(
                    "unmeasured_confounding_of_ratio",
                    limit == null ? Status.UNKNOWN : limit <= SMALL_BIAS ? Status.WARN : Status.PASS,
                    words(eValue),
                    limit != null && limit <= SMALL_BIAS
                            ? "Weak confounding would do: look for covariates that were not measured."
                            : null));
        }
        if (rosenbaum != null) {
            Double breakdown = rosenbaum.breakdown();
            checks.add(new Check(
                    "hidden_bias_in_pairs",
                    breakdown == null || breakdown < SMALL_BIAS ? Status.WARN : Status.PASS,
                    words(rosenbaum),
                    breakdown == null || breakdown < SMALL_BIAS
                            ? "A small hidden bias would do: say so beside the estimate."
                            : null));
        }
        if (omitted != null) {
            Optional<Bound> overturning = omitted.bounds().stream()
                    .filter(bound -> bound.strength() <= 1)
                    .filter(bound -> bound.adjusted() == null || covers(omitted, bound))
                    .findFirst();
            checks.add(new Check(
                    "omitted_variable",
                    omitted.bounds().isEmpty() ? Status.UNKNOWN : overturning.isPresent() ? Status.WARN : Status.PASS,
                    words(omitted)
                            + overturning
                                    .map(bound -> " A variable as strong as " + bound.benchmark() + " would be enough.")
                                    .orElse(""),
                    overturning.isPresent() ? "Say what could be as strong as that and was not measured." : null));
        }
        return checks;
    }

    private static boolean covers(Omitted omitted, Bound bound) {
        var adjusted = Objects.requireNonNull(bound.adjusted());
        return omitted.estimate() >= 0 ? adjusted.lower() <= 0 : adjusted.upper() >= 0;
    }

    static String summary(@Nullable EValue eValue, @Nullable Rosenbaum rosenbaum, @Nullable Omitted omitted) {
        List<String> sentences = new ArrayList<>();
        if (eValue != null) {
            sentences.add(words(eValue));
        }
        if (rosenbaum != null) {
            sentences.add(words(rosenbaum));
        }
        if (omitted != null) {
            sentences.add(words(omitted));
        }
        return String.join(" ", sentences);
    }

    private static String words(EValue eValue) {
        Double limit = eValue.limit();
        return String.format(
                Locale.ROOT,
                "An unmeasured confounder would have to go with both treatment and outcome by a risk ratio of %.3g to explain "
                        + "the estimate away%s.",
                eValue.point(),
                limit == null
                        ? ""
                        : limit <= 1
                                ? "; its interval has 1 in it even without"
                                : String.format(Locale.ROOT, ", and of %.3g to bring its interval to 1", limit));
    }

    private static String words(Rosenbaum rosenbaum) {
        Double breakdown = rosenbaum.breakdown();
        return breakdown == null
                ? String.format(
                        Locale.ROOT,
                        "Outcomes of the treated are not above those of their partners at the one-sided level of %.3g, even without "
                                + "hidden bias; whether they are below is told by exchanging treated and control.",
                        rosenbaum.level())
                : String.format(
                        Locale.ROOT,
                        "That outcomes of the treated are above those of their partners is significant at the one-sided level of %.3g "
                                + "as long as hidden bias changes the odds of "
                                + "treatment by a factor of less than %.3g.",
                        rosenbaum.level(),
                        breakdown);
    }

    private static String words(Omitted omitted) {
        return String.format(
                Locale.ROOT,
                "An omitted variable would have to explain %.1f %% of what is left of both treatment and outcome to take away "
                        + "%s%s",
                100 * omitted.robustnessValue(),
                omitted.q() == 1
                        ? "the whole estimate"
                        : String.format(Locale.ROOT, "%.3g %% of the estimate", 100 * omitted.q()),
                omitted.robustnessValueAlpha() > 0
                        ? String.format(
                                Locale.ROOT,
                                ", and %.1f %% for the rest to be no longer significant.",
                                100 * omitted.robustnessValueAlpha())
                        : "; that the rest is not 0 cannot be said even without one.");
    }
}
