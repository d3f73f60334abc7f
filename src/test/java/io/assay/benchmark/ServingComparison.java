package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One model over HTTP, served here and by packages of PyPI: first it is made sure that all of them say the same of the same
 * rows, then they take turns.
 *
 * @param packages versions of the peers by name; none without a Python
 * @param furthest the largest difference between two servers' probabilities
 * @param floor what a probe that looks at nothing takes at the same rate: the machine's part, and HTTP's
 */
record ServingComparison(
        Map<String, String> packages,
        double furthest,
        List<Result> results,
        FixedRate fixedRate,
        FixedRate floor,
        double explainedPerSecond,
        Memory memory) {

    private static final Path FOLDER = Path.of("target", "benchmark-serving");
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final double TOLERANCE = 1e-6;
    private static final int COMPARED = 1_000;
    static final int MANY = 16;
    static final int BATCH = 1_000;
    static final int RATE = 5_000;
    private static final int EXPLAINED = 100;
    private static final int NO_END = 300_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * How long to measure.
     *
     * @param trained rows that the model is trained on
     * @param warmUp time for each kind of request before it is measured
     * @param block of a closed loop
     * @param open a block of requests that fall due at a fixed rate
     * @param predictions one by one, between two looks at the memory
     */
    record Plan(int trained, Duration warmUp, int rounds, Duration block, Duration open, int predictions) {

        static final Plan FULL =
                new Plan(50_000, Duration.ofSeconds(10), 5, Duration.ofSeconds(3), Duration.ofSeconds(10), 1_000_000);

        /** Whether it runs to its end, and roughly how fast; its figures are no measurement. */
        static final Plan TRIAL =
                new Plan(5_000, Duration.ofSeconds(1), 2, Duration.ofSeconds(1), Duration.ofSeconds(2), 20_000);
    }

    /**
     * The service that is measured.
     *
     * @param key that its callers need; null for none
     * @param residentBytes of its process
     * @param processorNanos that it and its database took so far
     */
    record Here(int port, @Nullable String key, LongSupplier residentBytes, LongSupplier processorNanos) {}

    /** What one server did: with one connection, with several, and with batches on one. */
    record Result(String label, Figures one, Figures many, Figures batch, long residentBytes) {}

    /** A block, and what processors spent on the server for each of its requests. */
    private record Measured(Block block, double processorMicros) {

        static Measured of(ServingTarget target, byte[] request, int connections, Duration longest)
                throws IOException, InterruptedException {
            long before = target.processorNanos().getAsLong();
            Block block = new LoadClient(target.port()).run(request, connections, NO_END, longest);
            long spent = target.processorNanos().getAsLong() - before;
            return new Measured(block, spent / 1e3 / block.requests());
        }
    }

    /** Medians over blocks. */
    record Figures(double medianMicros, double p99Micros, double perSecond, double processorMicros) {

        private static Figures of(List<Measured> blocks) {
            return new Figures(
                    median(blocks.stream().map(one -> one.block.medianMicros()).toList()),
                    median(blocks.stream().map(one -> one.block.p99Micros()).toList()),
                    median(blocks.stream().map(one -> one.block.perSecond()).toList()),
                    median(blocks.stream().map(Measured::processorMicros).toList()));
        }

        private static double median(List<Double> figures) {
            return Quantiles.median(
                    figures.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /** Requests that fell due at a fixed rate; medians over blocks. */
    record FixedRate(double medianMicros, double p99Micros, double answeredPerSecond) {

        private static FixedRate of(List<Block> blocks) {
            return new FixedRate(
                    median(blocks, Block::medianMicros),
                    median(blocks, Block::p99Micros),
                    median(blocks, Block::perSecond));
        }

        private static double median(List<Block> blocks, ToDoubleFunction<Block> figure) {
            return Quantiles.median(blocks.stream().mapToDouble(figure).toArray());
        }
    }

    /** Resident memory here, and after how many predictions. */
    record Memory(int predictions, long before, long after) {}

    /**
     * Trains, serves and measures.
     *
     * @param python that has the peers; null for the service alone
     */
    static ServingComparison run(Here here, @Nullable Path python, Plan plan) throws IOException, InterruptedException {
        Packages packages = python == null
                ? null
                : JSON.readValue(Peers.run(python, Peers.OF_SERVING, "--check").getLast(), Packages.class);
        Path folder = Files.createDirectories(FOLDER).resolve(Long.toString(System.nanoTime(), 36));
        Files.createDirectories(folder);
        ServingModel model;
        try (DatasetClient service = new DatasetClient(here.port, here.key)) {
            model = ServingModel.train(service, folder, plan.trained, "served-" + folder.getFileName());
            Files.writeString(
                    folder.resolve("model.json"),
                    service.get("/api/v1/models/runs/" + model.run() + "/artifacts/model.json"));
        }
        List<ServingTarget> targets = new ArrayList<>(ours(here, model));
        if (python == null || packages == null) {
            return measured(Map.of(), targets, model, plan);
        }
        Path mlserver = folder.resolve("mlserver");
        Path mlflow = folder.resolve("mlflow");
        Peers.run(
                python,
                Peers.OF_SERVING,
                folder.resolve("model.json").toString(),
                mlserver.toString(),
                mlflow.toString());
        try (ServingPeer first = ServingPeer.mlserver(beside(python, "mlserver"), mlserver);
                ServingPeer second = ServingPeer.mlflow(beside(python, "mlflow"), mlflow)) {
            targets.add(new ServingTarget(
                    "MLServer",
                    first.port(),
                    "/v2/models/peer/infer",
                    null,
                    ServingModel::tensor,
                    ServingTarget::ofMlserver,
                    first.processes()::residentBytes,
                    first.processes()::processorNanos));
            targets.add(new ServingTarget(
                    "`mlflow models serve`",
                    second.port(),
                    "/invocations",
                    null,
                    ServingModel::inputs,
                    ServingTarget::ofMlflow,
                    second.processes()::residentBytes,
                    second.processes()::processorNanos));
            return measured(new TreeMap<>(packages.packages), targets, model, plan);
        }
    }

    /** A command of the environment that has the Python. */
    private static Path beside(Path python, String command) {
        return python.toAbsolutePath().resolveSibling(command);
    }

    private record Packages(String python, Map<String, String> packages) {}

    private static List<ServingTarget> ours(Here here, ServingModel model) {
        return List.of(
                new ServingTarget(
                        "here, predict",
                        here.port,
                        model.path() + "/predict",
                        here.key,
                        ServingModel::rows,
                        ServingTarget::named,
                        here.residentBytes,
                        here.processorNanos),
                new ServingTarget(
                        "here, /v2 infer",
                        here.port,
                        model.inferPath(),
                        here.key,
                        ServingModel::tensorForProbabilities,
                        ServingTarget::ofTensor,
                        here.residentBytes,
                        here.processorNanos));
    }

    private static ServingComparison measured(
            Map<String, String> packages, List<ServingTarget> targets, ServingModel model, Plan plan)
            throws IOException, InterruptedException {
        double furthest = furthest(targets);
        // Those first that warm up the most.
        Map<ServingTarget, Figures> many = figures(targets, 1, MANY, plan);
        Map<ServingTarget, Figures> one = figures(targets, 1, 1, plan);
        Map<ServingTarget, Figures> batch = figures(targets, BATCH, 1, plan);
        List<Result> results = new ArrayList<>();
        for (ServingTarget target : targets) {
            results.add(new Result(
                    target.label(),
                    Objects.requireNonNull(one.get(target)),
                    Objects.requireNonNull(many.get(target)),
                    Objects.requireNonNull(batch.get(target)),
                    target.residentBytes().getAsLong()));
        }
        ServingTarget predict = targets.getFirst();
        byte[] request = predict.request(1);
        byte[] probe = LoopbackConnection.get("/livez");
        List<Block> asked = new ArrayList<>();
        List<Block> probed = new ArrayList<>();
        for (int round = 0; round < plan.rounds; round++) {
            asked.add(OpenLoop.run(predict.port(), request, MANY, RATE, plan.open));
            probed.add(OpenLoop.run(predict.port(), probe, MANY, RATE, plan.open));
        }
        return new ServingComparison(
                packages,
                furthest,
                results,
                FixedRate.of(asked),
                FixedRate.of(probed),
                explained(predict, model, plan),
                memory(predict, plan));
    }

    /** How far apart two of them are in one row's probability; a comparison of different models would say nothing. */
    private static double furthest(List<ServingTarget> targets) throws IOException, InterruptedException {
        double[] first = targets.getFirst().probabilities(COMPARED);
        double furthest = 0;
        for (ServingTarget target : targets) {
            double[] other = target.probabilities(COMPARED);
            if (other.length != COMPARED) {
                throw new IOException(target.label() + " answered " + other.length + " rows of " + COMPARED);
            }
            for (int row = 0; row < COMPARED; row++) {
                furthest = Math.max(furthest, Math.abs(first[row] - other[row]));
            }
        }
        if (!(furthest <= TOLERANCE)) {
            throw new IOException("the servers do not serve the same model: " + furthest + " apart");
        }
        return furthest;
    }

    /** In blocks that take turns, every other round backwards. */
    private static Map<ServingTarget, Figures> figures(
            List<ServingTarget> targets, int rows, int connections, Plan plan)
            throws IOException, InterruptedException {
        Map<ServingTarget, byte[]> requests = new LinkedHashMap<>();
        targets.forEach(target -> requests.put(target, target.request(rows)));
        for (Map.Entry<ServingTarget, byte[]> asked : requests.entrySet()) {
            new LoadClient(asked.getKey().port()).run(asked.getValue(), connections, NO_END, plan.warmUp);
        }
        Map<ServingTarget, List<Measured>> blocks = new LinkedHashMap<>();
        for (int round = 0; round < plan.rounds; round++) {
            for (ServingTarget target : round % 2 == 0 ? targets : targets.reversed()) {
                byte[] request = Objects.requireNonNull(requests.get(target));
                blocks.computeIfAbsent(target, unseen -> new ArrayList<>())
                        .add(Measured.of(target, request, connections, plan.block));
            }
        }
        Map<ServingTarget, Figures> figures = new LinkedHashMap<>();
        blocks.forEach((target, measured) -> figures.put(target, Figures.of(measured)));
        return figures;
    }

    /** Rows with their reasons, per second. */
    private static double explained(ServingTarget predict, ServingModel model, Plan plan)
            throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(ServingModel.rows(EXPLAINED).put("explain", true));
        byte[] request = LoopbackConnection.post(model.path() + "/predict", predict.key(), body);
        LoadClient client = new LoadClient(predict.port());
        client.run(request, 1, NO_END, plan.warmUp);
        return EXPLAINED * client.run(request, 1, NO_END, plan.block).perSecond();
    }

    private static Memory memory(ServingTarget predict, Plan plan) throws IOException, InterruptedException {
        long before = predict.residentBytes().getAsLong();
        byte[] request = predict.request(1);
        int most = plan.predictions / MANY;
        Block block = new LoadClient(predict.port()).run(request, MANY, most, LONGEST);
        return new Memory(block.requests(), before, predict.residentBytes().getAsLong());
    }
}
