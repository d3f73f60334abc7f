package io.assay.model.registry;

import java.time.Instant;
import java.util.Map;

/**
 * A version of a model. But for its tags it never changes.
 *
 * @param version from 1; none is ever given twice
 * @param run that it came out of, which holds its artifacts
 * @param modelSha256 of the model's document
 */
public record RegisteredVersion(
        String name,
        int version,
        String run,
        String modelSha256,
        Map<String, String> tags,
        Instant createdAt,
        String createdBy) {

    public RegisteredVersion {
        tags = Map.copyOf(tags);
    }
}
