package io.assay.model.evaluation;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.telemetry.AnalysisTimer;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Trains on all rows, explains some of them and keeps nothing. */
@Component
public class ExplainKind implements JobKind<ExplainRequest> {

    private final Evaluator evaluator;
    private final Trainer trainer;
    private final Tables tables;
    private final AnalysisTimer timer;

    ExplainKind(Evaluator evaluator, Trainer trainer, Tables tables, AnalysisTimer timer) {
        this.evaluator = evaluator;
        this.trainer = trainer;
        this.tables = tables;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "model_explanation";
    }

    @Override
    public Class<ExplainRequest> parameters() {
        return ExplainRequest.class;
    }

    @Override
    public boolean isSmall(ExplainRequest request) {
        return ofModel(() -> trainer.isSmall(request.model(), tables));
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(ExplainRequest request, JobContext context) {
        ExplainAnswer answer = timer.time(
                "model_explanation",
                () -> ofModel(() ->
                        trainer.train(request.model(), tables, context, () -> evaluator.explain(request, context))));
        return () -> ResponseEntity.ok(answer);
    }

    /** What is said of a request for a model, in this one: all but the rows is below /model. */
    private static <T> T ofModel(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException refusal) {
            throw new ProblemException(
                    refusal.type(),
                    refusal.detail(),
                    refusal.errors().stream().map(ExplainKind::ofModel).toList());
        }
    }

    private static FieldError ofModel(FieldError error) {
        return error.pointer().startsWith("/rows") ? error : new FieldError("/model" + error.pointer(), error.detail());
    }
}
