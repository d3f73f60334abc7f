package io.assay.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.data.Tables;
import io.assay.data.TestTables;
import io.assay.job.JobContext;
import io.assay.model.ModelRequest;
import io.assay.platform.http.Caller;
import io.assay.platform.json.Binders;
import io.assay.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

/** Whether rows are counted, where the answer is known already and where it is not. */
class TrainerTest {

    /** Its dataset is not there, so that whoever counts its rows is refused. */
    private static final ModelRequest UNCOUNTABLE = Binders.mapper().readValue("""
            {"data": {"dataset": "ds_0"}, "target": "y", "algorithm": "dummy",
             "pipeline": {"numeric_cols": ["x"], "categorical_cols": []}}""", ModelRequest.class);

    private final Tables tables = TestTables.ofRequests();

    private final Trainer trainer = new Trainer(1, 1_000);

    private record Context(boolean isWithinRequest) implements JobContext {

        @Override
        public Caller caller() {
            return new Caller("ann");
        }

        @Override
        public void progress(double fraction, String doing) {
            // Nobody asks.
        }

        @Override
        public void needs(long bytes, String what) {
            // There is as much.
        }

        @Override
        public boolean has(long bytes) {
            return true;
        }
    }

    @Test
    void rowsOfARequestThatIsAnsweredAtOnceAreNotCountedAgain() {
        assertThat(trainer.<String>train(UNCOUNTABLE, tables, new Context(true), () -> "trained"))
                .isEqualTo("trained");
    }

    @Test
    void aJobCountsThemToKnowWhetherToWaitForItsTurn() {
        assertThatThrownBy(() -> trainer.<String>train(UNCOUNTABLE, tables, new Context(false), () -> "trained"))
                .isInstanceOf(ProblemException.class);
    }
}
