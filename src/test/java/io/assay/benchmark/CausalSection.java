package io.assay.benchmark;

/** The part of the page on causal inference, with what it was to take. */
record CausalSection(CausalComparison.All all) {

    String write() {
        StringBuilder section = new StringBuilder("""

                ## Causal inference

                In process, from columns of numbers; scores are fitted within what is measured. Each line is a process that does nothing else,
                here with the Java virtual machine's own defaults; they take turns. Times are medians of several calls after a warm-up;
                memory is the most that the process had, with its input and, there, its imports. *Apart* is by how much of itself
                the estimate or its error, whichever is worse, differs from the peer's: a run in which they do not agree fails. Of a bootstrap
                the statistic and p-value are compared, which have draws of their own.

                | work | here, ms | target, ms | met | MiB | peer | there, ms | times as long | its MiB | apart |
                |---|---:|---:|---|---:|---|---:|---:|---:|---:|
                """);
        for (CausalComparison comparison : all.comparisons()) {
            if (comparison.there().isEmpty()) {
                section.append(row(comparison, "", "", "", "", ""));
            }
            for (CausalComparison.There peer : comparison.there()) {
                CausalCall call = peer.call();
                section.append(row(
                        comparison,
                        peer.what(),
                        milliseconds(call),
                        BenchmarkPage.fixed(
                                call.nanoseconds() / comparison.here().nanoseconds(), 1),
                        mebibytes(call),
                        "%.0e".formatted(comparison.apart(peer))));
            }
        }
        if (all.python() != null) {
            section.append("\n").append(all.python()).append(".\n");
        }
        return section.toString();
    }

    private static String row(CausalComparison comparison, String... peer) {
        CausalWork work = comparison.work();
        CausalCall here = comparison.here();
        Double target = work.target();
        return BenchmarkPage.row(
                work.label(),
                milliseconds(here),
                target == null ? "" : BenchmarkPage.fixed(target, 0),
                target == null ? "" : here.nanoseconds() <= target * 1e6 ? "yes" : "no",
                mebibytes(here),
                peer[0],
                peer[1],
                peer[2],
                peer[3],
                peer[4]);
    }

    private static String milliseconds(CausalCall call) {
        double milliseconds = call.nanoseconds() / 1e6;
        return BenchmarkPage.fixed(milliseconds, milliseconds < 100 ? 1 : 0);
    }

    private static String mebibytes(CausalCall call) {
        return call.peakBytes() == 0 ? "" : BenchmarkPage.fixed(call.peakBytes() / (double) (1 << 20), 0);
    }
}
