package io.assay.benchmark;

import io.assay.benchmark.ServingComparison.Figures;
import io.assay.benchmark.ServingComparison.Memory;
import io.assay.benchmark.ServingComparison.Result;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of the page on served models, with what they were to take. */
record ServingSection(ServingComparison served) {

    /** Of one key in a second, and at once. */
    static final long CALLS = 1_000_000;

    /** Half of what the chart gives a container. */
    static final String HEAP = "768m";

    private static final double P99_MICROS = 2_000;
    private static final double BATCH_ROWS = 100_000;
    private static final double EXPLAINED_ROWS = 1_000;
    private static final double MEBIBYTE = 1 << 20;

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Models served

                One model of 100 trees with 31 leaves on 30 numbers, over HTTP on 127.0.0.1: here, by MLServer in the process that
                answers, and by `mlflow models serve`, whose models are the run's, tree by tree. Closed loops over kept-alive
                connections, client and servers on one machine, blocks that take turns, medians of the blocks. Nobody keeps
                answers. Their probabilities of 1,000 rows are at most %s apart.

                Here every request brings an API key, of which `assay.limits.keys` lets pass %,d calls a second (500 unless it is set)
                and every prediction goes into the monitoring's log; the heap has its full size, %s, from the start, as
                [container.md](container.md) advises where the slowest of many predictions count. The others know no callers and keep
                nothing. Processor time is that of all processes of a server, here with its database's.
                """.formatted(BenchmarkPage.number(served.furthest()), CALLS, HEAP));
        rows(section, "One row, one connection", Result::one);
        rows(section, "One row, %d connections".formatted(ServingComparison.MANY), Result::many);
        section.append("\n%,d rows in a request, one connection; the target is %,.0f rows per second.\n\n"
                .formatted(ServingComparison.BATCH, BATCH_ROWS));
        section.append("| server | median, ms | rows per second | met |\n|---|---:|---:|---|\n");
        for (Result result : served.results()) {
            double perSecond = result.batch().perSecond() * ServingComparison.BATCH;
            section.append(BenchmarkPage.row(
                    result.label(),
                    BenchmarkPage.fixed(result.batch().medianMicros() / 1e3, 2),
                    BenchmarkPage.fixed(perSecond, 0),
                    perSecond >= BATCH_ROWS ? "yes" : "no"));
        }
        rest(section);
        return section.toString();
    }

    private void rows(StringBuilder section, String title, Function<Result, Figures> kind) {
        section.append("\n")
                .append(title)
                .append(":\n\n")
                .append(
                        "| server | median, µs | 99th percentile, µs | requests per second | processor time per request, µs | median, times as long as here |\n")
                .append("|---|---:|---:|---:|---:|---:|\n");
        double here = kind.apply(served.results().getFirst()).medianMicros();
        for (Result result : served.results()) {
            Figures figures = kind.apply(result);
            section.append(BenchmarkPage.row(
                    result.label(),
                    BenchmarkPage.fixed(figures.medianMicros(), 0),
                    BenchmarkPage.fixed(figures.p99Micros(), 0),
                    BenchmarkPage.fixed(figures.perSecond(), 0),
                    BenchmarkPage.fixed(figures.processorMicros(), 0),
                    BenchmarkPage.fixed(figures.medianMicros() / here, 1)));
        }
    }

    private void rest(StringBuilder section) {
        ServingComparison.FixedRate rate = served.fixedRate();
        section.append("""

                At %,d requests per second that fall due whether or not those before were answered, told from when they were due:
                median %s µs, 99th percentile %s µs, %s answered per second; the target is %s µs: %s. `/livez`, which looks at nothing
                and answers, takes turns with it: median %s µs, 99th percentile %s µs, the part of HTTP, of this client and of the
                processors that both share. Medians of the blocks.
                """.formatted(
                        ServingComparison.RATE,
                        BenchmarkPage.fixed(rate.medianMicros(), 0),
                        BenchmarkPage.fixed(rate.p99Micros(), 0),
                        BenchmarkPage.fixed(rate.answeredPerSecond(), 0),
                        BenchmarkPage.fixed(P99_MICROS, 0),
                        rate.p99Micros() < P99_MICROS ? "met" : "not met",
                        BenchmarkPage.fixed(served.floor().medianMicros(), 0),
                        BenchmarkPage.fixed(served.floor().p99Micros(), 0)));
        section.append("\nWith reasons: %s rows per second; the target is %s: %s.\n"
                .formatted(
                        BenchmarkPage.fixed(served.explainedPerSecond(), 0),
                        BenchmarkPage.fixed(EXPLAINED_ROWS, 0),
                        served.explainedPerSecond() >= EXPLAINED_ROWS ? "met" : "not met"));
        Memory memory = served.memory();
        section.append(
                "\nResident memory of the service: %s MiB, and after %,d more predictions %s MiB. Of the servers: %s.\n"
                        .formatted(
                                BenchmarkPage.fixed(memory.before() / MEBIBYTE, 0),
                                memory.predictions(),
                                BenchmarkPage.fixed(memory.after() / MEBIBYTE, 0),
                                served.results().stream()
                                        .map(result -> result.label() + " "
                                                + BenchmarkPage.fixed(result.residentBytes() / MEBIBYTE, 0) + " MiB")
                                        .collect(Collectors.joining(", "))));
        if (!served.packages().isEmpty()) {
            section.append("\n")
                    .append(served.packages().entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")))
                    .append(".\n");
        }
    }
}
