package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.data.Table;

/**
 * What a {@link Transformer} learned: an immutable record of what JSON can hold, with the transformer's {@link Kind}.
 * Applied to a million rows in training and to one in serving by the same method.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = Kind.FIELD)
public interface Fitted {

    /** A mark of {@link #flag}: a missing value was filled in. */
    byte IMPUTED = 1;

    /** A mark of {@link #flag}: a category was not among those of the training rows. */
    byte UNKNOWN = 2;

    /** As many rows as there are, each depending on itself alone, or on rows strictly before it (windows). */
    Table apply(Table in, Context context);

    /**
     * The numbers of what {@link #apply} makes, column by column, for the last step of a feature: nobody asks what these
     * columns are called.
     *
     * @throws io.assay.platform.problem.ProblemException with status 422 when it makes text, or a number beyond the
     *     largest one
     */
    default double[][] numbers(Table in, Context context) {
        return Numeric.finite(apply(in, context));
    }

    /** Whether its columns are the levels of one category, at most one of which is 1 in a row and all others 0. */
    default boolean isOneHot() {
        return false;
    }

    /** What it found in the training rows. */
    default Finding finding() {
        return Finding.NONE;
    }

    /** Whether {@link #flag} marks anything, ever: where it does not, nothing need be computed for it. */
    default boolean flags() {
        return false;
    }

    /**
     * Marks rows in which it fills in what is missing, or meets a category that it never learned.
     *
     * @param in what {@link #apply} would be given
     * @param flags for each row, to which {@link #IMPUTED} and {@link #UNKNOWN} are added
     */
    default void flag(Table in, byte[] flags) {}
}
