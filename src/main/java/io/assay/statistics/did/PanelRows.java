package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Clusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a panel is made of: one per unit and period, in any order, nothing missing in them. Arrays are kept and
 * not copied.
 */
public final class PanelRows {

    private final int[] units;
    private final int unitCount;
    private final double[] periods;
    private final double[] outcome;
    private final double[] cohorts;
    private final List<String> names = new ArrayList<>();
    private final List<double[]> covariates = new ArrayList<>();
    private final List<Clusters> ways = new ArrayList<>();
    private double @Nullable [] weights;

    /**
     * Rows without covariates.
     *
     * @param units by row the number of its unit, from 0 on
     * @param unitCount how many units there are
     * @param periods by row its period, finite
     * @param outcome by row the outcome, finite
     * @param cohorts by row the period in which its unit is treated first; infinity for never
     */
    public PanelRows(int[] units, int unitCount, double[] periods, double[] outcome, double[] cohorts) {
        this.units = units;
        this.unitCount = unitCount;
        this.periods = periods;
        this.outcome = outcome;
        this.cohorts = cohorts;
        require(periods.length, "time_col");
        require(outcome.length, "outcome");
        require(cohorts.length, "cohort_col");
    }

    /** Adds a covariate. */
    public PanelRows covariate(String name, double[] values) {
        require(values.length, "controls");
        names.add(name);
        covariates.add(values);
        return this;
    }

    /** By row the cluster that errors are correlated in; constant within a unit for all but a {@link LongPanel}, which takes several. */
    public PanelRows clusters(Clusters way) {
        require(way.rows(), "cluster_cols");
        ways.add(way);
        return this;
    }

    /** By row a weight above 0, constant within a unit. */
    public PanelRows weights(double[] values) {
        require(values.length, "weights_col");
        this.weights = values;
        return this;
    }

    private void require(int length, String parameter) {
        if (length != units.length) {
            throw new InvalidInputException(parameter, "must have as many values as there are rows");
        }
    }

    int rows() {
        return units.length;
    }

    int[] units() {
        return units;
    }

    int unitCount() {
        return unitCount;
    }

    double[] periods() {
        return periods;
    }

    double[] outcome() {
        return outcome;
    }

    double[] cohorts() {
        return cohorts;
    }

    List<String> names() {
        return names;
    }

    List<double[]> covariates() {
        return covariates;
    }

    List<Clusters> ways() {
        return List.copyOf(ways);
    }

    /** The one way of clustering; null where there is none. */
    int @Nullable [] clusters() {
        return ways.isEmpty() ? null : ways.getFirst().codes();
    }

    double @Nullable [] weights() {
        return weights;
    }
}
