package io.assay.model.evaluation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges the predictions of one fold: figures by the name of their metric, in a fixed order. */
interface Scorer {

    /**
     * A figure.
     *
     * @param value finite
     * @param higherIsBetter whether more of it is better
     */
    record Score(double value, boolean higherIsBetter) {}

    /**
     * Judges.
     *
     * @param predictions for each output one number per row
     * @param target of as many rows
     * @param weights of as many rows, null where all weigh the same
     * @throws io.assay.platform.problem.ProblemException with status 422 for a metric that is undefined on these rows
     */
    Map<String, Score> score(double[][] predictions, double[] target, double @Nullable [] weights);
}
