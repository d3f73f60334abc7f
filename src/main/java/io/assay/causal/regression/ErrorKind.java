package io.assay.causal.regression;

/** How the covariance of coefficients is estimated. */
enum ErrorKind {
    /** Equal variances. */
    IID,
    HC0,
    HC1,
    HC2,
    HC3,
    /** CRV1, in up to four ways. */
    CLUSTER,
    CR0,
    /** Bias-reduced, with Satterthwaite degrees of freedom. */
    CR2,
    CR3,
    /** The jackknife over clusters. */
    CRV3,
    CRV3J,
    NEWEY_WEST,
    DRISCOLL_KRAAY;

    /** Whether what crosses the clusters must stand among the columns. */
    boolean needsNested() {
        return switch (this) {
            case CR0, CR2, CR3, CRV3, CRV3J -> true;
            case IID, HC0, HC1, HC2, HC3, CLUSTER, NEWEY_WEST, DRISCOLL_KRAAY -> false;
        };
    }

    /** Whether clusters are needed. */
    boolean isClustered() {
        return this == CLUSTER || needsNested();
    }

    boolean isSerial() {
        return this == NEWEY_WEST || this == DRISCOLL_KRAAY;
    }
}
