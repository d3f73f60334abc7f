package io.assay.statistics.did;

import java.util.List;

/**
 * A panel as estimators take it, by units, by rows of units that may lack periods, or as the moments of its cohorts. A cohort is
 * what begins treatment in the same period; cohorts are in the order in which they do, those that never do are last.
 */
public sealed interface PanelData permits CohortMoments, LongPanel, Panel {

    /** The periods, ascending. */
    double[] periods();

    /** When each cohort is treated first, ascending; infinity for never. */
    double[] cohorts();

    /** How many units the k-th cohort has. */
    long unitsOf(int cohort);

    /** How many units of the k-th cohort have a row in the t-th period. */
    long rowsOf(int cohort, int period);

    /** What those count in averages: their number, or the sum of their weights. */
    double weightOf(int cohort, int period);

    /**
     * How many clusters, or units where errors are clustered by those, the cohorts from one place to before another have; of
     * several ways of clustering by the one that tells the fewest apart.
     */
    long clusters(int from, int to);

    /** Without the cohorts that are treated up to this period. */
    PanelData withoutCohortsUpTo(double period);

    /**
     * Only the periods before this one; cohorts treated later than that, and so late that they do not anticipate their
     * treatment in them, are never treated.
     */
    PanelData before(double period, double anticipation);

    /** Without rows that unit and period effects explain alone. */
    PanelData forRegression();

    /**
     * The regression with unit and period effects.
     *
     * @param names of the regressors
     * @param design by regressor, cohort and period
     * @throws io.assay.statistics.InvalidInputException for {@code treatment} if no regressor is left
     */
    CohortRegression regression(List<String> names, double[][][] design);
}
