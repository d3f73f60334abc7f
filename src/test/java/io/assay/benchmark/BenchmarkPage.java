package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one run measured, as a page: ratios first, since those carry over to other machines. */
record BenchmarkPage(
        Machine machine,
        Map<String, Double> estimators,
        List<StartUp> starts,
        List<LoadComparison> loads,
        List<LoadComparison> readouts,
        TableSection tables,
        ReportSection reports,
        ServingSection serving,
        @Nullable Peers peers,
        @Nullable Peers modelPeers,
        CausalComparison.All causes) {

    private static final double TARGET = 1.25;

    String write() {
        StringBuilder page = new StringBuilder("""
                # Benchmarks

                This page is what one run of `mvn verify -Pbenchmarks -Dassay.benchmark.python=PYTHON -Dassay.docs.write=true`
                printed. `PYTHON` is the interpreter of a virtual environment with scipy, statsmodels, gbstats, pandas,
                scikit-learn, xgboost, lightgbm, shap, pyfixest, wildboottest, diff-diff, moderndid, mlflow, mlserver and mlserver-xgboost. No other build checks it: figures depend on the machine, ratios less so.

                Machine: %s.
                """.formatted(machine.describe()));
        ratios(page);
        page.append(new ReadoutSection(readouts, this::nanoseconds).write());
        page.append(new FeatureSection(peers, this::nanoseconds).write());
        page.append(tables.write());
        page.append(new ModelSection(modelPeers, this::nanoseconds).write());
        page.append(reports.write());
        page.append(serving.write());
        page.append(new CausalSection(causes).write());
        http(page);
        inProcess(page);
        starts(page);
        return page.toString();
    }

    private void ratios(StringBuilder page) {
        page.append("""

                ## Ratios

                `analyze` against a `POST` that reads, binds and validates the same body by the same code and returns a
                constant (`constant` below): the quotient of the medians of each round, its median and range over the rounds.

                | connections | analyze / constant | range | target | met |
                |---:|---:|---|---:|---|
                """);
        for (LoadComparison load : loads) {
            double[] ratios = load.ratios(Endpoint.ANALYZE, Endpoint.CONSTANT);
            double ratio = Quantiles.median(ratios);
            page.append(row(
                    load.connections(),
                    fixed(ratio, 2),
                    range(ratios, 2),
                    fixed(TARGET, 2),
                    ratio <= TARGET ? "yes" : "no"));
        }
        page.append("\nIts parts, each the quotient of two endpoints that differ in one thing:\n\n")
                .append("| connections | computing: analyze / answer | writing: answer / constant "
                        + "| all errors at once: constant / plain |\n|---:|---:|---:|---:|\n");
        for (LoadComparison load : loads) {
            page.append(row(
                    load.connections(),
                    fixed(Quantiles.median(load.ratios(Endpoint.ANALYZE, Endpoint.ANSWER)), 2),
                    fixed(Quantiles.median(load.ratios(Endpoint.ANSWER, Endpoint.CONSTANT)), 2),
                    fixed(Quantiles.median(load.ratios(Endpoint.CONSTANT, Endpoint.PLAIN)), 2)));
        }
        if (peers == null) {
            page.append("\nPeers: not measured, no Python was named.\n");
        } else {
            page.append("\nThe same work by peers in process, one thread each (")
                    .append(Peers.versions(peers.python(), peers.packages()));
            page.append(
                            "): how many times as long a call takes as here. Figures side by side show what was compared.\n\n")
                    .append("| work: figure | here | peer | its figure | times as long |\n|---|---:|---|---:|---:|\n");
            peers.calls().forEach(call -> page.append(peer(call)));
        }
    }

    private String peer(Peers.Call call) {
        Double figure = call.work().figure();
        return row(
                call.work().label(),
                figure == null ? "" : number(figure),
                call.packageName() + " `" + call.call() + "`",
                number(call.figure()),
                fixed(call.nanoseconds() / nanoseconds(call.work()), 0));
    }

    private void http(StringBuilder page) {
        page.append("""

                ## Over HTTP

                A closed loop over kept-alive connections on 127.0.0.1, client and service in two processes of the same
                machine, after a warm-up, in blocks that take turns; medians over the blocks. `answer` returns what `analyze`
                returns, computed beforehand; `plain` binds with Jackson alone, validates nothing and returns the constant.

                | connections | endpoint | median, µs | 99th percentile, µs | answers per second | blocks | requests |
                |---:|---|---:|---:|---:|---:|---:|
                """);
        for (LoadComparison load :
                Stream.concat(loads.stream(), readouts.stream()).toList()) {
            for (Endpoint endpoint : load.endpoints()) {
                page.append(row(
                        load.connections(),
                        endpoint.label(),
                        fixed(load.median(endpoint, Block::medianMicros), 0),
                        fixed(load.median(endpoint, Block::p99Micros), 0),
                        fixed(load.median(endpoint, Block::perSecond), 0),
                        load.of(endpoint).size(),
                        load.of(endpoint).stream().mapToInt(Block::requests).sum()));
            }
        }
    }

    private void inProcess(StringBuilder page) {
        page.append("""

                ## In process

                JMH, one caller, a process per benchmark; microseconds per call, the median over the iterations. Peers: the
                median over batches.

                | work | here | peers |
                |---|---:|---|
                """);
        for (Work work : Work.values()) {
            page.append(row(work.label(), micros(nanoseconds(work)), peerTimes(work)));
        }
    }

    private String peerTimes(Work work) {
        return peers == null
                ? ""
                : peers.calls().stream()
                        .filter(call -> call.work() == work)
                        .map(call -> call.packageName() + " " + micros(call.nanoseconds()))
                        .collect(Collectors.joining(", "));
    }

    private void starts(StringBuilder page) {
        page.append(
                        "\n## Start\n\n`java -jar assay.jar` without options, from the start of the process to the first 200 of ")
                .append("its readiness probe, and the memory resident then; medians.\n\n")
                .append("| starts | ready after, s | range, s | resident, MiB |\n|---:|---:|---|---:|\n");
        double[] seconds = starts.stream()
                .mapToDouble(start -> start.untilReady().toNanos() / 1e9)
                .sorted()
                .toArray();
        double[] mebibytes = starts.stream()
                .flatMapToLong(start -> start.residentBytes().stream())
                .mapToDouble(bytes -> bytes / (double) (1 << 20))
                .toArray();
        page.append(row(
                seconds.length,
                fixed(Quantiles.median(seconds), 1),
                range(seconds, 1),
                mebibytes.length == 0 ? "not measured" : fixed(Quantiles.median(mebibytes), 0)));
    }

    private double nanoseconds(Work work) {
        Double nanoseconds = estimators.get(work.benchmark());
        if (nanoseconds == null) {
            throw new IllegalStateException("no benchmark is called " + work.benchmark());
        }
        return nanoseconds;
    }

    private static String micros(double nanoseconds) {
        return fixed(nanoseconds / 1e3, nanoseconds < 100_000 ? 2 : 0);
    }

    static String number(double figure) {
        return String.format(Locale.ROOT, "%.6g", figure);
    }

    static String fixed(double figure, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", figure);
    }

    static String range(double[] ascending, int decimals) {
        return fixed(ascending[0], decimals) + " to " + fixed(ascending[ascending.length - 1], decimals);
    }

    static String row(Object... cells) {
        return Arrays.stream(cells).map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
