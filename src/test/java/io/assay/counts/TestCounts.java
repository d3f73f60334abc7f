package io.assay.counts;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** How many tests of each kind passed, failed and were skipped; adds up over the files of several test processes. */
final class TestCounts {

    private static final String REASON = ".reason";

    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    private final Map<TestKind, Map<Outcome, Integer>> counts = new EnumMap<>(TestKind.class);

    /** Why tests did not run, the last reason of each kind. */
    private final Map<TestKind, String> reasons = new EnumMap<>(TestKind.class);

    /** The sum of all files of the folder; nothing ran when there is no such folder. */
    static TestCounts readAll(Path folder) throws IOException {
        TestCounts sum = new TestCounts();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.properties")) {
            for (Path file : files) {
                sum.add(file);
            }
        } catch (NoSuchFileException e) {
            return sum;
        }
        return sum;
    }

    void add(TestKind kind, Outcome outcome, int tests) {
        counts.computeIfAbsent(kind, k -> new EnumMap<>(Outcome.class)).merge(outcome, tests, Integer::sum);
    }

    void explain(TestKind kind, String reason) {
        reasons.put(kind, reason);
    }

    Optional<String> reason(TestKind kind) {
        return Optional.ofNullable(reasons.get(kind));
    }

    int of(TestKind kind, Outcome outcome) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0);
    }

    int executed(TestKind kind) {
        return of(kind, Outcome.PASSED) + of(kind, Outcome.FAILED);
    }

    /** Writes a file of its own, since every test process has one. */
    void write(Path folder) throws IOException {
        Properties properties = new Properties();
        counts.forEach((kind, outcomes) ->
                outcomes.forEach((outcome, tests) -> properties.setProperty(key(kind, outcome), tests.toString())));
        reasons.forEach((kind, reason) -> properties.setProperty(kind.tag() + REASON, reason));
        Files.createDirectories(folder);
        try (Writer writer = Files.newBufferedWriter(Files.createTempFile(folder, "tests-", ".properties"))) {
            properties.store(writer, null);
        }
    }

    private void add(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        for (TestKind kind : TestKind.values()) {
            for (Outcome outcome : Outcome.values()) {
                add(kind, outcome, Integer.parseInt(properties.getProperty(key(kind, outcome), "0")));
            }
            String reason = properties.getProperty(kind.tag() + REASON);
            if (reason != null) {
                explain(kind, reason);
            }
        }
    }

    private static String key(TestKind kind, Outcome outcome) {
        return kind.tag() + "." + outcome.name().toLowerCase(Locale.ROOT);
    }
}
