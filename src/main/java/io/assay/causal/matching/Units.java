package io.assay.causal.matching;

import io.assay.causal.CausalData;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.data.NumberColumn;
import io.assay.statistics.matching.Covariates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complete rows: who was treated, the outcome, and covariates. In models a text column has a column of 0 and 1 for each level
 * but the first; where balance is told it has one for every level.
 */
final class Units {

    /** A covariate as balance is told of it. */
    record Told(String name, NumberColumn column) {}

    private final double @Nullable [] outcome;
    private final boolean[] treated;
    private final List<List<NumberColumn>> controls;
    private final List<String> names;
    private final List<Told> told;

    private Units(
            double @Nullable [] outcome,
            boolean[] treated,
            List<String> names,
            List<List<NumberColumn>> controls,
            List<Told> told) {
        this.outcome = outcome;
        this.treated = treated;
        this.names = names;
        this.controls = controls;
        this.told = told;
    }

    /** Reads the roles {@code /treatment_col}, {@code /controls} and, where it is there, {@code /outcome}. */
    static Units of(CausalData data, List<String> controlNames) {
        double[] arms = data.binary("/treatment_col");
        boolean[] treated = new boolean[arms.length];
        int count = 0;
        for (int i = 0; i < arms.length; i++) {
            treated[i] = arms[i] == 1;
            count += treated[i] ? 1 : 0;
        }
        if (count < 2 || arms.length - count < 2) {
            throw Refused.at(
                    "/treatment_col",
                    "must have two treated and two untreated rows at least; %s has %d and %d"
                            .formatted(data.name("/treatment_col"), count, arms.length - count));
        }
        double[] outcome = data.has("/outcome") ? data.number("/outcome") : null;
        if (outcome != null && Arrays.stream(outcome).distinct().limit(2).count() < 2) {
            throw Refused.at("/outcome", "does not vary: %s is the same in every row".formatted(data.name("/outcome")));
        }
        List<NumberColumn> flat = data.controls();
        List<List<NumberColumn>> controls = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < controlNames.size(); i++) {
            String name = controlNames.get(i);
            if (data.isNumber("/controls/" + i)) {
                NumberColumn column = flat.get(at++);
                controls.add(List.of(column));
                told.add(new Told(name, column));
            } else {
                Key levels = data.key("/controls/" + i);
                List<NumberColumn> dummies = flat.subList(at, at + levels.count() - 1);
                at += levels.count() - 1;
                controls.add(List.copyOf(dummies));
                for (int level = 0; level < levels.count(); level++) {
                    String label = name + "=" + levels.labels().get(level);
                    told.add(new Told(label, indicator(label, levels, level)));
                }
            }
        }
        return new Units(outcome, treated, controlNames, controls, told);
    }

    private static NumberColumn indicator(String label, Key levels, int level) {
        int[] codes = levels.codes();
        double[] values = new double[codes.length];
        for (int row = 0; row < codes.length; row++) {
            values[row] = codes[row] == level ? 1 : 0;
        }
        return new NumberColumn(label, values, true);
    }

    int rows() {
        return treated.length;
    }

    boolean[] treated() {
        return treated;
    }

    int count(boolean arm) {
        int count = 0;
        for (boolean one : treated) {
            count += one == arm ? 1 : 0;
        }
        return count;
    }

    boolean hasOutcome() {
        return outcome != null;
    }

    /** Only where there is one. */
    double[] outcome() {
        if (outcome == null) {
            throw new IllegalStateException("no outcome was asked for");
        }
        return outcome;
    }

    /** What balance is told of. */
    List<Told> told() {
        return told;
    }

    /** All controls, as models have them. */
    Covariates covariates() {
        return covariates(null, "/controls");
    }

    /**
     * Some of the controls, as models have them.
     *
     * @param chosen their names; null for all
     * @param pointer where they were named
     */
    Covariates covariates(@Nullable List<String> chosen, String pointer) {
        List<NumberColumn> columns = new ArrayList<>();
        if (chosen == null) {
            controls.forEach(columns::addAll);
        } else {
            for (int i = 0; i < chosen.size(); i++) {
                int place = names.indexOf(chosen.get(i));
                if (place < 0) {
                    throw Refused.at(pointer + "/" + i, "must be one of the controls");
                }
                columns.addAll(controls.get(place));
            }
        }
        return Covariates.of(
                columns.stream().map(NumberColumn::name).toList(),
                columns.stream().map(NumberColumn::values).toArray(double[][]::new),
                rows());
    }

    /** Only these rows. */
    Units take(int[] rows) {
        boolean[] arms = new boolean[rows.length];
        double[] y = outcome == null ? null : new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            arms[i] = treated[rows[i]];
            if (outcome != null && y != null) {
                y[i] = outcome[rows[i]];
            }
        }
        return new Units(
                y,
                arms,
                names,
                controls.stream()
                        .map(columns -> columns.stream()
                                .map(column -> column.take(rows))
                                .toList())
                        .toList(),
                told.stream()
                        .map(one -> new Told(one.name(), one.column().take(rows)))
                        .toList());
    }
}
