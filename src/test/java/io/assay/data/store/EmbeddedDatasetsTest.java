package io.assay.data.store;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedDatasetsTest extends DatasetsContract {

    EmbeddedDatasetsTest() {
        super(TestPostgres.embedded());
    }
}
