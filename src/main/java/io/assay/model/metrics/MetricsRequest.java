package io.assay.model.metrics;

import io.assay.data.TableData;
import io.assay.model.ModelRequest.Costs;
import io.assay.model.judgement.JudgeOptions;
import io.assay.model.scoring.Task;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was predicted of rows and what came: the values themselves, or with {@code data} the names of columns. */
@Schema(name = "MetricsRequest")
record MetricsRequest(
        @Schema(description = "A table that has the columns; without it the values are given themselves")
        @Nullable
        @Valid
        TableData data,

        @Schema(
                description = "What came: 0 and 1, true and false, classes, or numbers; with data the name of a column",
                example = "[0,0,1,1]",
                implementation = Object.class)
        @NotNull
        JsonNode y,

        @Schema(
                description = "What was predicted: the probability of the positive class; for several classes a row of "
                        + "probabilities in the order of labels; or a number. With data the name of a column, for "
                        + "several classes names",
                example = "[0.1,0.4,0.35,0.8]",
                implementation = Object.class)
        @NotNull
        JsonNode p,

        @Schema(
                description = "A second model's predictions of the same rows, in the same form, to be held against p",
                example = "[0.2,0.3,0.6,0.7]",
                implementation = Object.class)
        @Nullable
        JsonNode pOther,

        @Schema(
                description = "How much each row counts, 0 or more; with data the name of a column",
                implementation = Object.class)
        @Nullable
        JsonNode weights,

        @Schema(
                description =
                        "Whose each row is, text or numbers; with data the name of a column. Where somebody has several, "
                                + "intervals are of whole groups",
                implementation = Object.class)
        @Nullable
        JsonNode groups,

        @Schema(
                description =
                        "What was predicted; without it rows of probabilities are multiclass, 0 and 1 (or labels of two "
                                + "classes) binary, and other numbers a regression")
        @Nullable
        Task task,

        @Schema(
                description =
                        "The values of y by class, of two the positive one last; needed where y is text. Without labels "
                                + "classes are 0, 1, …",
                example = "[\"stayed\",\"left\"]")
        @Nullable
        @Size(min = 2, max = 100)
        List<@NotBlank @Size(max = 1000) String> labels,

        @Schema(
                description =
                        "From which probability on a row is taken for positive; without it as costs or capacity have "
                                + "it, or 0.5",
                example = "0.3")
        @Nullable
        @DecimalMin("0")
        @DecimalMax("1")
        Double threshold,

        @Schema(description = "What a mistake costs; the cheapest threshold is chosen unless another is given")
        @Nullable
        @Valid
        Costs costs,

        @Schema(
                description = "How many rows, or below 1 what share of them, can be acted on, for the threshold",
                example = "0.1")
        @Nullable
        @Positive
        Double capacity,

        @Schema(
                description =
                        "Values by which parts of the rows are judged: by name one value per row; with data names of "
                                + "columns",
                example = "{\"plan\":[\"free\",\"pro\",\"free\",\"pro\"]}",
                implementation = Object.class)
        @Nullable
        JsonNode segments,

        @Schema(description = "Of all intervals", defaultValue = "0.95")
        @Nullable
        @DecimalMin("0.5")
        @DecimalMax("0.999")
        Double confidence,

        @Schema(description = "Of the bootstrap", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed,

        @Schema(description = "How many points a curve has at most", defaultValue = "200")
        @Nullable
        @Min(2)
        @Max(10_000)
        Integer curvePoints)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (costs != null && costs.falsePositive() + costs.falseNegative() == 0) {
            violations.reject("/costs", "must not both be 0");
        }
        if (labels != null && labels.stream().distinct().count() < labels.size()) {
            violations.reject("/labels", "must not name a class twice");
        }
        if (labels != null && task == Task.REGRESSION) {
            violations.reject("/labels", "are of classes, and a regression has none");
        }
        if (labels != null && labels.size() != 2 && task == Task.BINARY) {
            violations.reject("/labels", "must be two of a binary outcome");
        }
        if (capacity != null && capacity >= 1 && capacity != Math.rint(capacity)) {
            violations.reject("/capacity", "must be whole rows, or a share below 1");
        }
    }

    JudgeOptions options() {
        JudgeOptions standard = JudgeOptions.standard();
        return new JudgeOptions(
                confidence == null ? standard.confidence() : confidence,
                seed == null ? standard.seed() : seed,
                JudgeOptions.Threshold.given(threshold),
                costs == null ? null : new JudgeOptions.Costs(costs.falsePositive(), costs.falseNegative()),
                capacity == null
                        ? null
                        : capacity < 1
                                ? new JudgeOptions.Capacity(null, capacity)
                                : new JudgeOptions.Capacity(Math.round(capacity), null),
                curvePoints == null ? standard.curvePoints() : curvePoints,
                standard.segmentRows(),
                standard.segmentClassRows(),
                labels == null ? List.of() : labels);
    }
}
