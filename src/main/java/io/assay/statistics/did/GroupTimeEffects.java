package io.assay.statistics.did;

import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.ChiSquare;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Average effects on the treated by cohort and period, ATT(g, t), with the covariance of all of them and of the cohorts'
 * shares, on which averages of effects depend too.
 */
public final class GroupTimeEffects {

    /** Below this share of itself what is left of a variance is rounding. */
    private static final double SINGULAR = 1e-12;

    /**
     * The effect on one cohort in one period.
     *
     * @param cohort when the cohort is treated first
     * @param period the period
     * @param base the period that it is held against
     * @param post whether the cohort is treated then
     * @param reference whether it is 0 by construction, the period being its own base
     * @param effect the estimate, null where there is none
     * @param standardError of it, null of a reference
     * @param treated how many units the cohort has
     * @param controls how many units stand for the trend without treatment
     * @param reason why there is no estimate, null where there is one
     */
    public record Cell(
            double cohort,
            double period,
            double base,
            boolean post,
            boolean reference,
            @Nullable Double effect,
            @Nullable Double standardError,
            long treated,
            long controls,
            @Nullable String reason) {}

    /**
     * Whether the effects before treatment are all zero: W = a' V^-1 a against chi-square.
     *
     * @param statistic W
     * @param degreesOfFreedom how many effects before treatment there are
     * @param pValue of W
     */
    public record PreTest(double statistic, int degreesOfFreedom, double pValue) {}

    private final List<Cell> cells;
    private final double[] effects;
    private final double[] cohorts;
    private final double[] shares;
    private final double[] periods;
    private final double[][] covariance;
    private final long units;
    private final double anticipation;
    private final @Nullable InfluenceFunctions influence;

    /**
     * @param effects NaN where there is none
     * @param cohorts those that are treated
     * @param shares their shares of all units
     * @param covariance of the effects, and after them of the shares
     * @param units how many there are in all
     * @param anticipation by how much treatment may have effects before it begins
     */
    GroupTimeEffects(
            List<Cell> cells,
            double[] effects,
            double[] cohorts,
            double[] shares,
            double[] periods,
            double[][] covariance,
            long units,
            double anticipation,
            @Nullable InfluenceFunctions influence) {
        this.cells = List.copyOf(cells);
        this.effects = effects;
        this.cohorts = cohorts;
        this.shares = shares;
        this.periods = periods;
        this.covariance = covariance;
        this.units = units;
        this.anticipation = anticipation;
        this.influence = influence;
    }

    static Cell cell(
            double[] periods,
            double[] cohorts,
            Comparison comparison,
            double effect,
            double variance,
            long treated,
            long controls,
            @Nullable String reason) {
        double period = periods[comparison.period()];
        double cohort = cohorts[comparison.cohort()];
        boolean none = Double.isNaN(effect);
        return new Cell(
                cohort,
                period,
                periods[comparison.base()],
                period >= cohort,
                comparison.isReference(),
                none ? null : effect,
                none || comparison.isReference() ? null : Math.sqrt(variance),
                treated,
                controls,
                reason);
    }

    public List<Cell> cells() {
        return cells;
    }

    /** The cohorts that are treated, ascending. */
    public double[] cohorts() {
        return cohorts;
    }

    public double[] periods() {
        return periods;
    }

    /** How many units there are, controls included. */
    public long units() {
        return units;
    }

    double[] effects() {
        return effects;
    }

    double[] shares() {
        return shares;
    }

    /** Of the effects and after them the shares. */
    double[][] covariance() {
        return covariance;
    }

    /** Of what averages of these effects are combinations of. */
    public double[][] linearCovariance() {
        return covariance;
    }

    /** Simultaneous intervals of averages of these effects. */
    public Bands bands(List<LinearEffect> parts, double alpha) {
        return Bands.supT(parts, covariance, Double.POSITIVE_INFINITY, alpha);
    }

    @Nullable
    InfluenceFunctions influence() {
        return influence;
    }

    /** The place of the cohort of a cell. */
    int cohortOf(int cell) {
        double cohort = cells.get(cell).cohort();
        for (int k = 0; k < cohorts.length; k++) {
            if (cohorts[k] == cohort) {
                return k;
            }
        }
        throw new IllegalStateException("no cohort " + cohort);
    }

    /** Each effect as an average of itself alone. */
    public List<LinearEffect> single() {
        List<LinearEffect> single = new ArrayList<>();
        for (int a = 0; a < effects.length; a++) {
            Cell cell = cells.get(a);
            if (cell.effect() != null) {
                double[] weights = new double[covariance.length];
                weights[a] = 1;
                single.add(LinearEffect.of(cell.period(), weights, effects[a], covariance));
            }
        }
        return single;
    }

    /** Of all effects before treatment and what may anticipate it, with their full covariance. */
    public Outcome<PreTest> preTest() {
        List<Integer> before = new ArrayList<>();
        for (int a = 0; a < effects.length; a++) {
            Cell cell = cells.get(a);
            if (cell.period() + anticipation < cell.cohort() && cell.standardError() != null && covariance[a][a] > 0) {
                before.add(a);
            }
        }
        int q = before.size();
        if (q == 0) {
            return Outcome.notAvailable("there is no period before treatment but the base period");
        }
        double[][] matrix = new double[q][q];
        double[] vector = new double[q];
        for (int i = 0; i < q; i++) {
            vector[i] = effects[before.get(i)];
            for (int j = 0; j < q; j++) {
                matrix[i][j] = covariance[before.get(i)][before.get(j)];
            }
        }
        double[][] inverse = Small.inverse(matrix, SINGULAR);
        if (inverse == null) {
            return Outcome.notAvailable("the effects before treatment are combinations of one another, so that their "
                    + "covariance has no inverse");
        }
        double statistic = Small.form(vector, inverse, vector);
        return Outcome.of(new PreTest(statistic, q, ChiSquare.survival(statistic, q)));
    }
}
