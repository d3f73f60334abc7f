package io.assay.causal;

import io.assay.data.Source;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from: the same of all three gives the same answer.
 *
 * @param method the estimator, by its name in the literature
 * @param source the table, by fingerprint
 * @param seed of what was drawn; null where nothing was
 */
@Schema(name = "CausalProvenance")
public record Provenance(
        String method, Source source, @Nullable Long seed) {}
