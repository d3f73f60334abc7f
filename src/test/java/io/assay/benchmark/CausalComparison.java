package io.assay.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One work here and by its peers, one process after another, so that none has the other's memory or cores.
 *
 * @param here what it took here
 * @param there what it took the peers
 */
record CausalComparison(CausalWork work, CausalCall here, List<There> there) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path PEERS = Path.of("src/test/python/causal_peers.py");

    /**
     * A peer's.
     *
     * @param what package and function
     */
    record There(String what, CausalCall call) {}

    /** A call that the script knows. */
    private record Entry(String work, String packageName, String call) {}

    private record Known(String python, Map<String, String> packages, List<Entry> calls) {}

    /**
     * All works, and what the peers are.
     *
     * @param python version of the interpreter and of its packages; null without one
     */
    record All(List<CausalComparison> comparisons, @Nullable String python) {}

    /** Fails when the Python lacks one of the packages, before anything is measured. */
    static void check(Path python) throws IOException, InterruptedException {
        known(python);
    }

    private static Known known(Path python) throws IOException, InterruptedException {
        return JSON.readValue(Peers.run(python, PEERS, "--list").getLast(), Known.class);
    }

    static All measure(@Nullable Path python) throws IOException, InterruptedException {
        Known known = python == null ? null : known(python);
        List<CausalComparison> comparisons = new ArrayList<>();
        for (CausalWork work : CausalWork.values()) {
            CausalCall here = here(work);
            List<There> there = new ArrayList<>();
            for (int i = 0; python != null && known != null && i < known.calls().size(); i++) {
                Entry entry = known.calls().get(i);
                if (entry.work().equals(work.name())) {
                    String line = Peers.run(python, PEERS, Integer.toString(i)).getLast();
                    there.add(new There(
                            entry.packageName() + " `" + entry.call() + "`", JSON.readValue(line, CausalCall.class)));
                }
            }
            comparisons.add(new CausalComparison(work, here, there).agreed());
        }
        return new All(comparisons, known == null ? null : Peers.versions(known.python(), known.packages()));
    }

    /** In a process of its own. */
    static CausalCall here(CausalWork work) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CausalProcess.class.getName(),
                        work.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(lines::add);
        }
        if (process.waitFor() != 0) {
            throw new IOException(work + " failed");
        }
        return JSON.readValue(lines.getLast(), CausalCall.class);
    }

    /** By how much of itself a figure is off a peer's. */
    double apart(There peer) {
        return here.figures().apart(peer.call().figures());
    }

    /** This, where the figures are the peers'. */
    private CausalComparison agreed() {
        for (There peer : there) {
            if (!(apart(peer) <= work.tolerance())) {
                throw new IllegalStateException(work + " is " + here.figures() + " here, and " + peer.what() + " says "
                        + peer.call().figures());
            }
        }
        return this;
    }
}
