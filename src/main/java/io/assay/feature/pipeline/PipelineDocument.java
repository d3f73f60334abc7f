package io.assay.feature.pipeline;

import io.assay.feature.transform.Transformer;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything there is to ask of a pipeline: features in their order, and what their steps know of the rows. */
@Schema(name = "PipelineDocument")
public record PipelineDocument(
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

        @NotEmpty @Size(max = MOST_FEATURES) List<@Valid FeatureDefinition> features)
        implements SelfValidating {

    static final int MOST_FEATURES = 2_000;

    @Override
    public void validate(Violations violations) {
        checkTimeline(timeZone, entity, time, violations);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < features.size(); i++) {
            if (!names.add(features.get(i).name())) {
                violations.reject("/features/" + i + "/name", "must not be that of another feature");
            }
        }
    }

    static void checkTimeline(
            @Nullable String timeZone, @Nullable String entity, @Nullable String time, Violations violations) {
        if (timeZone != null && !isZone(timeZone)) {
            violations.reject("/time_zone", "must be a time zone such as UTC or Europe/Oslo");
        }
        if (entity != null && time == null) {
            violations.reject("/time", "must be named with the entity");
        }
    }

    public ZoneId zone() {
        return ZoneId.of(timeZone == null ? "UTC" : timeZone);
    }

    /** The columns that are read, each once: those of the features in their order, then entity and time. */
    public List<String> inputs() {
        Set<String> inputs = new LinkedHashSet<>();
        features.forEach(feature -> inputs.addAll(feature.inputs()));
        if (entity != null) {
            inputs.add(entity);
        }
        if (time != null) {
            inputs.add(time);
        }
        return List.copyOf(inputs);
    }

    /** The columns that are used as times: the pipeline's own, and those that steps take as such. */
    Set<String> timeColumns() {
        Set<String> times = new HashSet<>();
        for (FeatureDefinition feature : features) {
            if (!feature.steps().isEmpty() && feature.steps().getFirst().takesTimes()) {
                times.addAll(feature.inputs());
            }
        }
        if (time != null) {
            times.add(time);
        }
        return times;
    }

    /** Whether a step may learn from the outcome. */
    public boolean learnsFromTarget() {
        return features.stream().anyMatch(feature -> feature.steps().stream().anyMatch(Transformer::learnsFromTarget));
    }

    /** The names of the features that do not say what they mean. */
    public List<String> undocumented() {
        return features.stream()
                .filter(feature -> !feature.hasMeaning())
                .map(FeatureDefinition::name)
                .toList();
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
