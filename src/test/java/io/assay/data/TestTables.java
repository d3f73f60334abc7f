package io.assay.data;

import io.assay.data.store.TestStoredTables;

/** Tables for tests without a database. */
public final class TestTables {

    private TestTables() {}

    /** Those of requests; a dataset is never there. */
    public static Tables ofRequests() {
        return new Tables(TestStoredTables.none(), TestStoredTables.noneMade());
    }
}
