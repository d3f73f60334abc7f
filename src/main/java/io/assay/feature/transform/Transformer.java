package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.data.Table;
import java.util.function.Supplier;

/**
 * One step of a feature as a pipeline's document asks for it: an immutable record whose components are its options and
 * whose {@link Kind} is its name there.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = Kind.FIELD)
public interface Transformer {

    /**
     * Learns from training rows, and nothing else.
     *
     * @param in the feature's columns as the steps before left them
     * @throws io.assay.platform.problem.ProblemException with status 422 when nothing can be learned from them
     */
    Fitting fit(Table in, Training training);

    /** Whether its columns hold times, so that texts in them are read as such. */
    default boolean takesTimes() {
        return false;
    }

    /** Whether it may learn from the outcome, and so gives training rows what other folds taught. */
    default boolean learnsFromTarget() {
        return false;
    }

    /**
     * What came of learning.
     *
     * @param state what was learned
     * @param trained makes the training rows as a model may see them: {@code state.apply} of them, but where the step
     *     learned from the target and each row is given what was learned without it. Called when they are wanted, for
     *     they may be many
     */
    record Fitting(Fitted state, Supplier<Table> trained) {

        public static Fitting of(Fitted state, Table in, Training training) {
            return new Fitting(state, () -> state.apply(in, training));
        }
    }
}
