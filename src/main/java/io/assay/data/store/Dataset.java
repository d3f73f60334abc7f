package io.assay.data.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stored dataset, as its row says. */
record Dataset(
        String id,
        String name,
        long rows,
        long bytes,
        String fingerprint,
        long quarantined,
        DatasetDocument document,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt) {

    List<StoredColumn> columns() {
        return document.columns();
    }
}
