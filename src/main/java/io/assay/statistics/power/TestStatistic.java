package io.assay.statistics.power;

/** What a planned comparison tests, m_a and m_b the means of control and treatment. */
public enum TestStatistic {
    /** m_b - m_a, a relative reference counted in control means that are taken as known. */
    DIFFERENCE,
    /** The same of two rates, its variance under the null hypothesis, against no effect that of both arms' common rate. */
    SCORE_DIFFERENCE,
    /** (m_b - m_a)/|m_a|, by the delta method at the true effect. */
    LIFT,
    /** m_b - m_a - r|m_a| of a relative reference r: neither a division nor a mean that is taken as known. */
    BEYOND_SHARE,
    /** The same of two rates, its variance under the null hypothesis m_b = (1 + r) m_a: the score test of their ratio. */
    SCORE_BEYOND_SHARE;

    /** Whether its variance is that under the null hypothesis. */
    boolean isRestricted() {
        return switch (this) {
            case DIFFERENCE, LIFT, BEYOND_SHARE -> false;
            case SCORE_DIFFERENCE, SCORE_BEYOND_SHARE -> true;
        };
    }

    /** Whether its reference is a share of the control mean. */
    boolean isOfShare() {
        return switch (this) {
            case DIFFERENCE, SCORE_DIFFERENCE, LIFT -> false;
            case BEYOND_SHARE, SCORE_BEYOND_SHARE -> true;
        };
    }
}
