package io.assay.model.serving;

import io.assay.HttpTest;
import io.assay.story.PrintedCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the page on serving are answered as it prints it. */
class ServingPageTest extends HttpTest {

    @Test
    void isAsPrinted(@TempDir Path folder) throws InterruptedException {
        PrintedCalls.areAsPrinted(Path.of("docs/serving.md"), folder, port());
    }
}
