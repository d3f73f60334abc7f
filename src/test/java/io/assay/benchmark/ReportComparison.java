package io.assay.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From a CSV file to a cross-validated report: uploaded and evaluated over HTTP, and by packages of PyPI that do the mission's
 * {@code evaluate_model} in a process of their own, in turns.
 *
 * @param algorithm as the service calls it
 * @param peer the package, as {@code report_peers.py} calls it
 * @param target what it may take here
 * @param first seconds of the first report, for which nothing was warmed up but by those before it
 */
record ReportComparison(String algorithm, String peer, Target target, int rows, double first, List<Round> rounds) {

    private static final Path FOLDER = Path.of("target", "benchmark-reports");

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Seconds that were aimed at, where a Python pipeline took so many; on another machine their quotient says more.
     */
    record Target(double here, double there) {

        double quotient() {
            return there / here;
        }
    }

    /** What is held against what. */
    enum Pair {
        LOGISTIC("logistic_regression", "{}", "scikit-learn", 4, 10.1),
        XGBOOST("xgboost", "{}", "xgboost", 9, 13.6),
        LIGHTGBM("xgboost", "{\"max_leaves\":31,\"max_depth\":0,\"learning_rate\":0.1}", "lightgbm", 9, 13.6);

        private final String algorithm;
        private final String hyperparameters;
        private final String peer;
        private final double target;
        private final double peerAtTarget;

        Pair(String algorithm, String hyperparameters, String peer, double target, double peerAtTarget) {
            this.algorithm = algorithm;
            this.hyperparameters = hyperparameters;
            this.peer = peer;
            this.target = target;
            this.peerAtTarget = peerAtTarget;
        }
    }

    /**
     * One turn.
     *
     * @param seconds until the report
     * @param auc the mean over its folds
     * @param there what the peer took and found, and the most memory that its process had; null without a Python
     */
    record Round(double seconds, double auc, @Nullable There there) {}

    /** A peer's turn: from the file to its report, without the imports. */
    record There(double seconds, double auc, long peakBytes) {}

    /**
     * Asks for reports.
     *
     * @param warmUps turns of the service alone that do not count, at least one
     * @param python null for the service alone
     */
    static ReportComparison run(int port, Pair pair, int rows, int warmUps, int turns, @Nullable Path python)
            throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path csv = FOLDER.resolve(rows + ".csv");
        ModelInputs.write(csv, rows);
        List<Round> rounds = new ArrayList<>();
        try (DatasetClient service = new DatasetClient(port)) {
            for (int turn = 0; turn < warmUps; turn++) {
                rounds.add(round(service, csv, pair, null));
            }
            for (int turn = 0; turn < turns; turn++) {
                rounds.add(round(service, csv, pair, python));
            }
        } finally {
            Files.delete(csv);
        }
        return new ReportComparison(
                pair.algorithm,
                pair.peer,
                new Target(pair.target, pair.peerAtTarget),
                rows,
                rounds.getFirst().seconds(),
                List.copyOf(rounds.subList(warmUps, rounds.size())));
    }

    private static Round round(DatasetClient service, Path csv, Pair pair, @Nullable Path python)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String dataset = service.upload(csv);
        JsonNode report = service.post("/api/v1/models/evaluate", request(dataset, pair));
        double seconds = (System.nanoTime() - begun) / 1e9;
        service.delete(dataset);
        return new Round(seconds, auc(report), python == null ? null : there(python, csv, pair));
    }

    private static double auc(JsonNode report) {
        return report.at("/roc_auc/mean").doubleValue();
    }

    private static String request(String dataset, Pair pair) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("data").put("dataset", dataset);
        request.put("target", ModelInputs.OUTCOME).put("positive", "yes");
        ObjectNode pipeline = request.putObject("pipeline");
        ModelInputs.numberNames().forEach(pipeline.putArray("numeric_cols")::add);
        pipeline.putArray("categorical_cols").add(ModelInputs.LEVEL);
        request.put("algorithm", pair.algorithm);
        request.set("hyperparameters", JSON.readTree(pair.hyperparameters));
        request.put("cv", 5).put("seed", 42).put("allow_undocumented", true);
        return JSON.writeValueAsString(request);
    }

    private static There there(Path python, Path csv, Pair pair) throws IOException, InterruptedException {
        List<String> lines = Peers.run(python, Peers.OF_REPORTS, csv.toString(), pair.peer);
        return JSON.readValue(lines.getLast(), There.class);
    }

    double median(ToDoubleFunction<Round> figure) {
        return Quantiles.median(rounds.stream().mapToDouble(figure).sorted().toArray());
    }
}
