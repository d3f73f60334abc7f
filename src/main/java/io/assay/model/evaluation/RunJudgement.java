package io.assay.model.evaluation;

import io.assay.model.judgement.Judgement;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A model that is kept, judged on other rows. */
@Schema(name = "RunJudgement")
public record RunJudgement(
        @Schema(description = "The run") String run,

        @Schema(description = "Rows with an outcome, which were judged")
        int rows,

        @Schema(description = "Rows without an outcome, which have no part in anything")
        int missing,

        @Schema(description = "The model as it would be served, on these rows")
        Judgement judgement,

        List<Check> checks) {}
