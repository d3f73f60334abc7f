package io.assay.job;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerJobsTest extends JobsContract {

    ContainerJobsTest() {
        super(TestPostgres.container());
    }
}
