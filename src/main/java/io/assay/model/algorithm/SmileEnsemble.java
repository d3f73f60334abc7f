package io.assay.model.algorithm;

import io.assay.model.scoring.Task;
import io.assay.model.scoring.TreeEnsemble;
import java.util.EnumSet;
import java.util.List;

/**
 * Trees that Smile grows: slow on many rows, and all rows weigh the same.
 *
 * @param <H> its hyperparameters
 */
abstract class SmileEnsemble<H extends Record> extends DescribedAlgorithm<H> {

    private static final long MOST_ROWS_UNASKED = 20_000;
    private static final int FEWEST_ROWS = 20;

    SmileEnsemble(String name, Class<H> hyperparameters, H defaults, int complexity, List<Dimension> space) {
        super(name, EnumSet.allOf(Task.class), hyperparameters, defaults, complexity, space);
    }

    /** Grows the trees of rows that they can be grown of. */
    abstract TreeEnsemble grown(TrainingSet data, SmileFrame frame, H asked, Training training);

    @Override
    public final TreeEnsemble train(TrainingSet data, H asked, Training training) {
        TrainingSets.requireUnweighted(data, FEWEST_ROWS, name());
        return grown(data, SmileFrame.of(data), asked, training);
    }

    @Override
    public final long mostRowsUnasked() {
        return MOST_ROWS_UNASKED;
    }

    @Override
    public final int fewestRowsUnasked() {
        return FEWEST_ROWS;
    }

    @Override
    public final boolean takesWeights() {
        return false;
    }
}
