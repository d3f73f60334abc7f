package io.assay.statistics.regression;

import io.assay.statistics.regression.Covariance.Distribution;

/**
 * Conventions by name. The packages agree on coefficients and on the sandwich; they differ in what it is multiplied by
 * for the sample's size and in the distribution, and each is right in its own terms.
 */
public enum Preset {
    /**
     * This service's own: robust errors are held against the normal distribution, as statsmodels does, HC2 and HC3 without
     * a factor; clustered ones against t with G - 1 degrees of freedom and fixed effects within a cluster not counted.
     */
    REFERENCE(Distribution.NORMAL, Distribution.T, Ways.SMALLEST, Absorbed.NONNESTED),
    /** statsmodels 0.14: normal for everything robust; each way of clustering has its own factor; nothing is absorbed. */
    STATSMODELS(Distribution.NORMAL, Distribution.NORMAL, Ways.OWN, Absorbed.FULL),
    /** fixest 0.14: t with N - K or G - 1; one factor of the smallest way; fixed effects within a cluster not counted. */
    FIXEST(Distribution.T, Distribution.T, Ways.SMALLEST, Absorbed.NONNESTED),
    /** Stata's regress and reghdfe: as fixest. Newey-West's with N/(N - K) and t with N - K, as newey. */
    STATA(Distribution.T, Distribution.T, Ways.SMALLEST, Absorbed.NONNESTED);

    /** Whose G the factor G/(G - 1) takes where errors are clustered in several ways. */
    public enum Ways {
        /** One factor of the smallest. */
        SMALLEST,
        /** Each way's, and each intersection's, own. */
        OWN
    }

    /** Which absorbed fixed effects count as parameters where errors are clustered. */
    public enum Absorbed {
        /** Those that no cluster contains. */
        NONNESTED,
        /** All. */
        FULL,
        /** None. */
        NONE
    }

    private final Distribution robust;
    private final Distribution clustered;
    private final Ways ways;
    private final Absorbed absorbed;

    Preset(Distribution robust, Distribution clustered, Ways ways, Absorbed absorbed) {
        this.robust = robust;
        this.clustered = clustered;
        this.ways = ways;
        this.absorbed = absorbed;
    }

    public Convention convention() {
        return new Convention(robust, clustered, ways, ways, absorbed);
    }
}
