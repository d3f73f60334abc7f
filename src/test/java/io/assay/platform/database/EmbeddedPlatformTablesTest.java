package io.assay.platform.database;

import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedPlatformTablesTest extends PlatformTablesContract {

    EmbeddedPlatformTablesTest() {
        super(TestPostgres.embedded());
    }
}
