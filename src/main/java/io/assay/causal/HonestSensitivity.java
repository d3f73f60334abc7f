package io.assay.causal;

import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.did.EventStudyEstimates;
import io.assay.statistics.did.HonestMagnitudes;
import io.assay.statistics.did.HonestSmoothness;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far trends may have parted before the conclusion falls (Rambachan and Roth 2023).
 *
 * @param target what is judged, in words
 * @param estimate of it
 * @param original its interval if trends are parallel
 * @param smoothness where the slope of the difference in trends changes by at most M from one period to the next
 * @param relativeMagnitudes where trends part after treatment by at most M̄ times what they did at most before it; null
 *     where there is only one period before the reference
 * @param reason why that is so
 */
@Schema(name = "HonestSensitivity")
public record HonestSensitivity(
        String target,
        double estimate,
        Interval original,
        Restriction smoothness,
        @Nullable Restriction relativeMagnitudes,
        @Nullable String reason) {

    /**
     * Intervals under one restriction.
     *
     * @param breakdown the largest bound at which 0 is outside; 0 where it never is, null where it always is
     * @param rows by bound
     */
    @Schema(name = "HonestRestriction")
    public record Restriction(@Nullable Double breakdown, List<Row> rows) {}

    /** The interval for one bound, M or M̄. */
    @Schema(name = "HonestRow")
    public record Row(double bound, double lower, double upper) {}

    private static final List<Double> SHARES = List.of(0.0, 0.25, 0.5, 1.0);
    private static final List<Double> MAGNITUDES = List.of(0.5, 1.0, 1.5, 2.0);

    /**
     * Judges.
     *
     * @param weights of the effects after the reference
     * @param bounds M; null for 0 and shares of the estimate's standard error
     * @param magnitudes M̄; null for 0.5, 1, 1.5 and 2
     */
    public static HonestSensitivity of(
            String target,
            EventStudyEstimates study,
            double[] weights,
            @Nullable List<Double> bounds,
            @Nullable List<Double> magnitudes,
            double level) {
        double alpha = 1 - level;
        Interval original = study.interval(weights, level);
        double error = study.standardError(weights);
        HonestSmoothness smoothness = new HonestSmoothness(study, weights, alpha);
        List<Row> smooth = (bounds == null
                        ? SHARES.stream().map(share -> share * error).toList()
                        : bounds)
                .stream().map(m -> row(m, smoothness.interval(m))).toList();
        boolean enough = study.before() >= 2;
        HonestMagnitudes relative = new HonestMagnitudes(study, weights, alpha);
        return new HonestSensitivity(
                target,
                study.estimate(weights),
                original,
                new Restriction(finite(smoothness.breakdown()), smooth),
                enough
                        ? new Restriction(
                                finite(relative.breakdown()),
                                (magnitudes == null ? MAGNITUDES : magnitudes)
                                        .stream()
                                                .map(m -> row(m, relative.interval(m)))
                                                .toList())
                        : null,
                enough ? null : "relative magnitudes need two periods before the reference");
    }

    private static Row row(double bound, Interval interval) {
        Double lower = interval.lower();
        Double upper = interval.upper();
        return new Row(bound, lower == null ? Double.NaN : lower, upper == null ? Double.NaN : upper);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /**
     * Whether a break in trends no larger than what was seen before treatment, or where there is one period before only a
     * linear difference in trends, would leave nothing of the conclusion.
     */
    public Check check() {
        Double breakdown = relativeMagnitudes == null ? smoothness.breakdown() : relativeMagnitudes.breakdown();
        boolean fragile = breakdown != null && (relativeMagnitudes == null ? breakdown == 0 : breakdown < 1);
        return new Check(
                "broken_trends",
                fragile ? Check.Status.WARN : Check.Status.PASS,
                headline(),
                !fragile
                        ? null
                        : "A %s would explain %s."
                                .formatted(
                                        relativeMagnitudes == null
                                                ? "linear difference in trends"
                                                : "break in trends no larger than what was seen before treatment",
                                        target));
    }

    /** The breakdown values as a sentence. */
    public String headline() {
        Double smooth = smoothness.breakdown();
        StringBuilder words = new StringBuilder("That " + target + " is not 0 holds ");
        words.append(
                smooth == null
                        ? "however much the slope of the difference in trends changes"
                        : smooth == 0
                                ? "not even for a linear difference in trends"
                                : String.format(
                                        Locale.ROOT,
                                        "while the slope of the difference in trends changes by less than %.3g from one period to"
                                                + " the next",
                                        smooth));
        if (relativeMagnitudes != null) {
            Double ratio = relativeMagnitudes.breakdown();
            words.append(
                    ratio == null
                            ? ", and however much more trends part after treatment than before it"
                            : ratio == 0
                                    ? ", and not even if trends are parallel after treatment"
                                    : String.format(
                                            Locale.ROOT,
                                            ", and while trends part after treatment by less than %.2f times the most that"
                                                    + " they did before it",
                                            ratio));
        }
        return words.append('.').toString();
    }
}
