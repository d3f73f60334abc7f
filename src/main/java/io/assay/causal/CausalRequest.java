package io.assay.causal;

import io.assay.data.TableData;
import org.jspecify.annotations.Nullable;

/** What every request of this module has: a table, and columns of it; or what was made of one. */
public interface CausalRequest {

    /** The rows; null where the request has what was made of them. */
    @Nullable
    TableData data();

    /** The columns that are needed, by role. */
    CausalColumns columns();
}
