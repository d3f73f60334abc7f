package io.assay.model.evaluation;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
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
        return trainer.isSmall(request.model(), tables);
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(ExplainRequest request, JobContext context) {
        ExplainAnswer answer = timer.time(
                "model_explanation",
                () -> trainer.train(request.model(), tables, context, () -> evaluator.explain(request, context)));
        return () -> ResponseEntity.ok(answer);
    }
}
