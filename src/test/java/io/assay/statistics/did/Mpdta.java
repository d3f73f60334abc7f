package io.assay.statistics.did;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The minimum-wage panel: county employment of teenagers, 2003 to 2007. */
final class Mpdta {

    private Mpdta() {}

    static PanelRows rows(boolean withPopulation) {
        double[][] columns = columns();
        double[] cohorts = columns[4].clone();
        for (int row = 0; row < cohorts.length; row++) {
            cohorts[row] = cohorts[row] == 0 ? Double.POSITIVE_INFINITY : cohorts[row];
        }
        Codes units = Codes.of(columns[1]);
        PanelRows rows = new PanelRows(units.codes(), units.count(), columns[0], columns[3], cohorts);
        return withPopulation ? rows.covariate("lpop", columns[2]) : rows;
    }

    static Panel panel(boolean withPopulation) {
        return Panel.of(rows(withPopulation));
    }

    /** year, countyreal, lpop, lemp, first.treat, treat. */
    static double[][] columns() {
        try {
            List<String> lines = Files.readAllLines(Path.of("docs/data/mpdta.csv"));
            double[][] columns = new double[6][lines.size() - 1];
            for (int row = 1; row < lines.size(); row++) {
                String[] fields = lines.get(row).split(",", -1);
                for (int k = 0; k < 6; k++) {
                    columns[k][row - 1] = Double.parseDouble(fields[k]);
                }
            }
            return columns;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
