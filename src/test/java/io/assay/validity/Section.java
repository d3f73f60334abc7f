package io.assay.validity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One table of the page.
 *
 * @param title its heading
 * @param text what stands above it
 * @param scenarioHeadings of the cells that say what was simulated
 * @param remarkHeadings of the cells after those of the methods
 * @param rows with the same methods in the same order
 */
record Section(String title, String text, List<String> scenarioHeadings, List<String> remarkHeadings, List<Row> rows) {

    /**
     * One simulated scenario.
     *
     * @param scenario what was simulated
     * @param rates how often each method erred
     * @param remarks cells after those of the methods
     */
    record Row(List<String> scenario, List<ErrorRate> rates, List<String> remarks) {

        List<String> cells() {
            List<String> cells = new ArrayList<>(scenario);
            rates.forEach(rate -> cells.add(rate.text()));
            cells.addAll(remarks);
            return cells;
        }
    }

    Stream<ErrorRate> rates() {
        return rows.stream().flatMap(row -> row.rates().stream());
    }

    String markdown() {
        List<String> headings = new ArrayList<>(scenarioHeadings);
        rows.getFirst().rates().forEach(rate -> headings.add(rate.method()));
        headings.addAll(remarkHeadings);
        StringBuilder page = new StringBuilder("\n## " + title + "\n\n" + text + "\n\n");
        page.append(line(headings)).append("|---".repeat(headings.size())).append("|\n");
        rows.forEach(row -> page.append(line(row.cells())));
        return page.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
