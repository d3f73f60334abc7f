package io.assay.platform.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/telemetry.md} names every kind of analysis of features and models that is timed, and no other. */
class AnalysisKindsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/assay");
    private static final Pattern TIMED = Pattern.compile("timer\\.time\\(\\s*+\"(\\w+)\"");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)`");

    @Test
    void areNamed() throws IOException {
        Set<String> timed = new TreeSet<>();
        for (String part : Set.of("feature", "model")) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    timed.addAll(found(TIMED, Files.readString(file)));
                }
            }
        }
        String row = Files.readAllLines(Path.of("docs/telemetry.md")).stream()
                .filter(line -> line.startsWith("| `assay_analysis_seconds_bucket`"))
                .findFirst()
                .orElseThrow();
        assertThat(timed).contains("model_training", "leakage");
        assertThat(found(NAMED, row.split("\\|", -1)[3])).isEqualTo(timed);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
