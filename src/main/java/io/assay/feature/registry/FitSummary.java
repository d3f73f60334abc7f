package io.assay.feature.registry;

import io.assay.data.Source;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fit in a list, without what was learned. */
@Schema(name = "FitSummary")
record FitSummary(
        String id,
        String pipeline,
        int version,
        String pipelineSha256,
        Source source,
        @Nullable String target,
        List<String> undocumented,
        String codeVersion,
        Instant createdAt,
        String createdBy,
        String stateSha256) {}
