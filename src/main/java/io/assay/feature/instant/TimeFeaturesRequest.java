package io.assay.feature.instant;

import io.assay.data.TableData;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A column of dates or times. */
@Schema(name = "TimeFeaturesRequest")
record TimeFeaturesRequest(
        @Schema(description = "The rows") @NotNull @Valid TableData data,

        @Schema(description = "The column of dates or times, ISO 8601 where it is text", example = "signup_date")
        @NotBlank
        @Size(max = 1000)
        String column,

        @Schema(
                description = "In which days are told; times whose source names no zone are told as they stand",
                defaultValue = "UTC",
                example = "Europe/Oslo")
        @Nullable
        @Size(max = 100)
        String timeZone)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        if (timeZone != null && !isZone(timeZone)) {
            violations.reject("/time_zone", "must be a time zone such as UTC or Europe/Oslo");
        }
    }

    ZoneId zone() {
        return ZoneId.of(timeZone == null ? "UTC" : timeZone);
    }

    static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
