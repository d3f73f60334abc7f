package io.assay.model.evaluation;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.job.JobKind;
import io.assay.model.ModelRequest;
import io.assay.platform.telemetry.AnalysisTimer;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Evaluates and keeps nothing. */
@Component
public class EvaluateKind implements JobKind<ModelRequest> {

    private final Evaluator evaluator;
    private final Trainer trainer;
    private final Tables tables;
    private final AnalysisTimer timer;

    EvaluateKind(Evaluator evaluator, Trainer trainer, Tables tables, AnalysisTimer timer) {
        this.evaluator = evaluator;
        this.trainer = trainer;
        this.tables = tables;
        this.timer = timer;
    }

    @Override
    public String name() {
        return "model_evaluation";
    }

    @Override
    public Class<ModelRequest> parameters() {
        return ModelRequest.class;
    }

    @Override
    public boolean isSmall(ModelRequest request) {
        return trainer.isSmall(request, tables);
    }

    @Override
    public boolean changesNothing() {
        return true;
    }

    @Override
    public Supplier<ResponseEntity<?>> run(ModelRequest request, JobContext context) {
        EvaluationAnswer answer = timer.time(
                "model_evaluation",
                () -> trainer.train(request, tables, context, () -> evaluator.evaluate(request, context)));
        return () -> ResponseEntity.ok(answer);
    }
}
