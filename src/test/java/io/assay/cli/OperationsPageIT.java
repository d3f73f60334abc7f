package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.TypedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of {@code docs/operations.md}. */
@Tag("process")
class OperationsPageIT {

    @TempDir
    private Path folder;

    @Test
    void everyCommandWorksAsTyped() throws Exception {
        String log = TypedPage.type(
                Path.of("docs/operations.md"), folder, "$ASSAY backup", "$ASSAY restore", "$ASSAY health");

        assertThat(log).contains("Assay 0.", "restored", "ready");
        assertThat(folder.resolve("empty/tried")).doesNotExist();
    }
}
