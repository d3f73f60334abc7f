package io.assay.experiment.registry;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerExperimentRepositoryTest extends ExperimentRepositoryContract {

    ContainerExperimentRepositoryTest() {
        super(TestPostgres.container());
    }
}
