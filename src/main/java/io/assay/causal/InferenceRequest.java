package io.assay.causal;

import io.assay.statistics.regression.Convention;
import io.assay.statistics.regression.Covariance.Distribution;
import io.assay.statistics.regression.Preset;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose conventions standard errors follow; what is given beside the preset takes the place of the preset's. */
@Schema(name = "CausalInference")
public record InferenceRequest(
        @Schema(description = "Whose conventions", defaultValue = "reference") @Nullable
        Preset preset,

        @Schema(description = "Against which distribution an estimate over its standard error is held") @Nullable
        Distribution distribution,

        @Schema(description = "Which absorbed fixed effects count as parameters where errors are clustered")
        Preset.@Nullable Absorbed fixedEffects,

        @Schema(description = "Clustered in several ways: one factor G/(G-1) of the smallest, or each way its own")
        Preset.@Nullable Ways clusterFactor,

        @Schema(description = "Clustered in several ways: degrees of freedom of the smallest, or N - K (own)")
        Preset.@Nullable Ways clusterDegrees) {

    /** The service's own. */
    public static final InferenceRequest STANDARD = new InferenceRequest(null, null, null, null, null);

    /** The name of the preset. */
    public String name() {
        return (preset == null ? Preset.REFERENCE : preset).name().toLowerCase(Locale.ROOT);
    }

    /** What it comes to. */
    public Convention convention() {
        Convention base = (preset == null ? Preset.REFERENCE : preset).convention();
        Convention held = distribution == null ? base : base.withDistribution(distribution);
        Convention counted = fixedEffects == null ? held : held.withAbsorbed(fixedEffects);
        return counted.withWays(
                clusterFactor == null ? counted.factor() : clusterFactor,
                clusterDegrees == null ? counted.degrees() : clusterDegrees);
    }
}
