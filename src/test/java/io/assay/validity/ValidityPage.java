package io.assay.validity;

import io.assay.validity.ErrorRate.Verdict;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All results as a page: the same results give the same text. */
final class ValidityPage {

    private static final String HEAD = """
            # Validity

            How often the tests and intervals err when the truth is known: %,d simulated experiments a row, drawn by
            `%s` from the seed in the row: as the arms' sufficient statistics where these have a known distribution, unit
            by unit where they have none. Each row's experiments are judged by all methods of its table.

            - A figure more than three Monte-Carlo errors from nominal says so: **misses** where a method errs more often than it
              states (too many false positives, too little coverage), cautious where it errs less often. At 5 %% three errors are
              0.46 points (1.03 of 4,000 experiments, 1.46 of 2,000), at 1 %% 0.21, at 0.1 %% 0.07.
            - An answer that cannot be had (null) says nothing wrong: it counts as not rejecting, and as covering. Its share stands
              in brackets, `(… none)`.
            - Exact methods must not miss anywhere, and the run fails if one does: `fisher`, `barnard`, `boschloo`,
              `clopper_pearson`, `exact`, `always_valid`; `student` and `dunnett` on normal data of one variance; corrections of a
              family under what they assume; the sequential methods that hold at every sample size; group-sequential plans and
              what is said after them on normal data of known variance; simultaneous intervals and joint tests of estimates whose
              covariance is known, and honest intervals where trends do what they allow for. The others approximate, and are shown with their n.
            - `warned` is the share of experiments in per cent in which `analyze` warns about small counts.

            This page is written by `mvn verify -Pvalidity -Dassay.docs.write=true`, and that profile fails while it says something
            else than the simulation gives. `-Dassay.validity.studies=few_clusters,units` runs those studies alone and takes of the
            others what they left in `target/validity`.
            """.formatted(Simulation.REPLICATIONS, Simulation.GENERATOR);

    private ValidityPage() {}

    static String write(List<Section> sections) {
        return HEAD
                + sections.stream().map(Section::markdown).collect(Collectors.joining())
                + misses(sections)
                + Conclusions.TEXT;
    }

    private static String misses(List<Section> sections) {
        StringBuilder page = new StringBuilder("\n## Where methods miss\n");
        for (Section section : sections) {
            Map<String, List<String>> scenariosByMethod = new LinkedHashMap<>();
            for (Row row : section.rows()) {
                for (ErrorRate rate : row.rates()) {
                    if (rate.verdict() == Verdict.MISSES) {
                        scenariosByMethod
                                .computeIfAbsent(rate.method(), method -> new ArrayList<>())
                                .add(rate.share() + " in row " + row.scenario().getLast() + warned(section, row));
                    }
                }
            }
            if (!scenariosByMethod.isEmpty()) {
                page.append("\n").append(section.title()).append(" (rows by seed):\n\n");
                scenariosByMethod.forEach((method, scenarios) ->
                        page.append("- `%s`: %s.\n".formatted(method, String.join(", ", scenarios))));
            }
        }
        return page.toString();
    }

    private static String warned(Section section, Row row) {
        int warned = section.remarkHeadings().indexOf("warned");
        return warned < 0 ? "" : " (warned: " + row.remarks().get(warned) + ")";
    }
}
