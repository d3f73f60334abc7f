package io.assay.feature.instant;

import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table that a model is to be trained on, and how it is meant. */
@Schema(name = "LeakageRequest")
record LeakageRequest(
        @Schema(description = "The rows; all of them, where split tells test rows from training rows") @NotNull @Valid
        TableData data,

        @Schema(description = "The column of the outcome", example = "churn") @NotBlank @Size(max = 1000)
        String target,

        @Schema(
                description = "The value of the target that is 1, where it is text; of two numbers the larger one is",
                example = "yes")
        @Nullable
        @Size(max = 1000)
        String positive,

        @Schema(description = "The columns that might be features; without them all but those named here")
        @Nullable
        @Size(min = 1, max = 2000)
        List<@NotBlank @Size(max = 1000) String> features,

        @Schema(description = "The column that tells when a prediction is asked for", example = "observed_at")
        @Nullable
        @Size(min = 1, max = 1000)
        String time,

        @Schema(description = "The column that tells when the outcome came about", example = "cancelled_at")
        @Nullable
        @Size(min = 1, max = 1000)
        String outcomeTime,

        @Schema(description = "The column that tells whose a row is", example = "customer_id")
        @Nullable
        @Size(min = 1, max = 1000)
        String entity,

        @Schema(description = "Of times whose source names none", defaultValue = "UTC") @Nullable @Size(max = 100)
        String timeZone,

        @Schema(description = "The test rows; or give split") @Nullable @Valid
        TableData test,

        @Schema(description = "Which of the rows are test rows; or give test") @Nullable @Valid
        Split split,

        @Schema(description = "In how many folds a category is encoded", defaultValue = "5") @Nullable @Min(2) @Max(100)
        Integer folds,

        @Schema(description = "Of the shuffle into folds", defaultValue = "42") @Nullable @Min(0) @Max(4_294_967_295L)
        Long seed)
        implements SelfValidating {

    private static final int FOLDS = 5;
    private static final long SEED = 42;

    /** A column that tells test rows from training rows. */
    @Schema(name = "LeakageSplit")
    record Split(
            @Schema(description = "The column", example = "part") @NotBlank @Size(max = 1000)
            String column,

            @Schema(description = "Its value in test rows", example = "test") @NotNull @Size(max = 1000)
            String test) {}

    @Override
    public void validate(Violations violations) {
        if (test != null && split != null) {
            violations.reject("/split", "and test must not both be given");
        }
        if (timeZone != null && !TimeFeaturesRequest.isZone(timeZone)) {
            violations.reject("/time_zone", "must be a time zone such as UTC or Europe/Oslo");
        }
        if (features != null && features.contains(target)) {
            violations.reject("/features", "must not hold the target");
        }
        if (features != null && features.stream().distinct().count() < features.size()) {
            violations.reject("/features", "must not name a column twice");
        }
    }

    ZoneId zone() {
        return ZoneId.of(timeZone == null ? "UTC" : timeZone);
    }

    int foldsOrDefault() {
        return folds == null ? FOLDS : folds;
    }

    long seedOrDefault() {
        return seed == null ? SEED : seed;
    }
}
