package io.assay.model.search;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long and among how many hyperparameters are searched for. */
@Schema(name = "SearchRequest")
public record SearchRequest(
        @Schema(description = "How many combinations begin, the defaults among them", defaultValue = "27")
        @Nullable
        @Min(2)
        @Max(1000)
        Integer candidates,

        @Schema(
                description =
                        "Seconds that one search may take; what is the best by then is taken. Only a search that had the time "
                                + "it needed is the same every time",
                defaultValue = "300")
        @Nullable
        @Positive
        @DecimalMax("86400")
        Double seconds) {

    private static final int CANDIDATES = 27;
    private static final double SECONDS = 300;
    private static final double NANOS = 1e9;

    int candidatesOrDefault() {
        return candidates == null ? CANDIDATES : candidates;
    }

    Duration budget() {
        return Duration.ofNanos((long) ((seconds == null ? SECONDS : seconds) * NANOS));
    }
}
