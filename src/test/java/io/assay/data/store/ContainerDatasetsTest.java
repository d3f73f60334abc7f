package io.assay.data.store;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerDatasetsTest extends DatasetsContract {

    ContainerDatasetsTest() {
        super(TestPostgres.container());
    }
}
