package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Effects by time since treatment in a two-way regression: y_it = α_i + λ_t + Σ_{e ≠ r} β_e 1{t - g = e} + ε, r the
 * reference, the last time before treatment (and before its anticipation). Units never treated have no e.
 *
 * <p>Where cohorts are treated at different times and their effects differ, β_e is an average of effects at other times
 * too, with weights that may be negative (Sun and Abraham, Journal of Econometrics 225 (2021), 175-199).
 *
 * @param regression the fit
 * @param effects by time since treatment, ascending, the reference's 0 included
 * @param before the places of the coefficients of times before the reference
 * @param reference r
 */
public record EventStudy(
        CohortRegression regression, List<LinearEffect> effects, List<Integer> before, double reference) {

    /** Fits, with errors clustered as the panel says. */
    public static EventStudy of(PanelData panel, double anticipation) {
        PanelData used = panel.forRegression();
        Times times = times(used, anticipation);
        return made(used.regression(times.names(), times.design(used.periods(), used.cohorts())), times);
    }

    /** Whether all effects before treatment are zero. */
    public Outcome<CohortRegression.JointTest> preTrend() {
        return before.isEmpty()
                ? Outcome.notAvailable("there is no period before treatment but the reference")
                : regression.jointTest(before);
    }

    /**
     * Times whose effects unit and period effects and the other times tell as well, as without units that are never treated:
     * effects then are told up to a line, and of all of them none can be had.
     */
    public List<String> unidentified() {
        return regression.dropped().stream()
                .filter(name -> name.startsWith(Times.NAME))
                .toList();
    }

    /** The times since treatment that there are, without the reference. */
    private record Times(List<Double> all, double reference) {

        private static final String NAME = "event_time=";

        List<String> names() {
            return all.stream().map(Times::name).toList();
        }

        static String name(double time) {
            return NAME + (time == Math.rint(time) ? Long.toString((long) time) : Double.toString(time));
        }

        double[][][] design(double[] periods, double[] cohorts) {
            double[][][] design = new double[all.size()][cohorts.length][periods.length];
            for (int k = 0; k < all.size(); k++) {
                for (int g = 0; g < cohorts.length; g++) {
                    for (int t = 0; t < periods.length; t++) {
                        design[k][g][t] = periods[t] - cohorts[g] == all.get(k) ? 1 : 0;
                    }
                }
            }
            return design;
        }
    }

    private static Times times(PanelData panel, double anticipation) {
        TreeSet<Double> all = new TreeSet<>();
        for (int g = 0; g < panel.cohorts().length && Double.isFinite(panel.cohorts()[g]); g++) {
            for (int t = 0; t < panel.periods().length; t++) {
                if (panel.rowsOf(g, t) > 0) {
                    all.add(panel.periods()[t] - panel.cohorts()[g]);
                }
            }
        }
        if (all.isEmpty()) {
            throw new InvalidInputException("cohort_col", "must have a unit that is treated within the periods");
        }
        Double reference = all.lower(-anticipation);
        if (reference == null) {
            throw new InvalidInputException("cohort_col", "must have a cohort with a period before its treatment");
        }
        all.remove(reference);
        return new Times(List.copyOf(all), reference);
    }

    private static EventStudy made(CohortRegression regression, Times times) {
        List<LinearEffect> effects = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        int k = 0;
        boolean referenceDone = false;
        for (double time : times.all()) {
            if (time > times.reference() && !referenceDone) {
                effects.add(regression.combination(
                        times.reference(), new double[regression.names().size()]));
                referenceDone = true;
            }
            if (k < regression.names().size() && regression.names().get(k).equals(Times.name(time))) {
                double[] weights = new double[regression.names().size()];
                weights[k] = 1;
                effects.add(regression.combination(time, weights));
                if (time < times.reference()) {
                    before.add(k);
                }
                k++;
            }
        }
        if (!referenceDone) {
            effects.add(regression.combination(
                    times.reference(), new double[regression.names().size()]));
        }
        return new EventStudy(regression, List.copyOf(effects), List.copyOf(before), times.reference());
    }
}
