package io.assay.benchmark;

import io.assay.benchmark.LoadComparison.Plan;
import io.assay.benchmark.ReportComparison.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything, prints the page and, with {@code -Dassay.docs.write=true}, writes it to
 * {@code docs/benchmarks.md}. {@code -Dassay.benchmark.python} names the Python that has the peers; a page without them
 * is printed but not written. With {@code -Dassay.benchmark.models=true} the part on models alone, with {@code -Dassay.benchmark.causal=true} that on causes, with
 * {@code -Dassay.benchmark.tables=true} that on tables, with {@code -Dassay.benchmark.reports=true} that on reports, with
 * {@code -Dassay.benchmark.serving=true} that on served models; {@code -Dassay.benchmark.trial=true} makes that one short, to
 * see whether it can be run, and is never written.
 */
final class BenchmarkRun {

    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final Plan PLAN = new Plan(Duration.ofSeconds(6), 9, Duration.ofSeconds(1), 50_000);
    /** Made anew for each run. */
    private static final String KEY = UUID.randomUUID().toString();

    private static final int STARTS = 5;
    private static final int FEW_ROWS = 20_000;
    private static final int WARM_UPS = 5;
    private static final int TURNS = 5;
    private static final int REPORT_WARM_UPS = 2;

    private BenchmarkRun() {}

    /** Takes the packaged jar. */
    public static void main(String[] arguments) throws IOException, InterruptedException, RunnerException {
        Machine machine = Machine.here();
        boolean write = Boolean.getBoolean("assay.docs.write");
        Path python = python();
        if (Boolean.getBoolean("assay.benchmark.models")) {
            models(machine, python);
            return;
        }
        if (Boolean.getBoolean("assay.benchmark.causal")) {
            causal(machine, python, write);
            return;
        }
        if (Boolean.getBoolean("assay.benchmark.tables")) {
            System.out.println(machine.describe());
            System.out.println(tables().write());
            return;
        }
        if (Boolean.getBoolean("assay.benchmark.reports")) {
            System.out.println(machine.describe());
            System.out.println(reports(python).write());
            return;
        }
        if (Boolean.getBoolean("assay.benchmark.serving")) {
            boolean trial = Boolean.getBoolean("assay.benchmark.trial");
            String section = serving(python, trial ? ServingComparison.Plan.TRIAL : ServingComparison.Plan.FULL)
                    .write();
            System.out.println(machine.describe());
            System.out.println(section);
            if (write && !trial) {
                put(section, "\n## Models served", "\n## Causal inference");
            }
            return;
        }
        if (python != null) {
            Peers.check(python, Peers.OF_SERVING);
            Peers.check(python, Peers.OF_STATISTICS);
            Peers.check(python, Peers.OF_MODELS);
            Peers.check(python, Peers.OF_REPORTS);
            CausalComparison.check(python);
        } else if (write) {
            throw new IllegalArgumentException("The page needs the peers: name a Python that has scipy, statsmodels, "
                    + "gbstats, pandas, scikit-learn, xgboost, lightgbm, shap, pyfixest, wildboottest, diff-diff, moderndid, "
                    + "mlflow, mlserver and mlserver-xgboost with -Dassay.benchmark.python=…");
        }
        List<StartUp> starts = StartUp.measure(Path.of(arguments[0]), STARTS);
        List<LoadComparison> loads = new ArrayList<>();
        List<LoadComparison> readouts = new ArrayList<>();
        load(loads, readouts);
        TableSection tables = tables();
        ReportSection reports = reports(python);
        ServingSection serving = serving(python, ServingComparison.Plan.FULL);
        Map<String, Double> estimators = EstimatorTimes.measure();
        Peers peers = python == null ? null : Peers.measure(python, Peers.OF_STATISTICS);
        Peers modelPeers = python == null ? null : Peers.measure(python, Peers.OF_MODELS);
        CausalComparison.All causes = CausalComparison.measure(python);
        String page = new BenchmarkPage(
                        machine,
                        estimators,
                        starts,
                        loads,
                        readouts,
                        tables,
                        reports,
                        serving,
                        peers,
                        modelPeers,
                        causes)
                .write();
        System.out.println(page);
        if (write) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
    }

    /** The part on models alone, which is printed. */
    private static void models(Machine machine, @Nullable Path python)
            throws IOException, InterruptedException, RunnerException {
        if (python != null) {
            Peers.check(python, Peers.OF_MODELS);
        }
        Map<String, Double> estimators = EstimatorTimes.measure(ModelBenchmark.class);
        Peers peers = python == null ? null : Peers.measure(python, Peers.OF_MODELS);
        System.out.println(machine.describe());
        System.out.println(new ModelSection(peers, work -> estimators.getOrDefault(work.benchmark(), 0.0)).write());
    }

    /** The part on causal inference alone, which takes the place of the page's where that is to be written. */
    private static void causal(Machine machine, @Nullable Path python, boolean write)
            throws IOException, InterruptedException {
        if (python != null) {
            CausalComparison.check(python);
        }
        String section = new CausalSection(CausalComparison.measure(python)).write();
        System.out.println(machine.describe());
        System.out.println(section);
        if (write) {
            put(section, "\n## Causal inference", "\n## Over HTTP");
        }
    }

    /** A part of the page in the place of the one that it has, or before another. */
    private static void put(String section, String title, String before) throws IOException {
        String page = Files.readString(PAGE);
        int next = page.indexOf(before);
        int own = page.indexOf(title);
        Files.writeString(PAGE, page.substring(0, own < 0 ? next : own) + section + page.substring(next));
    }

    /** In a service of their own, whose memory is theirs: with a container's heap and a key, as where it serves others. */
    private static ServingSection serving(@Nullable Path python, ServingComparison.Plan plan)
            throws IOException, InterruptedException {
        String admin = KEY.repeat(2);
        List<String> options = List.of(
                "--assay.security.mode=required",
                "--assay.security.admin-key=" + admin,
                "--assay.limits.keys.calls=" + ServingSection.CALLS,
                "--assay.limits.keys.burst=" + ServingSection.CALLS);
        List<String> machine = new ArrayList<>(ServiceProcess.COLLECTOR);
        machine.addAll(List.of("-Xms" + ServingSection.HEAP, "-Xmx" + ServingSection.HEAP));
        try (ServiceProcess service = ServiceProcess.ofClassPath(machine, options)) {
            String key;
            try (DatasetClient client = new DatasetClient(service.port(), admin)) {
                // The database may be that of a run before.
                String name = "benchmark-" + Long.toString(System.nanoTime(), 36);
                key = client.post("/api/v1/keys", "{\"name\":\"" + name + "\",\"role\":\"analyst\"}")
                        .path("key")
                        .asString();
            }
            ServingComparison.Here here = new ServingComparison.Here(
                    service.port(),
                    key,
                    () -> ResidentMemory.of(service.pid()).orElse(0),
                    service.processes()::processorNanos);
            return new ServingSection(ServingComparison.run(here, python, plan));
        }
    }

    /** In a service of their own, whose memory is theirs; the first file warms it up. */
    private static TableSection tables() throws IOException, InterruptedException {
        try (ServiceProcess service = ServiceProcess.ofClassPath()) {
            TableComparison.run(service.port(), FEW_ROWS, WARM_UPS);
            List<TableComparison> tables = new ArrayList<>();
            for (int rows : new int[] {200_000, 1_000_000}) {
                tables.add(TableComparison.run(service.port(), rows, TURNS));
            }
            return new TableSection(tables, service.peakBytes().orElse(0));
        }
    }

    /** In a service of their own. */
    private static ReportSection reports(@Nullable Path python) throws IOException, InterruptedException {
        try (ServiceProcess service = ServiceProcess.ofClassPath(ServiceProcess.COLLECTOR, List.of())) {
            List<ReportComparison> reports = new ArrayList<>();
            for (Pair pair : Pair.values()) {
                reports.add(
                        ReportComparison.run(service.port(), pair, ModelInputs.ROWS, REPORT_WARM_UPS, TURNS, python));
            }
            return new ReportSection(reports, service.peakBytes().orElse(0));
        }
    }

    private static @Nullable Path python() {
        String named = System.getProperty("assay.benchmark.python", "");
        return named.isBlank() ? null : Path.of(named);
    }

    private static void load(List<LoadComparison> analyze, List<LoadComparison> readout)
            throws IOException, InterruptedException {
        try (ServiceProcess service = ServiceProcess.ofClassPath()) {
            LoadClient client = new LoadClient(service.port());
            for (int connections : new int[] {1, 8}) {
                analyze.add(LoadComparison.run(client, connections, Endpoint.OF_ANALYZE, PLAN));
            }
            for (int connections : new int[] {1, 2}) {
                readout.add(LoadComparison.run(client, connections, Endpoint.OF_READOUT, PLAN));
            }
        }
    }
}
