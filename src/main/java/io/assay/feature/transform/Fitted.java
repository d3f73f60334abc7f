package io.assay.feature.transform;

import io.assay.data.Table;

/**
 * What a {@link Transformer} learned: an immutable record of what JSON can hold, with the transformer's {@link Kind}.
 * Applied to a million rows in training and to one in serving by the same method.
 */
public interface Fitted {

    /** As many rows as there are, each depending on itself alone, or on rows strictly before it (windows). */
    Table apply(Table in, Context context);
}
