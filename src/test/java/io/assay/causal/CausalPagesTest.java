package io.assay.causal;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.HttpTest;
import io.assay.story.PrintedCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the pages on causal inference are answered as they print it. */
class CausalPagesTest extends HttpTest {

    @TestFactory
    Stream<DynamicTest> everyPageIsAsPrinted(@TempDir Path folder) throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("docs"))) {
            List<Path> found = pages.filter(
                            page -> page.getFileName().toString().matches("causal.*\\.md"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found.stream()
                    .map(page -> DynamicTest.dynamicTest(
                            page.toString(), () -> PrintedCalls.areAsPrinted(page, folder, port())));
        }
    }
}
