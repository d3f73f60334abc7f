package io.assay.model.registry;

import io.assay.data.TableData;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is to become champion, and how it is to be judged. */
@Schema(name = "PromotionRequest")
record PromotionRequest(
        @Schema(description = "The number of the version", example = "2") @NotNull @Min(1)
        Integer version,

        @Schema(description = "What is asked of it; without one the usual") @Nullable @Valid
        PromotionPolicy policy,

        @Schema(
                description =
                        "Rows with their outcomes, on which it and the champion are held against each other; those that "
                                + "either learned from have no part. Without them the rows that its own training held out")
        @Nullable
        @Valid
        TableData data,

        @Schema(description = "The champion that the caller knows of: refused where it is another one by then")
        @Nullable
        @Min(1)
        Integer expectedChampion,

        @Schema(description = "Makes it champion whatever the evidence says, and says so for good; for admins")
        @Nullable
        @Valid
        SetAside override) {

    static final int LONGEST_REASON = 1_000;

    static final String PRINTABLE = "[^\\p{Cntrl}]*";

    static final String NOT_PRINTABLE = "must be free of control characters";

    /** Why the evidence is set aside. */
    @Schema(name = "PromotionOverride")
    record SetAside(
            @Schema(
                    description = "It is kept with the promotion and shown on the card",
                    example = "The old one must go today")
            @NotBlank
            @Size(max = LONGEST_REASON)
            @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
            String reason) {}

    PromotionPolicy policyOrUsual() {
        return policy == null ? PromotionPolicy.usual() : policy;
    }
}
