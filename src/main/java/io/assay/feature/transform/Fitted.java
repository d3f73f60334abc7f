package io.assay.feature.transform;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.assay.data.Table;

/**
 * What a {@link Transformer} learned: an immutable record of what JSON can hold, with the transformer's {@link Kind}.
 * Applied to a million rows in training and to one in serving by the same method.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = Kind.FIELD)
public interface Fitted {

    /** As many rows as there are, each depending on itself alone, or on rows strictly before it (windows). */
    Table apply(Table in, Context context);

    /** What it found in the training rows. */
    default Finding finding() {
        return Finding.NONE;
    }
}
