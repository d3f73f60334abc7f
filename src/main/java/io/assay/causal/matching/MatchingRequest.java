package io.assay.causal.matching;

import io.assay.causal.CausalColumns;
import io.assay.causal.CausalRequest;
import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.NearestScore;
import io.assay.statistics.matching.Propensity;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whom to compare, and how partners are found. */
@Schema(name = "MatchingRequest")
record MatchingRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(
                description =
                        "Column of the outcome; without it units are matched and judged, and nothing is estimated",
                example = "re78")
        @Nullable
        @Size(max = 1000)
        String outcome,

        @Schema(description = "Column of 0 and 1, or true and false", example = "treat") @NotBlank @Size(max = 1000)
        String treatmentCol,

        @Schema(description = "Columns of covariates, text among them", example = "[\"age\",\"educ\",\"re75\"]")
        @NotNull
        @Size(min = 1, max = 100)
        List<@NotBlank @Size(max = 1000) String> controls,

        @Schema(description = "Whose effect is meant", defaultValue = "att") @Nullable
        Estimand estimand,

        @Schema(description = "Nearest neighbours, or classes of the propensity score", defaultValue = "nearest")
        @Nullable
        Method method,

        @Schema(description = "What a distance is", defaultValue = "propensity") @Nullable
        Distance distance,

        @Schema(description = "Of the propensity score", defaultValue = "logit")
        Propensity.@Nullable Link link,

        @Schema(description = "How many partners a unit takes", defaultValue = "1") @Nullable @Min(1) @Max(100)
        Integer ratio,

        @Schema(description = "Whether a partner can be taken again; needed for ate", defaultValue = "false") @Nullable
        Boolean replacement,

        @Schema(
                description =
                        "The greatest difference of propensity scores, in their standard deviations over all rows",
                example = "0.2")
        @Nullable
        @Positive
        Double caliper,

        @Schema(
                description =
                        "Who chooses first, without replacement: the largest scores, the smallest, or as rows come; "
                                + "by distances other than propensity always as rows come",
                defaultValue = "largest")
        NearestScore.@Nullable Sequence order,

        @Schema(description = "Columns that must be equal in partners", example = "[\"black\"]")
        @Nullable
        @Size(max = 20)
        List<@NotBlank @Size(max = 1000) String> exact,

        @Schema(description = "How many classes, of method subclass", defaultValue = "6") @Nullable @Min(2) @Max(1000)
        Integer subclasses,

        @Schema(
                description =
                        "Rows outside of the scores that the other arm has are discarded before: of the treated, of the "
                                + "untreated, of both",
                defaultValue = "none")
        @Nullable
        Discard discard,

        @Schema(
                description =
                        "With replacement, whether partners' outcomes are adjusted for the covariates that still differ",
                defaultValue = "false")
        @Nullable
        Boolean biasAdjust,

        @Schema(
                description =
                        "With replacement, who is taken of partners equally near: all, with equal shares, or those who stand "
                                + "beside the unit in the order of scores and, of equal scores, rows (neighbor, as R's MatchIt does)",
                defaultValue = "share")
        @Nullable
        Ties ties,

        @Schema(
                description =
                        "With replacement, by how much a squared distance (of the score in standard deviations, or of the "
                                + "covariates) may exceed that of the last partner and still count as equal; R's Matching takes 1e-5",
                defaultValue = "0")
        @Nullable
        @PositiveOrZero
        @DecimalMax("1")
        Double tieTolerance,

        @Schema(
                description =
                        "The variance of a column of 0 and 1 in the balance table: p(1 - p), or with divisor n - 1",
                defaultValue = "proportion")
        Balance.@Nullable BinaryVariance binaryVariance,

        @Schema(description = "Whether the answer has scores, weights and sets of each row", defaultValue = "false")
        @Nullable
        Boolean returnRows,

        @Schema(description = "Of intervals", defaultValue = "0.95") @Nullable @DecimalMin("0.5") @DecimalMax("0.999")
        Double confidence)
        implements CausalRequest, SelfValidating {

    private static final double CONFIDENCE = 0.95;
    private static final int SUBCLASSES = 6;

    /** How units are put together. */
    enum Method {
        NEAREST,
        SUBCLASS
    }

    /** What a distance is. */
    enum Distance {
        PROPENSITY,
        MAHALANOBIS,
        INVERSE_VARIANCE
    }

    /** Who is taken of partners equally near. */
    enum Ties {
        SHARE,
        NEIGHBOR
    }

    /** Whose rows outside of the other arm's scores are left out. */
    enum Discard {
        NONE,
        TREATED,
        CONTROL,
        BOTH
    }

    @Override
    public void validate(Violations violations) {
        columns().requireOneRoleEach(violations);
        if (wantedMethod() == Method.SUBCLASS) {
            boolean ofNearest = distance != null && distance != Distance.PROPENSITY;
            if (ofNearest
                    || ratio != null
                    || replacement != null
                    || caliper != null
                    || biasAdjust != null
                    || order != null) {
                violations.reject(
                        "/method",
                        "subclass goes without ratio, replacement, caliper, order, bias_adjust and distances other than "
                                + "propensity");
            }
            if (exact != null) {
                violations.reject("/exact", "must not be given with method subclass");
            }
        } else {
            if (subclasses != null) {
                violations.reject("/subclasses", "must not be given without method subclass");
            }
            if (wantedEstimand() == Estimand.ATE && !isAgain()) {
                violations.reject(
                        "/replacement",
                        "must be true for ate: both arms look for partners, and the smaller has too few");
            }
        }
        if (!isAgain() && Boolean.TRUE.equals(biasAdjust)) {
            violations.reject("/bias_adjust", "must not be true without replacement");
        }
        if (ties == Ties.NEIGHBOR && (tieTolerance != null || !isAgain() || wantedDistance() != Distance.PROPENSITY)) {
            violations.reject("/ties", "neighbor goes with replacement on the propensity score, without tie_tolerance");
        }
        if (!isAgain() && tieTolerance != null) {
            violations.reject("/tie_tolerance", "must not be given without replacement: the first row wins");
        }
    }

    @Override
    public CausalColumns columns() {
        return new CausalColumns()
                .number("/outcome", outcome)
                .binary("/treatment_col", treatmentCol)
                .controls(controls)
                .keys("/exact", exact);
    }

    Estimand wantedEstimand() {
        return Objects.requireNonNullElse(estimand, Estimand.ATT);
    }

    Method wantedMethod() {
        return Objects.requireNonNullElse(method, Method.NEAREST);
    }

    Distance wantedDistance() {
        return Objects.requireNonNullElse(distance, Distance.PROPENSITY);
    }

    Propensity.Link wantedLink() {
        return Objects.requireNonNullElse(link, Propensity.Link.LOGIT);
    }

    boolean isAgain() {
        return Boolean.TRUE.equals(replacement);
    }

    /** By how much a squared distance may exceed the last one's; negative infinity where ties are not shared. */
    double wantedTolerance() {
        return ties == Ties.NEIGHBOR ? Double.NEGATIVE_INFINITY : tieTolerance == null ? 0 : tieTolerance;
    }

    int wantedRatio() {
        return ratio == null ? 1 : ratio;
    }

    int wantedSubclasses() {
        return subclasses == null ? SUBCLASSES : subclasses;
    }

    double wantedConfidence() {
        return confidence == null ? CONFIDENCE : confidence;
    }

    Balance.BinaryVariance wantedVariance() {
        return Objects.requireNonNullElse(binaryVariance, Balance.BinaryVariance.PROPORTION);
    }
}
