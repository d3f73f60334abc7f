package io.assay.model.run;

import io.assay.model.evaluation.EvaluationAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in a list. */
@Schema(name = "ModelRunSummary")
record RunSummary(
        String id,
        @Nullable String runName,
        String experiment,
        Instant createdAt,
        String createdBy,
        String algorithm,
        String target,
        @Nullable String dataset,
        Map<String, Double> metrics,
        EvaluationAnswer.Verdict verdict,
        String modelSha256) {}
