package io.assay.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.assay.HttpTest;
import io.assay.conformance.CaseResult.Run;
import io.assay.conformance.ConformanceRunner.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * The reference cases through HTTP: those of the folder that {@code -Dassay.conformance.dir} names, or the project's
 * own. Whatever it names, {@code docs/conformance.md} must say what the project's own give.
 */
@Tag("conformance")
class ConformanceTests extends HttpTest {

    private static final Path OWN_CASES = Path.of("src/test/resources/reference");
    private static final Path PAGE = Path.of("docs/conformance.md");

    @TestFactory
    Stream<DynamicContainer> figuresComeOut() throws IOException {
        String named = System.getProperty("assay.conformance.dir", "");
        List<FileResult> results = run(named.isBlank() ? OWN_CASES : Path.of(named));
        results.forEach(result -> System.out.println(result.summary()));
        return results.stream()
                .map(result ->
                        dynamicContainer(result.name(), result.run().stream().map(run -> test(result, run))));
    }

    @Test
    void pageSaysWhatOwnCasesGive() throws IOException {
        List<FileResult> results = run(OWN_CASES);
        assertThat(results).allSatisfy(result -> assertThat(result.failed()).isEmpty());
        String page = new ConformanceDocument(MethodTable.read()).write(results);
        if (Boolean.getBoolean("assay.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("refresh it with -Dassay.docs.write=true").hasContent(page);
    }

    private static DynamicTest test(FileResult result, Run run) {
        String name = result.name() + " " + run.referenceCase().id();
        return dynamicTest(name, () -> assertThat(run.failures()).as("%s", name).isEmpty());
    }

    private List<FileResult> run(Path folder) throws IOException {
        var runner = new ConformanceRunner(MethodTable.read(), this::answer);
        return CaseFile.readAll(folder).stream().map(runner::run).toList();
    }

    private Answer answer(String endpoint, JsonNode request) {
        HttpResponse<String> response = post(endpoint, request.toString());
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(response.statusCode(), isJson ? json(response) : StringNode.valueOf(response.body()));
    }
}
