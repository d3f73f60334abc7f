package io.assay.model.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

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
        // In one order, so that the same version is told in the same bytes.
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
