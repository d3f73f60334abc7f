package io.assay.platform.backup;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("container")
class ContainerBackupTest extends BackupContract {

    ContainerBackupTest() {
        super(TestPostgres.container());
    }
}
