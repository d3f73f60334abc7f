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

            How often the tests and intervals err when the truth is known: %,d simulated experiments a row, drawn with exact
            binomial variates by `%s` from the seed in the row. Each row's experiments are judged by all methods of its table.

            - A figure more than three Monte-Carlo errors from nominal says so: **misses** where a method errs more often than it
              states (too many false positives, too little coverage), cautious where it errs less often. At 5 %% three errors are
              0.46 points, at 1 %% 0.21, at 0.1 %% 0.07.
            - An answer that cannot be had (null) says nothing wrong: it counts as not rejecting, and as covering. Its share stands
              in brackets, `(… none)`.
            - Exact methods (`fisher`, `barnard`, `boschloo`, `clopper_pearson`, `exact`, `always_valid`) must not miss anywhere,
              and the run fails if one does. The others approximate, and are shown with their n.
            - `warned` is the share of experiments in per cent in which `analyze` warns about small counts.

            This page is written by `mvn verify -Pvalidity -Dassay.docs.write=true`, and that profile fails while it says something
            else than the simulation gives.
            """.formatted(Simulation.REPLICATIONS, Simulation.GENERATOR);

    private static final String CONCLUSIONS = """

            ## What this means for `analyze`

            - `p_value` (`pooled_z`), `difference_ci` (`miettinen_nurminen`) and `lift_ci` (`score`) miss in no row, and the run
              fails if they do. With few conversions they are cautious: they find less than was planned for.
            - `ci_95` (`wald_pooled`) misses where the smaller arm has the higher of two low rates, however large n is: its standard
              error takes the two as equal. No warning about counts catches that; take `difference_ci`.
            - `small_counts` warns by expected counts. A warning by observed ones lets through the experiments of unequal arms whose
              small arm has an unusually high count, and errs among them: see the rows 9:1 under `observed < 20`.
            """;

    private ValidityPage() {}

    static String write(List<Section> sections) {
        return HEAD
                + sections.stream().map(Section::markdown).collect(Collectors.joining())
                + misses(sections)
                + CONCLUSIONS;
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
