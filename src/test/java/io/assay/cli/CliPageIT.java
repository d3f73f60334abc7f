package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.process.TypedPage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the commands of {@code docs/cli.md}. */
@Tag("process")
class CliPageIT {

    @TempDir
    private Path folder;

    @Test
    void everyCommandWorksAsTyped() throws Exception {
        String log = TypedPage.type(
                Path.of("docs/cli.md"),
                folder,
                "$ASSAY train",
                "$ASSAY evaluate",
                "$ASSAY predict",
                "$ASSAY analyze",
                "$ASSAY serve");

        assertThat(log)
                .contains("sample_size_per_variant", "roc_auc", "unseen_rows", "traget", "row,prediction,label,flags");
    }
}
