package io.assay.causal.staggered;

import io.assay.causal.Basis;
import io.assay.causal.Dropped;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Effects of treatment that begins at different times.
 *
 * @param estimator by its name
 * @param estimate the average asked for
 * @param standardError of it; null where there is none
 * @param statistic estimate over standard error
 * @param pValue two-sided, of no effect
 * @param interval of the confidence asked for
 * @param reason why there is no p-value and no interval; null where there are
 * @param estimand what the estimate is of, in words
 * @param summary a table to read
 * @param basis what errors, p-values and intervals rest on
 * @param attGt by cohort g and period t; null of an estimator that has none
 * @param attGtBands how the simultaneous intervals of those were had
 * @param simple the average of all effects from treatment on
 * @param dynamic by time since treatment
 * @param group by cohort
 * @param calendar by period
 * @param preTest whether effects before treatment are all zero
 * @param sensitivity how far trends may have parted before the mean effect is no longer told from 0; null where effects
 *     by time since treatment are not there or not one period apart, and where there is a reason not to judge
 * @param twoWay the regression on treatment with unit and period effects, and what it is an average of
 * @param crossSections every estimator of repeated cross-sections; null of panels
 * @param dropped what was left out; null of cohort moments, which have no rows
 * @param checks each assumption, with the evidence for and against it
 * @param series ready to be drawn
 * @param sql the statement that makes the cohort moments of a table; null where they are not enough
 * @param provenance where it comes from
 */
@Schema(name = "StaggeredAnswer")
record StaggeredAnswer(
        String estimator,
        double estimate,
        @Nullable Double standardError,
        @Nullable Double statistic,
        @Nullable Double pValue,
        @Nullable Interval interval,
        @Nullable String reason,
        String estimand,
        String summary,
        Basis basis,
        @Nullable List<GroupTime> attGt,
        @Nullable BandsUsed attGtBands,
        @Nullable Averages simple,
        @Nullable Averages dynamic,
        @Nullable Averages group,
        @Nullable Averages calendar,
        PreTest preTest,
        @Nullable HonestSensitivity sensitivity,
        TwoWay twoWay,
        @Nullable List<CrossSections> crossSections,
        @Nullable Dropped dropped,
        List<Check> checks,
        List<Series> series,
        @Nullable String sql,
        Provenance provenance) {

    /**
     * The effect on one cohort in one period.
     *
     * @param g the cohort, by the period in which it is treated first
     * @param t the period
     * @param base the period that it is held against
     * @param att the effect; null where there is none
     * @param se its standard error; null where the effect is 0 by construction
     * @param band simultaneous with those of all other cohorts and periods
     * @param treated how many units the cohort has
     * @param controls how many units stand for the trend without treatment; null where a regression chooses
     * @param reason why there is no effect, no error or no p-value; null where there are all
     */
    @Schema(name = "StaggeredGroupTime")
    record GroupTime(
            Object g,
            Object t,
            @Nullable Object base,
            @Nullable Double att,
            @Nullable Double se,
            @Nullable Double pValue,
            @Nullable Interval interval,
            @Nullable Interval band,
            long treated,
            @Nullable Long controls,
            @Nullable String reason) {}

    /**
     * Effects averaged in one way.
     *
     * @param overall one number
     * @param effects what it is an average of
     * @param bands how the simultaneous intervals of those were had; null where there are none
     */
    @Schema(name = "StaggeredAverages")
    record Averages(
            Averaged overall,
            List<Averaged> effects,
            @Nullable BandsUsed bands) {}

    /**
     * One average.
     *
     * @param at the time since treatment, the cohort or the period; null overall
     * @param standardError null where the effect is 0 by construction
     * @param band simultaneous with those of the others
     * @param reason why there is an error and no p-value; null where there are both, or neither
     */
    @Schema(name = "StaggeredAveraged")
    record Averaged(
            @Nullable Object at,
            double estimate,
            @Nullable Double standardError,
            @Nullable Double statistic,
            @Nullable Double pValue,
            @Nullable Interval interval,
            @Nullable Interval band,
            @Nullable String reason) {}

    /**
     * How simultaneous intervals were had: estimate ± critical value × standard error, both of one procedure.
     *
     * @param method sup_t or multiplier
     * @param standardErrors those that belong to the critical value, in order; null where they are those above
     */
    @Schema(name = "StaggeredBands")
    record BandsUsed(
            String method,
            double criticalValue,
            @Nullable List<Double> standardErrors,
            @Nullable Integer draws,
            @Nullable Long seed) {}

    /**
     * A joint test of effects before treatment.
     *
     * @param statistic chi-square or F; null where there is no test
     * @param distribution chi_square or f
     * @param df1 how many effects are tested
     * @param df2 of F; null of chi-square
     * @param detectableSlope what difference in trends a test for one would have found
     * @param reason why there is no test
     */
    @Schema(name = "StaggeredPreTest")
    record PreTest(
            @Nullable Double statistic,
            String distribution,
            @Nullable Integer df1,
            @Nullable Long df2,
            @Nullable Double pValue,
            @Nullable Detectable detectableSlope,
            @Nullable String reason) {}

    /**
     * The steepest difference in trends, per period, that the data may well hide.
     *
     * @param power50 found with 50 % power
     * @param power80 found with 80 % power
     */
    @Schema(name = "StaggeredDetectableSlope")
    record Detectable(double power50, double power80) {}

    /**
     * The two-way regression.
     *
     * @param estimate the coefficient of treatment; null where it cannot be had
     * @param errors with each kind of errors
     * @param weightOnTreatedControls the weight of comparisons with units that are treated already
     * @param components what it compares, weights adding up to one
     * @param byType the same by kind of comparison
     * @param reason why there is none, or why it is not told what it compares
     */
    @Schema(name = "StaggeredTwoWay")
    record TwoWay(
            @Nullable Double estimate,
            List<Errors> errors,
            @Nullable Double weightOnTreatedControls,
            List<Component> components,
            List<ByType> byType,
            @Nullable String reason) {}

    /** The coefficient with one kind of errors. */
    @Schema(name = "StaggeredTwoWayErrors")
    record Errors(
            String kind,
            double standardError,
            @Nullable Double pValue,
            @Nullable Interval interval,
            double degreesOfFreedom,
            long parameters) {}

    /** What one estimator of repeated cross-sections says. */
    @Schema(name = "StaggeredCrossSections")
    record CrossSections(
            String method,
            double estimate,
            double standardError,
            @Nullable Double pValue,
            @Nullable Interval interval) {}

    /** One comparison of two cohorts. */
    @Schema(name = "StaggeredComponent")
    record Component(Object treated, Object untreated, String type, double weight, double estimate) {}

    /** Comparisons of one kind; weightedEstimate is Σ weight · estimate. */
    @Schema(name = "StaggeredComponentsByType")
    record ByType(String type, double weight, double weightedEstimate) {}
}
