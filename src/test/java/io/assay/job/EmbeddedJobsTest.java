package io.assay.job;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedJobsTest extends JobsContract {

    EmbeddedJobsTest() {
        super(TestPostgres.embedded());
    }
}
