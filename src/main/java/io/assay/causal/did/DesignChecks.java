package io.assay.causal.did;

import io.assay.causal.Key;
import io.assay.causal.SummaryTable;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.regression.CoefficientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What speaks for the design itself: trends before, effects where there can be none, groups alike at the start. */
final class DesignChecks {

    private static final double ALPHA = 0.05;

    /** Groups farther apart than this, in deviations, are compared by the form of a regression more than by data. */
    private static final double FAR = 0.25;

    private DesignChecks() {}

    static List<Check> of(
            DiffInDiffRequest request,
            Observed observed,
            @Nullable ParallelTrends trends,
            Placebos placebos,
            List<Baseline> balance) {
        List<Check> checks = new ArrayList<>();
        if (request.timeCol() != null) {
            Check order = order(observed);
            if (order != null) {
                checks.add(order);
            }
        }
        if (trends == null) {
            checks.add(new Check(
                    "parallel_trends",
                    Status.UNKNOWN,
                    request.timeCol() == null
                            ? "No column tells periods apart, so trends before the treatment cannot be compared."
                            : "There are fewer than two periods before the treatment that both groups have.",
                    "Gather earlier periods and name time_col: without them the assumption rests on argument alone."));
        } else {
            checks.add(TrendChecks.parallel(trends));
            checks.add(TrendChecks.power(trends));
        }
        CoefficientTest time = placebos.time();
        if (time != null && time.pValue() != null) {
            String evidence = String.format(
                    Locale.ROOT,
                    "Had the treatment come in %s its effect would be %s, p %s.",
                    placebos.timeFrom(),
                    SummaryTable.figure(time.estimate()),
                    SummaryTable.p(time.pValue()));
            checks.add(
                    time.pValue() < ALPHA
                            ? new Check(
                                    "placebo_in_time",
                                    Status.FAIL,
                                    evidence,
                                    "Something moved the groups apart before the treatment did.")
                            : new Check("placebo_in_time", Status.PASS, evidence, null));
        }
        Placebos.Group group = placebos.group();
        if (group != null) {
            String evidence = String.format(
                    Locale.ROOT,
                    "Of %,d untreated groups %,d would have shown an effect as large had they been treated: p %s.",
                    group.groups(),
                    group.atLeastAsLarge(),
                    SummaryTable.p(group.pValue()));
            checks.add(
                    new Check("placebo_in_group", group.pValue() < ALPHA ? Status.PASS : Status.WARN, evidence, null));
        }
        checks.add(baseline(balance));
        return checks;
    }

    /** Whether what is called after comes after; null where it does. */
    private static @Nullable Check order(Observed observed) {
        Key time = observed.data().key(TwoGroupsRequest.TIME);
        boolean[][] seen = new boolean[2][time.count()];
        for (int i = 0; i < observed.post().length; i++) {
            seen[(int) observed.post()[i]][time.codes()[i]] = true;
        }
        int after = time.count();
        for (int period = 0; period < time.count(); period++) {
            after = seen[1][period] ? Math.min(after, period) : after;
            if (seen[0][period] && period >= after) {
                return new Check(
                        "time_order",
                        Status.FAIL,
                        period == after || seen[1][period]
                                ? "%s is before in some rows and after in others."
                                        .formatted(time.labels().get(period))
                                : "%s is before, and %s, which is earlier, is after."
                                        .formatted(
                                                time.labels().get(period),
                                                time.labels().get(after)),
                        "See what post_col says: units that are treated at different times are for /api/v1/causal/staggered.");
            }
        }
        return null;
    }

    private static Check baseline(List<Baseline> balance) {
        if (balance.isEmpty()) {
            return new Check(
                    "baseline_balance",
                    Status.UNKNOWN,
                    "No controls are named that the groups could be compared by.",
                    null);
        }
        Baseline farthest = balance.getFirst();
        for (Baseline one : balance) {
            farthest = distance(one) > distance(farthest) ? one : farthest;
        }
        String evidence = Double.isInfinite(distance(farthest))
                ? "Before the treatment %s is %s in all of the treated group and %s on average in the other."
                        .formatted(
                                farthest.column(),
                                SummaryTable.figure(farthest.treatedMean()),
                                SummaryTable.figure(farthest.controlMean()))
                : String.format(
                        Locale.ROOT,
                        "Before the treatment the groups are farthest apart in %s: %.2f standard deviations.",
                        farthest.column(),
                        distance(farthest));
        return distance(farthest) > FAR
                ? new Check(
                        "baseline_balance",
                        Status.WARN,
                        evidence,
                        "Match or weight first (/api/v1/causal/matching, /api/v1/causal/weighting): a linear control hardly bridges that.")
                : new Check("baseline_balance", Status.PASS, evidence, null);
    }

    private static double distance(Baseline one) {
        Double difference = one.standardizedDifference();
        if (difference == null) {
            return one.treatedMean() == one.controlMean() ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(difference);
    }
}
