package io.assay.platform.backup;

import io.assay.platform.database.TestPostgres;
import org.junit.jupiter.api.Tag;

@Tag("embedded")
class EmbeddedBackupTest extends BackupContract {

    EmbeddedBackupTest() {
        super(TestPostgres.embedded());
    }
}
