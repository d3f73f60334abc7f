package io.assay.model;

import io.assay.data.TableData;
import io.assay.feature.StoredPipelines;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.pipeline.PipelineRequest;
import io.assay.model.scoring.Task;
import io.assay.model.search.SearchRequest;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a model is to learn from, how, and how it is to be judged. */
@Schema(name = "ModelRequest")
public record ModelRequest(
        @Schema(description = "The rows, each with its outcome") @NotNull @Valid
        TableData data,

        @Schema(description = "The column of the outcome", example = "churn") @NotBlank @Size(max = LONGEST_NAME)
        String target,

        @Schema(
                description =
                        "The value of the target that is 1; needed where it holds two words other than true and false, and "
                                + "then all others are 0. Of two numbers the larger one is",
                example = "yes")
        @Nullable
        @Size(max = LONGEST_NAME)
        String positive,

        @Schema(
                description =
                        "What is foretold; without it two values are binary, more words multiclass, more numbers a "
                                + "regression")
        @Nullable
        Task task,

        @Schema(
                description =
                        "The features: the document, or in short its numeric_cols and categorical_cols; or name a stored_pipeline")
        @Nullable
        @Valid
        PipelineRequest pipeline,

        @Schema(description = "The features: a pipeline that is kept; or give a pipeline") @Nullable @Valid
        StoredPipeline storedPipeline,

        @Schema(
                description =
                        "Which algorithm; without one the ladder is climbed: the baseline, the simple model, boosting, and "
                                + "the simplest that is as good as the best is chosen",
                example = "logistic_regression")
        @Nullable
        @Size(min = 1, max = 100)
        String algorithm,

        @Schema(
                description = "Those of the algorithm that are not to be its defaults",
                example = "{\"c\":0.5}",
                implementation = Object.class)
        @Nullable
        ObjectNode hyperparameters,

        @Schema(
                description =
                        "Searches for the algorithm's hyperparameters that are not given, on training rows alone: in every fold "
                                + "anew")
        @Nullable
        @Valid
        SearchRequest search,

        @Schema(description = "In how many folds", defaultValue = "5") @Nullable @Min(2) @Max(MOST_FOLDS)
        Integer cv,

        @Schema(description = "Of whatever is random", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed,

        @Schema(description = "Whether features may lack a meaning; the answer then says so", defaultValue = "false")
        @Nullable
        Boolean allowUndocumented,

        @Schema(
                description =
                        "The column that says whose a row is: where somebody has several, none of theirs are in another "
                                + "fold; without it the pipeline's entity",
                example = "customer_id")
        @Nullable
        @Size(min = 1, max = LONGEST_NAME)
        String group,

        @Schema(
                description =
                        "The column that says when a row was: what is foretold is then always later than what was learned "
                                + "from; without it the pipeline's time",
                example = "observed_at")
        @Nullable
        @Size(min = 1, max = LONGEST_NAME)
        String time,

        @Schema(description = "The column of the rows' weights, positive numbers", example = "weight")
        @Nullable
        @Size(min = 1, max = LONGEST_NAME)
        String weights,

        @Schema(
                description = "Whether rare classes weigh as much as common ones in training; judging is not affected",
                defaultValue = "none")
        @Nullable
        ClassWeight classWeight,

        @Schema(description = "Columns by whose values the rows are judged one by one", example = "[\"plan\"]")
        @Nullable
        @Size(max = MOST_SEGMENTS)
        List<@NotBlank @Size(max = LONGEST_NAME) String> segments,

        @Schema(description = "What a mistake costs, for the threshold") @Nullable @Valid
        Costs costs,

        @Schema(
                description = "How many rows, or below 1 what share of them, can be acted on, for the threshold",
                example = "0.1")
        @Nullable
        @Positive
        Double capacity,

        @Schema(
                description = "How probabilities are calibrated on rows that were not learned from",
                defaultValue = "best")
        @Nullable
        CalibrationMethod calibration,

        @Schema(description = "Whether features are told how much they say", defaultValue = "true") @Nullable
        Boolean explain,

        @Schema(
                description = "Whether the predictions of rows by models that had not seen them are in the answer",
                defaultValue = "false")
        @Nullable
        Boolean outOfFold,

        @Schema(description = "Training: what the run is called", example = "churn-weekly")
        @Nullable
        @Size(min = 1, max = 250)
        @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String runName,

        @Schema(description = "Training: the group of runs that it belongs to", defaultValue = "default")
        @Nullable
        @Size(min = 1, max = 250)
        @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        String experiment,

        @Schema(
                description = "Training: the share of rows that are held out and judged at the end",
                defaultValue = "0.2")
        @Nullable
        @DecimalMin("0.01")
        @DecimalMax("0.9")
        Double heldOut)
        implements SelfValidating {

    public static final int DEFAULT_FOLDS = 5;
    public static final long DEFAULT_SEED = 42;
    public static final double DEFAULT_HELD_OUT = 0.2;
    public static final String DEFAULT_EXPERIMENT = "default";

    /** The database stores no NUL, and nobody can ask for a group of runs by what a query may not hold. */
    static final String PRINTABLE = "[^\\p{Cntrl}]*";

    static final String NOT_PRINTABLE = "must be free of control characters";

    private static final String TWO_CLASSES = "is for outcomes of two classes alone";

    static final int LONGEST_NAME = 1_000;
    static final int MOST_FOLDS = 100;
    static final int MOST_SEGMENTS = 20;

    /** Which rows weigh more in training. */
    public enum ClassWeight {
        NONE,

        /** n / (classes · rows of the class), so that all classes weigh the same together. */
        BALANCED
    }

    /** How scores become probabilities that mean what they say. */
    public enum CalibrationMethod {
        NONE,
        SIGMOID,
        ISOTONIC,
        TEMPERATURE,

        /** The one of these, none among them, with the least Brier score on rows that it was not fitted on. */
        BEST
    }

    /** A pipeline that is kept. */
    @Schema(name = "StoredPipeline")
    public record StoredPipeline(
            @Schema(description = "Its name", example = "survival")
            @NotBlank
            @Size(max = LONGEST_NAME)
            @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String name,

            @Schema(description = "Its version; without one the newest") @Nullable @Min(1)
            Integer version) {}

    /** What a mistake costs, in any unit. */
    @Schema(name = "MistakeCosts")
    public record Costs(
            @Schema(description = "Of acting on a negative", example = "1") @NotNull @PositiveOrZero
            Double falsePositive,

            @Schema(description = "Of missing a positive", example = "5") @NotNull @PositiveOrZero
            Double falseNegative) {}

    @Override
    public void validate(Violations violations) {
        if ((pipeline == null) == (storedPipeline == null)) {
            violations.reject("/pipeline", "must be given, or stored_pipeline, and not both");
        }
        if (hyperparameters != null && algorithm == null) {
            violations.reject("/algorithm", "must be given with hyperparameters");
        }
        if (search != null && algorithm == null) {
            violations.reject("/algorithm", "must be given with search");
        }
        if (positive != null && task != null && task != Task.BINARY) {
            violations.reject("/positive", "is for binary outcomes alone");
        }
        for (Role role : roles().toList()) {
            if (role.column().equals(target)) {
                violations.reject(role.pointer(), "must not be the target");
            }
        }
        if (costs != null && costs.falsePositive() + costs.falseNegative() == 0) {
            violations.reject("/costs", "must not both be 0");
        }
        if (capacity != null && capacity >= 1 && capacity != Math.rint(capacity)) {
            violations.reject("/capacity", "must be whole rows, or a share below 1");
        }
        if (costs != null && capacity != null) {
            violations.reject("/capacity", "and costs must not both be given");
        }
    }

    /** A column that is something else than a feature, and where the request says so. */
    public record Role(String pointer, String column) {}

    /** The columns that have a part of their own. */
    public Stream<Role> roles() {
        Stream<Role> one = Stream.of(
                        new Named("/group", group), new Named("/time", time), new Named("/weights", weights))
                .flatMap(named ->
                        named.column() == null ? Stream.empty() : Stream.of(new Role(named.pointer(), named.column())));
        List<String> names = segments == null ? List.of() : segments;
        return Stream.concat(
                one,
                java.util.stream.IntStream.range(0, names.size())
                        .mapToObj(i -> new Role("/segments/" + i, names.get(i))));
    }

    private record Named(String pointer, @Nullable String column) {}

    /** The features. */
    public PipelineDocument document() {
        if (pipeline == null) {
            throw new IllegalStateException("the stored pipeline was not looked up");
        }
        return pipeline.document();
    }

    /** Where the request has a feature of the document. */
    public String pointer(int feature) {
        return storedPipeline != null || pipeline == null
                ? "/stored_pipeline"
                : "/pipeline" + pipeline.pointer(feature);
    }

    /**
     * Refuses what says nothing for such an outcome.
     *
     * @throws ProblemException with status 422
     */
    public void requireFor(Task found) {
        List<FieldError> errors = new ArrayList<>();
        if (found != Task.BINARY) {
            if (costs != null) {
                errors.add(new FieldError("/costs", TWO_CLASSES));
            }
            if (capacity != null) {
                errors.add(new FieldError("/capacity", TWO_CLASSES));
            }
            if (calibration != null && calibration != CalibrationMethod.NONE) {
                errors.add(new FieldError("/calibration", TWO_CLASSES));
            }
        }
        if (found == Task.REGRESSION && classWeight == ClassWeight.BALANCED) {
            errors.add(new FieldError("/class_weight", "is for classes, and the outcome is a number"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.IMPOSSIBLE_INPUT, "The request body has an error.", errors);
        }
    }

    /** The same request with the stored pipeline, if it names one, looked up: its version is fixed when it is asked for. */
    public ModelRequest with(StoredPipelines stored) {
        return with(stored, "");
    }

    /**
     * The same, of a request that is a part of another.
     *
     * @param pointer to this
     */
    public ModelRequest with(StoredPipelines stored, String pointer) {
        if (storedPipeline == null) {
            return this;
        }
        StoredPipelines.Version found =
                stored.find(storedPipeline.name(), storedPipeline.version(), pointer + "/stored_pipeline");
        return new ModelRequest(
                data,
                target,
                positive,
                task,
                PipelineRequest.of(found.document()),
                new StoredPipeline(found.name(), found.version()),
                algorithm,
                hyperparameters,
                search,
                cv,
                seed,
                allowUndocumented,
                group,
                time,
                weights,
                classWeight,
                segments,
                costs,
                capacity,
                calibration,
                explain,
                outOfFold,
                runName,
                experiment,
                heldOut);
    }

    public int folds() {
        return cv == null ? DEFAULT_FOLDS : cv;
    }

    public long seedOrDefault() {
        return seed == null ? DEFAULT_SEED : seed;
    }

    public boolean mayBeUndocumented() {
        return Boolean.TRUE.equals(allowUndocumented);
    }

    public boolean isExplained() {
        return !Boolean.FALSE.equals(explain);
    }

    public CalibrationMethod calibrationOrDefault() {
        return calibration == null ? CalibrationMethod.BEST : calibration;
    }

    public double heldOutOrDefault() {
        return heldOut == null ? DEFAULT_HELD_OUT : heldOut;
    }

    public List<String> segmentsOrNone() {
        return segments == null ? List.of() : segments;
    }
}
