package io.assay.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The part of the page on reports from a file, with what they were to take.
 *
 * @param peakBytes the most memory that the service had
 */
record ReportSection(List<ReportComparison> reports, long peakBytes) {

    String write() {
        StringBuilder section = new StringBuilder("""

                ## From a CSV file to a cross-validated report

                The file is uploaded and evaluated over HTTP: median impute and standardise, most frequent impute and one-hot, a model,
                five folds, and what `evaluate` says beside its folds: intervals, curves, calibration, explanation, leaks. Beside it
                `read_csv`, ColumnTransformer and `cross_validate` with two scores, in a Python process whose imports are not
                counted. Each with its own defaults, but that leaves are limited to LightGBM's where that is beside it. Medians of turns
                after two that do not count, the first of which is told; the figure is the mean area under the ROC curve over the same
                folds. The seconds aimed at are 4 where the Python pipeline takes 10.1 and 9 where it takes 13.6; a machine on which
                the peer takes longer is held to the quotient. The service runs with the flags of the container image, `%s`,
                which `java` takes outside of one as well.

                | rows | algorithm | first here, s | here, s | figure | peer | there, s | its figure | its memory, MB | target, s | met | times as long | target | met |
                |---:|---|---:|---:|---:|---|---:|---:|---:|---:|---|---:|---:|---|
                """.formatted(String.join(" ", ServiceProcess.COLLECTOR)));
        for (ReportComparison report : reports) {
            double here = report.median(ReportComparison.Round::seconds);
            List<Object> cells = new ArrayList<>(List.of(
                    report.rows(),
                    report.algorithm(),
                    BenchmarkPage.fixed(report.first(), 1),
                    BenchmarkPage.fixed(here, 1),
                    BenchmarkPage.fixed(report.median(ReportComparison.Round::auc), 4)));
            boolean isAlone = report.rounds().getFirst().there() == null;
            double there = isAlone ? 0 : report.median(round -> there(round).seconds());
            cells.addAll(
                    isAlone
                            ? List.of("", "", "", "")
                            : List.of(
                                    report.peer(),
                                    BenchmarkPage.fixed(there, 1),
                                    BenchmarkPage.fixed(
                                            report.median(round -> there(round).auc()), 4),
                                    BenchmarkPage.fixed(
                                            report.median(round -> there(round).peakBytes() / 1e6), 0)));
            cells.add(BenchmarkPage.fixed(report.target().here(), 0));
            cells.add(met(here <= report.target().here()));
            cells.add(isAlone ? "" : BenchmarkPage.fixed(there / here, 2));
            cells.add(BenchmarkPage.fixed(report.target().quotient(), 2));
            cells.add(isAlone ? "" : met(there / here >= report.target().quotient()));
            section.append(BenchmarkPage.row(cells.toArray()));
        }
        if (peakBytes > 0) {
            section.append("\nThe service had %d MB of memory at most.\n".formatted(peakBytes / 1_000_000));
        }
        return section.toString();
    }

    private static String met(boolean isMet) {
        return isMet ? "yes" : "no";
    }

    private static ReportComparison.There there(ReportComparison.Round round) {
        return Objects.requireNonNull(round.there());
    }
}
