package io.assay.feature.pipeline;

import io.assay.feature.transform.Impute;
import io.assay.feature.transform.OneHot;
import io.assay.feature.transform.Standardise;
import io.assay.feature.transform.Transformer;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as it is asked for: a {@link PipelineDocument}, or in short by its numeric and categorical columns, which
 * stands for a document with one feature for each of them.
 */
@Schema(name = "PipelineRequest")
public record PipelineRequest(
        @Schema(description = "Names the pipeline; without one its hash does", example = "titanic")
        @Nullable
        @Size(max = FeatureDefinition.LONGEST_NAME)
        String name,

        @Schema(description = "What it is for") @Nullable @Size(max = FeatureDefinition.LONGEST_TEXT)
        String description,

        @Schema(
                description =
                        "In which days and hours are told; a time whose source names no zone is taken as it stands",
                example = "Europe/Oslo",
                defaultValue = "UTC")
        @Nullable
        String timeZone,

        @Schema(description = "The column that says whose row it is; windows do not reach from one to the other")
        @Nullable
        @Size(max = FeatureDefinition.LONGEST_NAME)
        String entity,

        @Schema(description = "The column that says when it was; windows see what was strictly before")
        @Nullable
        @Size(max = FeatureDefinition.LONGEST_NAME)
        String time,

        @Schema(description = "The features, in their order; or give numeric_cols and categorical_cols")
        @Nullable
        @Size(min = 1, max = PipelineDocument.MOST_FEATURES)
        List<@Valid FeatureDefinition> features,

        @Schema(
                description = "Columns to impute by their median and standardise: features num__column",
                example = "[\"age\"]")
        @Nullable
        @Size(max = PipelineDocument.MOST_FEATURES / 2)
        List<@NotBlank @Size(max = LONGEST_COLUMN) String> numericCols,

        @Schema(
                description = "Columns to impute by their most frequent value and one-hot encode: features cat__column",
                example = "[\"sex\"]")
        @Nullable
        @Size(max = PipelineDocument.MOST_FEATURES / 2)
        List<@NotBlank @Size(max = LONGEST_COLUMN) String> categoricalCols)
        implements SelfValidating {

    private static final String NUMERIC = "num__";
    private static final String CATEGORICAL = "cat__";
    private static final int LONGEST_COLUMN = FeatureDefinition.LONGEST_NAME - 5;

    @Override
    public void validate(Violations violations) {
        boolean isShort = numericCols != null || categoricalCols != null;
        if (isShort == (features != null)) {
            violations.reject("/features", "must be given, or numeric_cols and categorical_cols, and not both");
        } else if (isShort) {
            requireDistinct(numbers(), "/numeric_cols/", violations);
            requireDistinct(categories(), "/categorical_cols/", violations);
            if (numbers().isEmpty() && categories().isEmpty()) {
                violations.reject("/numeric_cols", "must name a column, or categorical_cols must");
            }
            PipelineDocument.checkTimeline(timeZone, entity, time, violations);
        } else {
            document().validate(violations);
        }
    }

    /** That stands for a document. */
    public static PipelineRequest of(PipelineDocument document) {
        return new PipelineRequest(
                document.name(),
                document.description(),
                document.timeZone(),
                document.entity(),
                document.time(),
                document.features(),
                null,
                null);
    }

    /** What it stands for. */
    public PipelineDocument document() {
        return new PipelineDocument(
                name, description, timeZone, entity, time, features == null ? expanded() : features);
    }

    /** Where the request has a feature of the document. */
    public String pointer(int feature) {
        if (features != null) {
            return "/features/" + feature;
        }
        int category = feature - numbers().size();
        return category < 0 ? "/numeric_cols/" + feature : "/categorical_cols/" + category;
    }

    private List<FeatureDefinition> expanded() {
        List<Transformer> ofNumbers = List.of(new Impute(Impute.Strategy.MEDIAN, null), new Standardise());
        List<Transformer> ofCategories = List.of(new Impute(Impute.Strategy.MOST_FREQUENT, null), new OneHot());
        List<FeatureDefinition> expanded = new ArrayList<>();
        numbers().forEach(column -> expanded.add(feature(NUMERIC, column, ofNumbers)));
        categories().forEach(column -> expanded.add(feature(CATEGORICAL, column, ofCategories)));
        return expanded;
    }

    private static FeatureDefinition feature(String prefix, String column, List<Transformer> steps) {
        return new FeatureDefinition(prefix + column, column, null, steps, null, null, null, null);
    }

    private List<String> numbers() {
        return numericCols == null ? List.of() : numericCols;
    }

    private List<String> categories() {
        return categoricalCols == null ? List.of() : categoricalCols;
    }

    private static void requireDistinct(List<String> columns, String pointer, Violations violations) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.get(i))) {
                violations.reject(pointer + i, "must not be named twice");
            }
        }
    }
}
