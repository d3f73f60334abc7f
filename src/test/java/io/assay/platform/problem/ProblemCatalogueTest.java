package io.assay.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue in the code is the one in {@code docs/problems.md}, row by row. */
class ProblemCatalogueTest {

    @Test
    void isTheSameInCodeAndDocumentation() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("docs", "problems.md")).stream()
                .filter(line -> line.startsWith("| `urn:"))
                .map(line -> line.substring(0, line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(ProblemType.values())
                        .map(type -> "| `" + type.uri() + "` | " + type.status().value() + " | " + type.title() + " |")
                        .toList());
    }

    @Test
    void saysWhatToDoAboutEveryProblem() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs", "problems.md")).stream()
                        .filter(line -> line.startsWith("| `urn:")))
                .allMatch(line -> line.split("\\|", -1).length == 6 && !line.split("\\|", -1)[4].isBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "400,BAD_REQUEST",
        "404,NOT_FOUND",
        "405,METHOD_NOT_ALLOWED",
        "413,PAYLOAD_TOO_LARGE",
        "418,BAD_REQUEST",
        "422,IMPOSSIBLE_INPUT",
        "500,INTERNAL_ERROR",
        "501,NOT_IMPLEMENTED",
        "503,UNAVAILABLE",
        "505,HTTP_VERSION_NOT_SUPPORTED",
        "599,INTERNAL_ERROR",
    })
    void classifiesAStatusThatCameWithoutAReason(int status, ProblemType type) {
        assertThat(ProblemType.ofStatus(status)).isEqualTo(type);
    }
}
