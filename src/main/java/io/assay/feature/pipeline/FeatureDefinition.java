package io.assay.feature.pipeline;

import io.assay.feature.transform.Transformer;
import io.assay.feature.transform.Windowed;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One feature of a pipeline: which columns it is made of, how, and what it means. */
@Schema(name = "FeatureDefinition")
public record FeatureDefinition(
        @Schema(description = "Begins the names of the features made", example = "age")
        @NotBlank
        @Size(max = LONGEST_NAME)
        String name,

        @Schema(description = "The column that it is made of; or give columns", example = "age")
        @Nullable
        @Size(max = LONGEST_NAME)
        String column,

        @Schema(description = "The columns that it is made of, where there are several")
        @Nullable
        @Size(min = 1, max = MOST_COLUMNS)
        List<@NotBlank @Size(max = LONGEST_NAME) String> columns,

        @Schema(description = "Steps, each taking what the one before made; none leaves a number as it is")
        @Nullable
        @Size(max = MOST_STEPS)
        List<@NotNull Transformer> transform,

        @Schema(description = "What it says of the business", example = "Age of the passenger at embarkation")
        @Nullable
        @Size(max = LONGEST_TEXT)
        String meaning,

        @Schema(description = "Who answers for it", example = "crm-team") @Nullable @Size(max = LONGEST_NAME)
        String owner,

        @Schema(description = "Its unit of measurement", example = "years") @Nullable @Size(max = LONGEST_NAME)
        String unit,

        @Schema(description = "Whether it is personal data") @Nullable
        Boolean pii)
        implements SelfValidating {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_TEXT = 2_000;
    static final int MOST_COLUMNS = 100;
    static final int MOST_STEPS = 10;

    @Override
    public void validate(Violations violations) {
        if ((column == null) == (columns == null)) {
            violations.reject("/column", "must be given, or columns, and not both");
        } else if (inputs().stream().distinct().count() < inputs().size()) {
            violations.reject("/columns", "must not name a column twice");
        }
        requireWindowsFirst(violations);
    }

    /** A step that learned has seen every training row, and would hand later ones to the windows of earlier ones. */
    private void requireWindowsFirst(Violations violations) {
        boolean others = false;
        for (int i = 0; i < steps().size(); i++) {
            boolean window = steps().get(i) instanceof Windowed;
            if (window && others) {
                violations.reject(
                        "/transform/" + i,
                        "is a window and must come before all other steps: what they learned comes from later rows, too");
            }
            others |= !window;
        }
    }

    /** The columns that it is made of. */
    public List<String> inputs() {
        if (column != null) {
            return List.of(column);
        }
        return columns == null ? List.of() : columns;
    }

    /** Its steps, perhaps none. */
    public List<Transformer> steps() {
        return transform == null ? List.of() : transform;
    }

    /** Whether it says what it means. */
    public boolean hasMeaning() {
        return meaning != null && !meaning.isBlank();
    }
}
