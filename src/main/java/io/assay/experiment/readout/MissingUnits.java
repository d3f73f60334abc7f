package io.assay.experiment.readout;

import io.assay.experiment.Wording;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.distribution.ChiSquare;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Units that the arms have and a metric has not. Where the share that is missing differs between the arms, whoever is left in
 * one arm is not whoever is left in the other, and their difference is no effect.
 *
 * <p>Whether it differs is asked by Pearson's chi-square test of homogeneity in the table of missing and present units by
 * arms, with as many degrees of freedom as there are arms but one; of two arms that is the pooled two-proportion z-test.
 *
 * @param keys of the arms that have units
 * @param assigned their units
 * @param missing how many of those the metric lacks
 */
record MissingUnits(List<String> keys, List<Long> assigned, List<Long> missing) {

    static final String UNITS = "units";

    /** As of the sample ratio: the alarm level of most experimentation platforms. */
    private static final double FAIL_BELOW = 0.001;

    /** Expected count of a cell below which the chi-square distribution is a poor approximation (Cochran 1954). */
    private static final double SMALLEST_EXPECTED = 5;

    private static final String LOG_EVERY_UNIT =
            "Send every unit of the arms, those without an event as zeros; where some cannot be had, say why.";

    /** Null where it is not asked: the arms state no units, or the metric counts values and not units. */
    static @Nullable MissingUnits of(ReadoutInput input, MetricInput metric) {
        if (metric.kind() == MetricKind.QUANTILE || input.arms().stream().anyMatch(arm -> arm.n() == null)) {
            return null;
        }
        List<String> keys = new ArrayList<>();
        List<Long> assigned = new ArrayList<>();
        List<Long> missing = new ArrayList<>();
        for (int arm = 0; arm < input.arms().size(); arm++) {
            Long n = input.arms().get(arm).n();
            if (n != null && n > 0) {
                keys.add(input.arms().get(arm).key());
                assigned.add(n);
                missing.add(Math.max(0, n - Units.behind(metric.data().get(arm))));
            }
        }
        return new MissingUnits(keys, assigned, missing);
    }

    Check check() {
        if (noneMissing()) {
            return allThere();
        }
        List<String> parts = new ArrayList<>();
        for (int arm = 0; arm < keys.size(); arm++) {
            parts.add(keys.get(arm) + " lacks " + Wording.count(missing.get(arm)) + " of "
                    + Wording.units(assigned.get(arm)) + " ("
                    + Wording.percent((double) missing.get(arm) / assigned.get(arm))
                    + ")");
        }
        String evidence = String.join(", ", parts);
        if (smallestExpected() < SMALLEST_EXPECTED) {
            return new Check(
                    UNITS,
                    Status.WARN,
                    evidence + "; whether the shares differ cannot be tested on so few",
                    LOG_EVERY_UNIT);
        }
        double p = ChiSquare.survival(statistic(), keys.size() - 1);
        return p < FAIL_BELOW
                ? new Check(
                        UNITS,
                        Status.FAIL,
                        evidence + ": the shares differ (" + Wording.pValue(p) + ")",
                        "Do not act on this metric: it compares whoever is left in each arm. " + LOG_EVERY_UNIT)
                : new Check(
                        UNITS,
                        Status.WARN,
                        evidence + ": the shares do not differ clearly (" + Wording.pValue(p) + ")",
                        LOG_EVERY_UNIT);
    }

    /**
     * Of all arms together: how many of one arm's units have a value can be an outcome.
     *
     * @param share whether that of all arms together may be said
     */
    Check blinded(boolean share) {
        return noneMissing()
                ? allThere()
                : new Check(
                        UNITS,
                        Status.WARN,
                        (share ? Wording.percent(missingInAll() / assignedInAll()) : "some")
                                + " of the units of all arms together are missing; whether more in one arm than in another is "
                                + "not said while blinded",
                        LOG_EVERY_UNIT);
    }

    private static Check allThere() {
        return new Check(UNITS, Status.PASS, "all units of the arms are there", null);
    }

    boolean noneMissing() {
        return missingInAll() == 0;
    }

    private double missingInAll() {
        return missing.stream().mapToDouble(Long::doubleValue).sum();
    }

    private double assignedInAll() {
        return assigned.stream().mapToDouble(Long::doubleValue).sum();
    }

    /** Of the table's cells; 0 where fewer than two arms have units, which leaves nothing to test. */
    private double smallestExpected() {
        double rate = missingInAll() / assignedInAll();
        double smallest = assigned.stream().mapToLong(Long::longValue).min().orElse(0);
        return keys.size() < 2 ? 0 : smallest * Math.min(rate, 1 - rate);
    }

    private double statistic() {
        double rate = missingInAll() / assignedInAll();
        double statistic = 0;
        for (int arm = 0; arm < keys.size(); arm++) {
            double deviation = missing.get(arm) - assigned.get(arm) * rate;
            statistic += deviation * deviation / (assigned.get(arm) * rate * (1 - rate));
        }
        return statistic;
    }
}
