package io.assay.statistics.matching;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The job-training experiment of {@code docs/data/nsw_mixtape.csv}. */
record JobTraining(List<String> names, List<List<Double>> columns) {

    static final List<String> COVARIATES = List.of("age", "educ", "black", "hisp", "marr", "nodegree", "re74", "re75");

    static JobTraining read() {
        try {
            List<String> lines = Files.readAllLines(Path.of("docs/data/nsw_mixtape.csv"));
            List<String> names = List.of(lines.getFirst().split(",", -1));
            List<List<Double>> columns = new ArrayList<>();
            for (int k = 1; k < names.size(); k++) {
                List<Double> column = new ArrayList<>();
                for (String line : lines.subList(1, lines.size())) {
                    column.add(Double.valueOf(List.of(line.split(",", -1)).get(k)));
                }
                columns.add(List.copyOf(column));
            }
            return new JobTraining(names.subList(1, names.size()), columns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double[] column(String name) {
        return columns.get(names.indexOf(name)).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    double[] earnings() {
        return column("re78");
    }

    boolean[] treated() {
        double[] numbers = column("treat");
        boolean[] treated = new boolean[numbers.length];
        for (int i = 0; i < treated.length; i++) {
            treated[i] = numbers[i] == 1;
        }
        return treated;
    }

    Covariates covariates() {
        return covariates(COVARIATES);
    }

    Covariates covariates(List<String> chosen) {
        double[][] taken = chosen.stream().map(this::column).toArray(double[][]::new);
        return Covariates.of(chosen, taken, taken[0].length);
    }
}
