package io.assay.model.monitoring;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedMonitoringTablesTest extends MonitoringTablesContract {

    EmbeddedMonitoringTablesTest() {
        super(TestPostgres.embedded());
    }
}
