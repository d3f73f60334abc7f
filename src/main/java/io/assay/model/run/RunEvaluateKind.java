package io.assay.model.run;

import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.feature.SmallWork;
import io.assay.model.evaluation.Evaluator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How good a model that is kept is on rows that it has not seen. */
@Component
class RunEvaluateKind extends RunRowsKind {

    private final Evaluator evaluator;

    RunEvaluateKind(RunModels models, Tables tables, SmallWork small, Evaluator evaluator) {
        super(models, tables, small);
        this.evaluator = evaluator;
    }

    @Override
    public String name() {
        return "run_evaluation";
    }

    @Override
    boolean needsOutcome() {
        return true;
    }

    @Override
    Object answer(String run, RunModels.Ready ready, Table rows, boolean sameTable) {
        JsonNode threshold = ready.run().at("/judgement/threshold/value");
        return evaluator.judge(
                run,
                ready.request(),
                threshold.isNumber() ? threshold.doubleValue() : null,
                ready.served(),
                rows,
                ready.trained(),
                sameTable);
    }
}
