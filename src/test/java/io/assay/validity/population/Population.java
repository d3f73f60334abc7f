package io.assay.validity.population;

import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.moments.Strata.Stratum;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Units in three strata with half, 30 and 20 % of them, each with a value and the same value before the experiment, as
 * covariate.
 */
public interface Population {

    /** What the page calls it. */
    String name();

    Metric metric();

    /** With the value before the experiment. */
    Adjustment.Cuped cuped();

    /** The true value of the metric without treatment. */
    double value();

    /** The units of the control arm. */
    Strata control(RandomGenerator random, int n);

    /** The units of the treatment arm, in which the true value is 1 + lift times that of control. */
    Strata treatment(RandomGenerator random, int n, double lift);

    /** Shares of the strata. */
    static double[] shares() {
        return new double[] {0.5, 0.3, 0.2};
    }

    /** A stratum's true value over that of all units, where strata differ. */
    static double[] levels() {
        return new double[] {0.6, 1, 2};
    }

    /** Keys are the strata's places. */
    static Strata strata(Moments... moments) {
        List<Stratum> strata = new ArrayList<>();
        for (int s = 0; s < moments.length; s++) {
            strata.add(new Stratum(Integer.toString(s), moments[s]));
        }
        return new Strata(strata);
    }
}
