package io.assay.statistics.did;

/**
 * How effects by cohort and period are estimated.
 *
 * @param controls who stands for the trend without treatment
 * @param method how covariates are adjusted for; without covariates all are the same
 * @param base which period others are held against
 * @param anticipation by how much of the time's unit treatment may have effects before it begins, at least 0
 */
public record StaggeredOptions(Controls controls, Method method, Base base, double anticipation) {

    /** Who stands for the trend without treatment. */
    public enum Controls {
        /** Units that are never treated. */
        NEVERTREATED,
        /** Those, and units that are treated later than both periods that are compared. */
        NOTYETTREATED
    }

    /** How covariates are adjusted for; the names are did's. */
    public enum Method {
        /** Doubly robust: both of the following; right when either is. */
        DR,
        /** A regression of the change in the outcome among the controls. */
        REG,
        /** Controls weighted by their odds of being treated, weights that add up to one. */
        IPW
    }

    /** Which period others are held against. */
    public enum Base {
        /** Before treatment the period before, from it on the last one before treatment. */
        VARYING,
        /** The last one before treatment. */
        UNIVERSAL
    }

    public static StaggeredOptions standard() {
        return new StaggeredOptions(Controls.NEVERTREATED, Method.DR, Base.VARYING, 0);
    }
}
