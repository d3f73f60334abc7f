package io.assay.model.registry;

import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to become a version. */
@Schema(name = "ModelRegistration")
record RegisterRequest(
        @Schema(description = "The run whose model it is", example = "run-3b1e1c1e-6a54-4b0b-9c3d-0f6f4a7f5a10")
        @NotBlank
        @Size(max = 100)
        @Pattern(regexp = PromotionRequest.PRINTABLE, message = PromotionRequest.NOT_PRINTABLE)
        String run,

        @Schema(description = "What it is for: the card says so", example = "Who is likely to leave next month")
        @Nullable
        @Size(max = VersionDetails.LONGEST_DESCRIPTION)
        String description,

        @Schema(description = "Words of your own", example = "{\"team\":\"growth\"}") @Nullable
        Map<String, @Nullable String> tags)
        implements SelfValidating {

    @Override
    public void validate(Violations violations) {
        VersionDetails.validate(description, tags, violations);
    }

    VersionDetails details() {
        return new VersionDetails(description, tags);
    }
}
