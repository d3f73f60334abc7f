package io.assay.causal.did;

import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the groups ran in parallel before the treatment.
 *
 * @param pValue of the joint test; null where there is none
 * @param trends the evidence
 * @param estimand what is tested, in words
 * @param series mean outcome of both groups by period, and their distance from the reference
 */
@Schema(name = "ParallelTrendsAnswer")
record ParallelTrendsAnswer(
        @Nullable Double pValue,
        ParallelTrends trends,
        String estimand,
        String summary,
        Dropped dropped,
        List<Check> checks,
        List<Series> series,
        Provenance provenance) {}
