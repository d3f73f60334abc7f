package io.assay.experiment.registry;

import io.assay.experiment.registry.Event.Action;
import io.assay.platform.json.BodyLimit;
import io.assay.platform.json.SelfValidating;
import io.assay.platform.json.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An exported bundle. Of it only what was said is read: the definition, who did what, amendments and posted statistics; all
 * that follows from these may be left out, and is made anew.
 */
@BodyLimit(megabytes = 32)
record ReplayRequest(
        @NotNull @Min(ExportBundle.FORMAT) @Max(ExportBundle.FORMAT)
        Integer format,

        @Schema(description = "Not read") @Nullable JsonNode versions,

        @Schema(description = "Not read") @Nullable JsonNode key,

        @Schema(description = "Not read") @Nullable JsonNode state,

        @Schema(description = "Not read") @Nullable JsonNode version,

        @NotNull @Valid ExperimentDefinition definition,

        @Schema(description = "Not read") @Nullable JsonNode planned,

        @Schema(description = "Not read") @Nullable JsonNode plan,

        @Schema(description = "Not read") @Nullable JsonNode planSha256,

        @NotNull @Size(min = 2, max = MOST) List<@NotNull @Valid Told> events,

        @NotNull @Size(max = MOST) List<@NotNull @Valid Amended> amendments,

        @Schema(description = "Not read") @Nullable JsonNode looks,

        @NotNull @Size(max = MOST) List<@NotNull @Valid Posted> readouts)
        implements SelfValidating {

    private static final int MOST = 100_000;

    /** What was done, by whom and when. */
    @Schema(name = "ReplayedEvent")
    record Told(
            @NotNull @Min(1) Long version,
            @NotNull Action action,
            @Nullable Integer readout,
            @NotNull Instant at,
            @NotNull @Size(max = 200) String by) {}

    /** An amendment. */
    @Schema(name = "ReplayedAmendment")
    record Amended(
            @Schema(description = "Not read") @Nullable JsonNode number,
            @NotNull Long version,
            @NotNull Instant at,
            @NotNull @Size(max = 200) String by,

            @NotBlank @Size(max = MetricDefinition.LONGEST_TEXT)
            String reason,

            @NotNull ObjectNode changes,
            @Schema(description = "Not read") @Nullable JsonNode looksBefore,
            @Schema(description = "Not read") @Nullable JsonNode applied,
            @Schema(description = "Not read") @Nullable JsonNode descriptive) {}

    /** A readout. */
    @Schema(name = "ReplayedReadout")
    record Posted(
            @Schema(description = "Not read") @Nullable JsonNode number,
            @NotNull Long version,
            @NotNull Instant at,
            @NotNull @Size(max = 200) String by,
            @NotNull @Valid MeasuredRequest request,
            @Schema(description = "Not read") @Nullable JsonNode answer) {}

    @Override
    @SuppressWarnings("NullAway") // called before missing parts have been refused
    public void validate(Violations violations) {
        if (events == null || amendments == null || readouts == null) {
            return;
        }
        Set<Long> amending = versions(Action.AMENDED);
        Set<Long> reading = versions(Action.READ_OUT);
        for (int i = 0; i < events.size(); i++) {
            Told event = events.get(i);
            if (event != null && event.version() != null && event.version() != i + 1) {
                violations.reject(
                        "/events/%d/version".formatted(i), "must be %d: versions follow each other".formatted(i + 1));
            }
        }
        Set<Long> amended = new HashSet<>();
        for (int i = 0; i < amendments.size(); i++) {
            Amended amendment = amendments.get(i);
            if (amendment != null && (!amending.contains(amendment.version()) || !amended.add(amendment.version()))) {
                violations.reject("/amendments/%d/version".formatted(i), "must be that of an event amended of its own");
            }
        }
        Set<Long> read = new HashSet<>();
        for (int i = 0; i < readouts.size(); i++) {
            Posted readout = readouts.get(i);
            if (readout != null && (!reading.contains(readout.version()) || !read.add(readout.version()))) {
                violations.reject("/readouts/%d/version".formatted(i), "must be that of an event read_out of its own");
            }
        }
        if (amended.size() < amending.size()) {
            violations.reject("/amendments", "must have those of all events amended");
        }
        if (read.size() < reading.size()) {
            violations.reject("/readouts", "must have those of all events read_out");
        }
    }

    @SuppressWarnings("NullAway")
    private Set<Long> versions(Action action) {
        Stream<Long> versions = events.stream()
                .filter(event -> event != null && event.action() == action)
                .map(Told::version);
        return new HashSet<>(versions.toList());
    }
}
