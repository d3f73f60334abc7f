package io.assay.benchmark;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The part of the page on causal inference, with what it was to take. */
record CausalSection(@Nullable Peers peers, ToDoubleFunction<Work> nanoseconds) {

    /**
     * What is measured.
     *
     * @param target milliseconds; null where none was set
     */
    private record Line(Work work, @Nullable Double target) {}

    private static final List<Line> LINES = List.of(
            new Line(Work.CAUSAL_MATCHING, 1000.0),
            new Line(Work.CAUSAL_MATCHING_AGAIN, null),
            new Line(Work.CAUSAL_STAGGERED, 20.0),
            new Line(Work.CAUSAL_DOUBLY_ROBUST, null));

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Causal inference

                In process, from columns of numbers; scores are fitted within what is measured.

                | work: figure | here | here, ms | target, ms | met | peer | its figure | there, ms | times as long |
                |---|---:|---:|---:|---|---|---:|---:|---:|
                """);
        for (Line line : LINES) {
            List<Peers.Call> calls = peers == null
                    ? List.of()
                    : peers.calls().stream()
                            .filter(call -> call.work() == line.work())
                            .toList();
            if (calls.isEmpty()) {
                section.append(row(line, null));
            }
            calls.forEach(call -> section.append(row(line, call)));
        }
        if (peers != null) {
            section.append("\nPython ").append(peers.python());
            new TreeMap<>(peers.packages())
                    .forEach((name, version) ->
                            section.append(", ").append(name).append(' ').append(version));
            section.append(".\n");
        }
        return section.toString();
    }

    private String row(Line line, Peers.@Nullable Call call) {
        double here = nanoseconds.applyAsDouble(line.work());
        Double target = line.target();
        Double figure = line.work().figure();
        return BenchmarkPage.row(
                line.work().label(),
                figure == null ? "" : BenchmarkPage.number(figure),
                BenchmarkPage.fixed(here / 1e6, 0),
                target == null ? "" : BenchmarkPage.fixed(target, 0),
                target == null ? "" : here <= target * 1e6 ? "yes" : "no",
                call == null ? "" : call.packageName() + " `" + call.call() + "`",
                call == null ? "" : BenchmarkPage.number(call.figure()),
                call == null ? "" : BenchmarkPage.fixed(call.nanoseconds() / 1e6, 0),
                call == null ? "" : BenchmarkPage.fixed(call.nanoseconds() / here, 1));
    }
}
