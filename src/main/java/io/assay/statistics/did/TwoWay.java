package io.assay.statistics.did;

import java.util.List;

/** The regression on treatment itself: y_it = α_i + λ_t + β D_it + ε. */
public final class TwoWay {

    private TwoWay() {}

    /** Fits, with errors clustered as the panel says. */
    public static CohortRegression of(PanelData panel) {
        PanelData used = panel.forRegression();
        return used.regression(List.of("treatment"), design(used.periods(), used.cohorts()));
    }

    private static double[][][] design(double[] periods, double[] cohorts) {
        double[][] treated = new double[cohorts.length][periods.length];
        for (int g = 0; g < cohorts.length; g++) {
            for (int t = 0; t < periods.length; t++) {
                treated[g][t] = periods[t] >= cohorts[g] ? 1 : 0;
            }
        }
        return new double[][][] {treated};
    }
}
