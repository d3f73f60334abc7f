package io.assay.model.monitoring;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerMonitoringTablesTest extends MonitoringTablesContract {

    ContainerMonitoringTablesTest() {
        super(TestPostgres.container());
    }
}
