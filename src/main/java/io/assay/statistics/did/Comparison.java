package io.assay.statistics.did;

import java.util.ArrayList;
import java.util.List;

/**
 * What is compared for the effect on one cohort in one period.
 *
 * @param cohort the place of the cohort
 * @param period the place of the period
 * @param base the place of the period that it is held against
 * @param controls the places of the cohorts that are controls
 */
record Comparison(int cohort, int period, int base, List<Integer> controls) {

    /** In a universal base period the effect is 0 by construction. */
    boolean isReference() {
        return period == base;
    }

    /** All that there are, by cohort and period; every cohort has a base period, and those never treated come last. */
    static List<Comparison> all(double[] periods, double[] cohorts, StaggeredOptions options) {
        List<Comparison> all = new ArrayList<>();
        boolean universal = options.base() == StaggeredOptions.Base.UNIVERSAL;
        for (int k = 0; k < cohorts.length && Double.isFinite(cohorts[k]); k++) {
            int last = lastBefore(periods, cohorts[k], options.anticipation());
            for (int t = universal ? 0 : 1; t < periods.length; t++) {
                int base = universal || periods[t] >= cohorts[k] ? last : t - 1;
                all.add(new Comparison(k, t, base, controls(periods, cohorts, k, t, base, options)));
            }
        }
        return all;
    }

    private static int lastBefore(double[] periods, double cohort, double anticipation) {
        int last = -1;
        for (int t = 0; t < periods.length; t++) {
            if (periods[t] + anticipation < cohort) {
                last = t;
            }
        }
        return last;
    }

    private static List<Integer> controls(
            double[] periods, double[] cohorts, int cohort, int period, int base, StaggeredOptions options) {
        double later = Math.max(periods[period], periods[base]) + options.anticipation();
        List<Integer> controls = new ArrayList<>();
        for (int k = 0; k < cohorts.length; k++) {
            boolean is = switch (options.controls()) {
                case NEVERTREATED -> Double.isInfinite(cohorts[k]);
                case NOTYETTREATED -> k != cohort && cohorts[k] > later;
            };
            if (is) {
                controls.add(k);
            }
        }
        return List.copyOf(controls);
    }
}
