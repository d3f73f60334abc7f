package io.assay.statistics.series;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.SerialRobust;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Segmented regression of one series: y = a + b (t - t_1) + c 1[t ≥ T] + d (t - T) 1[t ≥ T] + controls, with t_1 the first period
 * and T the first one after the interruption. c is the change of level at T, d the change of slope, and c + d (t - T) the effect in
 * a later period, against the line that the periods before go on by. Source: Wagner, Soumerai, Zhang and Ross-Degnan 2002.
 */
public final class InterruptedSeries {

    public static final String TIME = "time";
    public static final String LEVEL = "level_change";
    public static final String SLOPE = "slope_change";

    /** Fewer periods than these on a side tell no line from its noise. */
    private static final int FEWEST = 3;

    private final double[] time;
    private final double[] outcome;
    private final double from;
    private final LeastSquares fit;
    private final Covariance covariance;
    private final double factor;

    private InterruptedSeries(double[] time, double[] outcome, double from, LeastSquares fit, SeriesErrors errors) {
        this.time = time;
        this.outcome = outcome;
        this.from = from;
        this.fit = fit;
        boolean corrects = errors.corrected() && errors.kind() != SeriesErrors.Kind.CLASSICAL;
        this.factor = corrects ? (double) fit.rows() / fit.residualDegrees() : 1;
        this.covariance = estimator(errors, time.length).of(fit);
    }

    /**
     * Fits.
     *
     * @param time ascending, one per period
     * @param outcome as many
     * @param from T
     * @param controlNames of further columns
     * @param controls further columns, none for none
     * @throws InvalidInputException for fewer than three periods on either side, or as many coefficients as periods
     */
    public static InterruptedSeries fit(
            double[] time,
            double[] outcome,
            double from,
            List<String> controlNames,
            double[][] controls,
            SeriesErrors errors) {
        int n = time.length;
        int before = 0;
        for (int i = 0; i < n; i++) {
            if (i > 0 && !(time[i] > time[i - 1])) {
                throw new InvalidInputException("time_col", "must have one row for each period");
            }
            before += time[i] < from ? 1 : 0;
        }
        if (before < FEWEST || n - before < FEWEST) {
            throw new InvalidInputException(
                    "intervention",
                    "leaves %d periods before and %d after it; three of each are the fewest that show a line"
                            .formatted(before, n - before));
        }
        double[] elapsed = new double[n];
        double[] level = new double[n];
        double[] slope = new double[n];
        for (int i = 0; i < n; i++) {
            elapsed[i] = time[i] - time[0];
            level[i] = time[i] >= from ? 1 : 0;
            slope[i] = time[i] >= from ? time[i] - from : 0;
        }
        List<String> names = new ArrayList<>(List.of(TIME, LEVEL, SLOPE));
        names.addAll(controlNames);
        List<double[]> columns = new ArrayList<>(List.of(elapsed, level, slope));
        columns.addAll(List.of(controls));
        LeastSquares fit = LeastSquares.fit(Design.of(names, columns.toArray(double[][]::new), outcome));
        if (fit.indexOf(LEVEL) < 0 || fit.indexOf(SLOPE) < 0 || fit.indexOf(TIME) < 0) {
            throw new InvalidInputException("controls", "must not be combinations of time and the interruption");
        }
        if (fit.residualDegrees() < 1) {
            throw new InvalidInputException(
                    "data", "must have more periods than the %d coefficients".formatted(fit.rank()));
        }
        return new InterruptedSeries(time, outcome, from, fit, errors);
    }

    public int periods() {
        return time.length;
    }

    /** Names of the coefficients, the constant's first. */
    public List<String> names() {
        return fit.names();
    }

    /** Controls left out, being combinations of the others. */
    public List<String> dropped() {
        return fit.dropped();
    }

    public double coefficient(int k) {
        return fit.coefficient(k);
    }

    public double standardError(int k) {
        return Math.sqrt(factor * covariance.at(k, k));
    }

    /** N - K. */
    public int residualDegrees() {
        return fit.residualDegrees();
    }

    /** K. */
    public int parameters() {
        return fit.rank();
    }

    /** What the sandwich was multiplied by. */
    public double factor() {
        return factor;
    }

    /** The effect in a period, c + d (t - T). */
    public double effect(double at) {
        return fit.coefficient(fit.indexOf(LEVEL)) + (at - from) * fit.coefficient(fit.indexOf(SLOPE));
    }

    /** Its standard error. */
    public double effectError(double at) {
        int c = fit.indexOf(LEVEL);
        int d = fit.indexOf(SLOPE);
        double since = at - from;
        return Math.sqrt(
                factor * (covariance.at(c, c) + 2 * since * covariance.at(c, d) + since * since * covariance.at(d, d)));
    }

    /** The mean of the periods from T on, at which the mean effect is. */
    public double meanTimeAfter() {
        double sum = 0;
        int n = 0;
        for (double at : time) {
            sum += at >= from ? at : 0;
            n += at >= from ? 1 : 0;
        }
        return sum / n;
    }

    /** The fit of a period, by its place. */
    public double fitted(int place) {
        return outcome[place] - fit.residuals()[place];
    }

    /** The fit of a period without the interruption. */
    public double counterfactual(int place) {
        return fitted(place) - (time[place] >= from ? effect(time[place]) : 0);
    }

    /** Σ(e_t - e_{t-1})²/Σe², 2 for errors that do not depend on those before, towards 0 for ones that go on; NaN without errors. */
    public double durbinWatson() {
        double[] e = fit.residuals();
        double steps = 0;
        double squares = e[0] * e[0];
        for (int i = 1; i < e.length; i++) {
            steps += (e[i] - e[i - 1]) * (e[i] - e[i - 1]);
            squares += e[i] * e[i];
        }
        return steps / squares;
    }

    private static CovarianceEstimator estimator(SeriesErrors errors, int periods) {
        return switch (errors.kind()) {
            case CLASSICAL -> new Robust(Robust.Type.IID, Preset.STATSMODELS.convention());
            case HC0 -> new Robust(Robust.Type.HC0, Preset.STATSMODELS.convention());
            case HC3 -> new Robust(Robust.Type.HC3, Preset.STATSMODELS.convention());
            case HAC ->
                SerialRobust.neweyWest(
                        null,
                        Clusters.of("time_col", IntStream.range(0, periods).toArray()),
                        errors.lags(),
                        Preset.STATSMODELS);
        };
    }
}
