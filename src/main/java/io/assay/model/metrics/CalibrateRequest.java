package io.assay.model.metrics;

import io.assay.model.ModelRequest.CalibrationMethod;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.statistics.calibration.ScoreScale;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Scores that a model gave to rows which it had not learned from, and what came. */
@Schema(name = "CalibrateRequest")
record CalibrateRequest(
        @Schema(
                description =
                        "Scores of rows that the model has not learned from, such as out-of-fold scores; the higher, "
                                + "the likelier positive",
                example = "[-2.0,-1.0,-0.5,0.1,0.4,1.0,1.5,2.5]")
        @NotNull
        @Size(min = 4)
        List<@NotNull Double> scores,

        @Schema(description = "What came, 0 or 1 for each score", example = "[0,0,1,0,1,0,1,1]") @NotNull
        List<@NotNull @Min(0) @Max(1) Integer> y,

        @Schema(description = "How much each row counts, 0 or more") @Nullable
        List<@NotNull @PositiveOrZero Double> weights,

        @Schema(
                description =
                        "Whose each row is, text or numbers: rows of one stay in one fold, and intervals are of whole "
                                + "groups",
                implementation = Object.class)
        @Nullable
        JsonNode groups,

        @Schema(
                description = "Which calibrator; best is the one with the least cross-validated Brier score",
                defaultValue = "best")
        @Nullable
        CalibrationMethod method,

        @Schema(description = "What scores are; without it probabilities where all are from 0 to 1, else log-odds")
        @Nullable
        ScoreScale scale,

        @Schema(description = "Scores whose calibrated probabilities are wanted", example = "[-1.0,0.0,1.0]")
        @Nullable
        @Size(max = 10_000)
        List<@NotNull Double> at,

        @Schema(
                description = "In how many folds calibrators are judged; fewer where a class has fewer rows",
                defaultValue = "5")
        @Nullable
        @Min(2)
        @Max(100)
        Integer cv,

        @Schema(description = "Of the shuffle into folds", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed)
        implements SelfValidating {

    private static final int FOLDS = 5;
    private static final long SEED = 42;
    private static final int FEWEST = 2;

    @Override
    public void validate(Violations violations) {
        if (y.size() != scores.size()) {
            violations.reject("/y", "has %d values where scores has %d".formatted(y.size(), scores.size()));
        }
        if (weights != null && weights.size() != scores.size()) {
            violations.reject("/weights", "has %d values where scores has %d".formatted(weights.size(), scores.size()));
        }
        if (scale == ScoreScale.PROBABILITY && !areProbabilities(scores)) {
            violations.reject("/scores", "must be probabilities, from 0 to 1");
        }
        if (scaleOrGuess() == ScoreScale.PROBABILITY && at != null && !areProbabilities(at)) {
            violations.reject("/at", "must be probabilities, as scores are");
        }
        if (smallestClass() < FEWEST) {
            violations.reject("/y", "must have two rows of each class at least");
        }
    }

    private static boolean areProbabilities(List<Double> values) {
        return values.stream().allMatch(value -> value >= 0 && value <= 1);
    }

    private int smallestClass() {
        int positives = (int) y.stream().filter(value -> value == 1).count();
        return Math.min(positives, y.size() - positives);
    }

    ScoreScale scaleOrGuess() {
        if (scale != null) {
            return scale;
        }
        return areProbabilities(scores) ? ScoreScale.PROBABILITY : ScoreScale.LOG_ODDS;
    }

    CalibrationMethod methodOrBest() {
        return method == null ? CalibrationMethod.BEST : method;
    }

    /** Whose each row is, by number; null where nobody has two. */
    int @Nullable [] whose() {
        return groups == null || groups.isNull()
                ? null
                : Values.groups(Values.column(groups, "/groups"), scores.size(), "/groups");
    }

    /**
     * Of each row the number of its fold: there are as many as wanted, but no more than the smaller class has rows, or groups
     * with one.
     */
    int[] folds(int[] classes, int @Nullable [] whose) {
        int wanted = Math.min(cv == null ? FOLDS : cv, smallestClass());
        if (whose == null) {
            return Folds.stratified(classes, wanted, seedOrDefault());
        }
        int most = Math.min(groupsWith(0, classes, whose), groupsWith(1, classes, whose));
        if (most < FEWEST) {
            throw Values.refused("/groups", "must be of two groups at least with rows of each class");
        }
        return GroupedFolds.of(classes, whose, Math.min(wanted, most), seedOrDefault());
    }

    private static int groupsWith(int one, int[] classes, int[] whose) {
        return (int) IntStream.range(0, classes.length)
                .filter(row -> classes[row] == one)
                .map(row -> whose[row])
                .distinct()
                .count();
    }

    long seedOrDefault() {
        return seed == null ? SEED : seed;
    }
}
