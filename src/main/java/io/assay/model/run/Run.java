package io.assay.model.run;

import io.assay.data.Source;
import io.assay.model.ModelRequest;
import io.assay.model.algorithm.SearchReport;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Explanation;
import io.assay.model.evaluation.Trainings.HeldOut;
import io.assay.model.judgement.Judgement;
import io.assay.model.mlflow.MlflowState;
import io.assay.statistics.Check;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A training that is kept. */
@Schema(name = "ModelRun")
record Run(
        String id,

        @Schema(description = "What it is called; null where nobody said") @Nullable
        String runName,

        @Schema(description = "The group of runs that it belongs to")
        String experiment,

        Instant createdAt,

        String createdBy,

        @Schema(description = "The version of the service that trained it")
        String codeVersion,

        @Schema(description = "The rows that were given") Source source,

        String algorithm,

        @Schema(description = "What the model was trained with", implementation = Object.class)
        ObjectNode hyperparameters,

        @Schema(description = "How they were found; null where they were given") @Nullable
        SearchReport search,

        long seed,

        @Schema(description = "The values of the metrics on the rows held out, of the model as it would be served")
        Map<String, Double> metrics,

        @Schema(description = "How rows were held out") HeldOut heldOut,

        @Schema(description = "The model as it would be served, on the rows held out")
        Judgement judgement,

        @Schema(description = "The cross-validation of the rows that were not held out")
        EvaluationAnswer evaluation,

        @Schema(description = "How much columns say to the model, on the rows held out; null where it was not wanted")
        @Nullable
        Explanation explanation,

        @Schema(description = "The checklist that was gone through, with the evidence")
        List<Check> checks,

        EvaluationAnswer.Verdict verdict,

        @Schema(description = "Features that do not say what they mean")
        List<String> undocumented,

        ModelAbout model,

        @Schema(description = "The pipeline that is kept, by name and version; null where the request gave it")
        ModelRequest.@Nullable StoredPipeline storedPipeline,

        @Schema(description = "SHA-256 of the fitted pipeline")
        String pipelineSha256,

        List<Artifact.About> artifacts,

        @Schema(
                description =
                        "How far it is on its way to MLflow; null while it is not on it, and in the answer to the training")
        @Nullable
        MlflowState mlflow) {

    /** The model. */
    @Schema(name = "RunModel")
    record ModelAbout(
            @Schema(description = "SHA-256 of its document: the same model has the same one")
            String sha256,

            @Schema(description = "Names of its features, in their order")
            List<String> features) {}

    /** What lists say of it. */
    RunSummary summary() {
        return new RunSummary(
                id,
                runName,
                experiment,
                createdAt,
                createdBy,
                algorithm,
                evaluation.target().column(),
                source.dataset(),
                metrics,
                verdict,
                model.sha256());
    }
}
