package io.assay.model.monitoring;

import io.assay.HttpTest;
import io.assay.story.PrintedCalls;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the page on monitoring are answered as printed. */
class MonitoringPageTest extends HttpTest {

    @Test
    void isAsPrinted(@TempDir Path folder) throws InterruptedException {
        PrintedCalls.areAsPrinted(Path.of("docs/monitoring.md"), folder, port());
    }
}
