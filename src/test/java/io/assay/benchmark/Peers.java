package io.assay.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same work by packages of PyPI, timed by a script of {@code src/test/python} in a Python that has them.
 *
 * @param python its version
 * @param packages their versions by name
 */
record Peers(String python, Map<String, String> packages, List<Call> calls) {

    /** By the packages that do statistics. */
    static final Path OF_STATISTICS = Path.of("src/test/python/peers.py");

    /** By those that train models. */
    static final Path OF_MODELS = Path.of("src/test/python/model_peers.py");

    /** By those that serve models. */
    static final Path OF_SERVING = Path.of("src/test/python/serving_peers.py");

    /** By those that make reports from a file. */
    static final Path OF_REPORTS = Path.of("src/test/python/report_peers.py");

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * A call to one of them.
     *
     * @param work what it corresponds to here
     * @param figure what it gave
     * @param nanoseconds per call, the median over batches
     */
    record Call(Work work, String packageName, String call, double figure, double nanoseconds) {}

    /** What the first of its calls of a work takes; null when it has none. */
    @Nullable
    Double nanoseconds(Work work) {
        return calls.stream()
                .filter(call -> call.work == work)
                .map(Call::nanoseconds)
                .findFirst()
                .orElse(null);
    }

    /** In words, for the page. */
    static String versions(String python, Map<String, String> packages) {
        List<String> parts = new ArrayList<>(List.of("Python " + python));
        new TreeMap<>(packages).forEach((name, version) -> parts.add(name + " " + version));
        return String.join(", ", parts);
    }

    private record Versions(String python, Map<String, String> packages) {}

    /** Fails when the Python lacks one of the packages, before anything is measured. */
    static void check(Path python, Path script) throws IOException, InterruptedException {
        run(python, script, "--check");
    }

    static Peers measure(Path python, Path script) throws IOException, InterruptedException {
        List<String> lines = run(python, script);
        Versions versions = JSON.readValue(lines.getFirst(), Versions.class);
        List<Call> calls = lines.stream()
                .skip(1)
                .map(line -> JSON.readValue(line, Call.class))
                .toList();
        return new Peers(versions.python, versions.packages, calls);
    }

    /** What a script prints, line by line. */
    static List<String> run(Path python, Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), script.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        }
        if (process.waitFor() != 0) {
            throw new IOException(python + " cannot run " + script
                    + "; name one that has the packages that it imports: -Dassay.benchmark.python=…");
        }
        return lines;
    }
}
