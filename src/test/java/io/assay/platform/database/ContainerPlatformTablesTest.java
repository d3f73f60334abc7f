package io.assay.platform.database;

import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerPlatformTablesTest extends PlatformTablesContract {

    ContainerPlatformTablesTest() {
        super(TestPostgres.container());
    }
}
