package io.assay.causal.its;

import io.assay.causal.Percent;
import io.assay.causal.its.InterruptedSeriesAnswer.Term;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import io.assay.statistics.series.InterruptedSeries;
import io.assay.statistics.series.SeriesErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What has to hold for a line to go on, and the evidence. */
final class InterruptedSeriesChecks {

    private static final double LOW = 1.5;
    private static final double HIGH = 2.5;
    private static final int FEW = 8;
    private static final double ALPHA = 0.05;

    private InterruptedSeriesChecks() {}

    static List<Check> of(InterruptedSeriesRequest request, Periods periods, SeriesErrors errors, double durbinWatson) {
        List<Check> checks = new ArrayList<>();
        checks.add(autocorrelation(errors, durbinWatson));
        int before = periods.before();
        int after = periods.time().length - before;
        boolean few = before < FEW || after < FEW;
        checks.add(new Check(
                "enough_periods",
                few ? Status.WARN : Status.PASS,
                "%d periods before and %d after the interruption.".formatted(before, after),
                few ? "With fewer than eight on a side a line is hardly told from its noise." : null));
        checks.add(new Check(
                "regular_periods",
                periods.isRegular() ? Status.PASS : Status.WARN,
                periods.isRegular()
                        ? "Each period is as far from the next."
                        : "Some periods are further apart than others.",
                periods.isRegular() ? null : "Lags count rows: fill in the periods that are missing."));
        checks.add(placebo(request, periods));
        checks.add(new Check(
                "nothing_else_changed",
                Status.UNKNOWN,
                "One series cannot tell the interruption from whatever else changed at the same time.",
                "Find a series that was not interrupted: POST /api/v1/causal/diff-in-diff."));
        return checks;
    }

    private static Check autocorrelation(SeriesErrors errors, double durbinWatson) {
        if (!Double.isFinite(durbinWatson)) {
            return new Check("autocorrelation", Status.UNKNOWN, "The line leaves no residuals.", null);
        }
        boolean dependent = durbinWatson < LOW || durbinWatson > HIGH;
        boolean allowed = errors.kind() == SeriesErrors.Kind.HAC;
        return new Check(
                "autocorrelation",
                dependent ? (allowed ? Status.WARN : Status.FAIL) : Status.PASS,
                String.format(
                        Locale.ROOT,
                        "Durbin-Watson is %.3f, where 2 means that errors do not depend on those before.",
                        durbinWatson),
                !dependent
                        ? null
                        : allowed
                                ? "hac errors allow for it, but in short series too little."
                                : "Standard errors are too small: take errors hac.");
    }

    /** The same question put to the middle of the periods before, where nothing happened. */
    private static Check placebo(InterruptedSeriesRequest request, Periods periods) {
        int before = periods.before();
        if (before < FEW) {
            return new Check(
                    "placebo_in_time",
                    Status.UNKNOWN,
                    "%d periods before are too few to put an interruption among them.".formatted(before),
                    null);
        }
        InterruptedSeries fit = InterruptedSeries.fit(
                Arrays.copyOf(periods.time(), before),
                Arrays.copyOf(periods.outcome(), before),
                periods.time()[before / 2],
                List.of(),
                new double[0][],
                request.seriesErrors(before));
        int k = fit.names().indexOf(InterruptedSeries.LEVEL);
        double degrees = request.isNormal() ? Double.POSITIVE_INFINITY : fit.residualDegrees();
        Term term = InterruptedSeriesKind.term(
                "placebo", fit.coefficient(k), fit.standardError(k), degrees, request.wantedConfidence());
        Double pValue = term.pValue();
        boolean found = pValue != null && pValue < ALPHA;
        return new Check(
                "placebo_in_time",
                pValue == null ? Status.UNKNOWN : found ? Status.WARN : Status.PASS,
                pValue == null
                        ? "The periods before lie on a line."
                        : String.format(
                                Locale.ROOT,
                                "An interruption put at %s, in the middle of the periods before, changes the level by %.4g (p = %.3g).",
                                periods.labels().get(before / 2),
                                term.estimate(),
                                pValue),
                found ? "The series bends where nothing happened: a straight line is too simple for it." : null);
    }

    static String summary(Term level, Term average, double durbinWatson) {
        return "Change of level "
                + words(level)
                + "; average effect over the periods after "
                + words(average)
                + (Double.isFinite(durbinWatson)
                        ? String.format(Locale.ROOT, "; Durbin-Watson %.3f.", durbinWatson)
                        : ".");
    }

    private static String words(Term term) {
        Interval interval = term.interval();
        return interval == null
                ? String.format(Locale.ROOT, "%.6g", term.estimate())
                : String.format(
                        Locale.ROOT,
                        "%.6g (%s %% interval %.6g to %.6g)",
                        term.estimate(),
                        Percent.of(interval.level()),
                        interval.lower(),
                        interval.upper());
    }
}
