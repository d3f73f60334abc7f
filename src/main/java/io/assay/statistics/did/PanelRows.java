package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
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
    private int @Nullable [] clusters;
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

    /** By row the number of the cluster that errors are correlated in, from 0 on; constant within a unit. */
    public PanelRows clusters(int[] codes) {
        require(codes.length, "cluster_cols");
        this.clusters = codes;
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

    int @Nullable [] clusters() {
        return clusters;
    }

    double @Nullable [] weights() {
        return weights;
    }
}
