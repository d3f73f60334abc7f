package io.assay.benchmark;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The part of the page on models, with what they were to take. */
record ModelSection(@Nullable Peers peers, ToDoubleFunction<Work> nanoseconds) {

    private static final double TIMES_AS_LONG = 1;
    private static final double ROW_MICROS = 3;

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Models

                200,000 rows. XGBoost learns from 30 numbers, one in fifty missing; logistic regression from 29 numbers and 60 dummies,
                to a gradient of 1e-11 of its rows. All processors train, on both sides. Explained is path-dependently, in
                this process and on one thread.

                | work: figure | here | peer | its figure | here, ms | there, ms | times as long | target | met |
                |---|---:|---|---:|---:|---:|---:|---:|---|
                """);
        for (Work work : new Work[] {Work.MODEL_BOOSTING_FIT, Work.MODEL_LOGISTIC_FIT, Work.MODEL_EXPLAIN}) {
            double here = nanoseconds.applyAsDouble(work);
            for (Peers.Call call : calls(work)) {
                double ratio = call.nanoseconds() / here;
                section.append(BenchmarkPage.row(
                        work.label(),
                        figure(work.figure()),
                        call.packageName() + " `" + call.call() + "`",
                        figure(call.figure()),
                        BenchmarkPage.fixed(here / 1e6, 0),
                        BenchmarkPage.fixed(call.nanoseconds() / 1e6, 0),
                        BenchmarkPage.fixed(ratio, 2),
                        BenchmarkPage.fixed(TIMES_AS_LONG, 0),
                        ratio >= TIMES_AS_LONG ? "yes" : "no"));
            }
        }
        double row = nanoseconds.applyAsDouble(Work.MODEL_ONE_ROW) / 1e3;
        Double there = peers == null ? null : peers.nanoseconds(Work.MODEL_ONE_ROW);
        section.append("\nOne row, in process, takes %s µs here%s; the target is %s µs: %s.\n"
                .formatted(
                        BenchmarkPage.fixed(row, 1),
                        there == null
                                ? ""
                                : ", %s µs by XGBoost in Python".formatted(BenchmarkPage.fixed(there / 1e3, 0)),
                        BenchmarkPage.fixed(ROW_MICROS, 0),
                        row <= ROW_MICROS ? "met" : "not met"));
        if (peers != null) {
            section.append("\nPython %s, %s.\n".formatted(peers.python(), versions(peers.packages())));
        }
        return section.toString();
    }

    private Iterable<Peers.Call> calls(Work work) {
        return peers == null
                ? List.of()
                : peers.calls().stream().filter(call -> call.work() == work).toList();
    }

    private static String figure(@Nullable Double figure) {
        return figure == null ? "" : BenchmarkPage.number(figure);
    }

    private static String versions(Map<String, String> packages) {
        return new TreeMap<>(packages)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
