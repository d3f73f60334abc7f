package io.assay.model.run;

import io.assay.data.Table;
import io.assay.data.Tables;
import io.assay.feature.SmallWork;
import io.assay.job.JobContext;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What the columns say of rows to a model that is kept. */
@Component
class RunExplainKind extends RunRowsKind {

    private static final int MOST_ROWS = 10_000;

    RunExplainKind(RunModels models, Tables tables, SmallWork small) {
        super(models, tables, small);
    }

    @Override
    public String name() {
        return "run_explanation";
    }

    @Override
    boolean needsOutcome() {
        return false;
    }

    @Override
    void check(JobContext context, RunModels.Ready ready, int rows) {
        if (rows > MOST_ROWS) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    "The request body has an error.",
                    List.of(new FieldError("/data", "must have at most %,d rows".formatted(MOST_ROWS))));
        }
        context.needs(
                Math.multiplyExact(rows, ready.served().bytesOfExplanation()),
                String.format(
                        Locale.ROOT,
                        "what each of %,d features says of %,d rows",
                        ready.served().pipeline().names().size(),
                        rows));
    }

    @Override
    Object answer(String run, RunModels.Ready ready, Table rows, boolean sameTable) {
        return ready.served().explain(rows);
    }
}
