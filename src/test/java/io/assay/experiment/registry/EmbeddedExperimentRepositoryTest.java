package io.assay.experiment.registry;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedExperimentRepositoryTest extends ExperimentRepositoryContract {

    EmbeddedExperimentRepositoryTest() {
        super(TestPostgres.embedded());
    }
}
