package io.assay.causal.staggered;

import io.assay.causal.ClusterCount;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.causal.SummaryTable;
import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.causal.staggered.StaggeredAnswer.TwoWay;
import io.assay.causal.staggered.StaggeredEstimator.Estimated;
import io.assay.data.Source;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.regression.CoefficientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes answers of what estimators came to. */
final class Answers {

    private static final double SIGNIFICANT = 0.05;

    private static final String EXACT =
            "the effects explain every outcome exactly, so nothing is left that could tell how sure they are";

    private Answers() {}

    /**
     * The answer.
     *
     * @param isTwoWay whether the estimate is that of two-way fixed effects
     */
    static StaggeredAnswer of(
            String name,
            String title,
            boolean isTwoWay,
            PanelInput input,
            PanelRequest request,
            Estimated found,
            Source source) {
        Unjudged.Counts counts = Unjudged.counts(found.used(), request.takesLaterTreated());
        String unjudged = counts.reason();
        Estimated estimated = unjudged == null ? LoneClusters.without(found, input) : Unjudged.of(found, unjudged);
        TwoWay regression = TwoWays.of(input, request.level());
        TwoWay twoWay = unjudged == null ? regression : Unjudged.of(regression);
        List<Check> checks = new ArrayList<>();
        checks.add(parallelTrends(estimated.preTest()));
        checks.add(robustness(estimated.sensitivity(), unjudged));
        checks.add(anticipation(estimated.dynamic(), request.ahead()));
        checks.add(TwoWays.check(twoWay, input.treatedCohorts().size(), isTwoWay));
        checks.add(clusters(counts));
        checks.addAll(estimated.checks());
        Averaged headline = estimated.headline();
        return new StaggeredAnswer(
                name,
                headline.estimate(),
                headline.standardError(),
                headline.statistic(),
                headline.pValue(),
                headline.interval(),
                headline.pValue() != null || headline.reason() != null
                        ? headline.reason()
                        : unjudged == null ? EXACT : unjudged,
                estimated.estimand(),
                summary(title, input, request, estimated, checks),
                estimated.basis(),
                estimated.attGt(),
                estimated.attGtBands(),
                estimated.simple(),
                estimated.dynamic(),
                estimated.group(),
                estimated.calendar(),
                estimated.preTest(),
                estimated.sensitivity(),
                twoWay,
                null,
                estimated.dropped(),
                List.copyOf(checks),
                series(estimated),
                input.isPlain() ? CohortSql.of(request, input) : null,
                new Provenance(name, source, estimated.seed()));
    }

    private static Check parallelTrends(PreTest test) {
        Double p = test.pValue();
        if (p == null) {
            return new Check(
                    "parallel_trends",
                    Check.Status.UNKNOWN,
                    "Trends before treatment cannot be compared: " + test.reason() + ".",
                    "Take periods further back, or say why trends would have been parallel.");
        }
        StaggeredAnswer.Detectable slope = test.detectableSlope();
        String hidden = slope == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        " A difference in trends of %.3g per period would have been found with 80 %% power, one of %.3g with 50 %%.",
                        slope.power80(),
                        slope.power50());
        return new Check(
                "parallel_trends",
                p < SIGNIFICANT ? Check.Status.WARN : Check.Status.PASS,
                String.format(
                        Locale.ROOT,
                        "That all effects before treatment are zero has a joint p-value of %.4f (%s on %s).%s",
                        p,
                        test.distribution().equals("f") ? "F" : "chi-square",
                        test.df2() == null ? test.df1() : test.df1() + " and " + test.df2(),
                        hidden),
                p < SIGNIFICANT
                        ? "Trends differed before treatment: do not read the estimate as an effect."
                        : "That no difference was found does not mean that there is none of that size.");
    }

    private static Check robustness(@Nullable HonestSensitivity honest, @Nullable String unjudged) {
        if (honest == null) {
            return new Check(
                    "broken_trends",
                    Check.Status.UNKNOWN,
                    "How far trends may have parted cannot be told: "
                            + (unjudged == null
                                    ? "effects must be one period apart, one of them before the reference, and at most 60."
                                    : unjudged + "."),
                    null);
        }
        return honest.check();
    }

    private static Check anticipation(@Nullable Averages dynamic, double allowed) {
        Averaged last = dynamic == null
                ? null
                : dynamic.effects().stream()
                        .filter(effect -> effect.at() instanceof Number at && at.doubleValue() < -allowed)
                        .filter(effect -> effect.pValue() != null)
                        .reduce((earlier, later) -> later)
                        .orElse(null);
        if (last == null) {
            return new Check(
                    "no_anticipation",
                    Check.Status.UNKNOWN,
                    "There is no effect shortly before treatment to look at.",
                    "Say why nobody acted on the treatment before it began, or allow for anticipation.");
        }
        double p = Objects.requireNonNull(last.pValue());
        return new Check(
                "no_anticipation",
                p < SIGNIFICANT ? Check.Status.WARN : Check.Status.PASS,
                String.format(
                        Locale.ROOT,
                        "The effect at time %s, before treatment, is %.4g (p %.4f).",
                        last.at(),
                        last.estimate(),
                        p),
                p < SIGNIFICANT ? "Allow for anticipation, or look for what else changed then." : null);
    }

    private static Check clusters(Unjudged.Counts counts) {
        long count = counts.all();
        long treated = counts.treated();
        boolean lone = counts.controls() <= 1;
        boolean few = lone || Math.min(treated, count) < ClusterCount.LEAST;
        return new Check(
                "clusters",
                few ? Check.Status.FAIL : count < ClusterCount.FEW ? Check.Status.WARN : Check.Status.PASS,
                String.format(
                        Locale.ROOT,
                        "Errors are clustered in %,d groups, of which %,d have treated units%s.",
                        count,
                        treated,
                        lone ? ", and one alone stands for the trend without treatment" : ""),
                few
                        ? "No p-value and no interval of so few clusters can be trusted: permute treatment over clusters."
                        : count < ClusterCount.FEW
                                ? "Errors of so few clusters are too small: intervals cover less than they say."
                                : null);
    }

    private static List<Series> series(Estimated estimated) {
        List<Series> series = new ArrayList<>();
        add(series, "effect_by_event_time", estimated.dynamic());
        add(series, "effect_by_cohort", estimated.group());
        add(series, "effect_by_period", estimated.calendar());
        return List.copyOf(series);
    }

    /** With pointwise intervals, and a second time with simultaneous ones. */
    private static void add(List<Series> series, String name, @Nullable Averages averages) {
        if (averages == null || averages.effects().isEmpty()) {
            return;
        }
        List<Object> at = averages.effects().stream()
                .map(effect -> Objects.requireNonNull(effect.at()))
                .toList();
        List<@Nullable Double> y = new ArrayList<>();
        List<@Nullable Double> lower = new ArrayList<>();
        List<@Nullable Double> upper = new ArrayList<>();
        List<@Nullable Double> below = new ArrayList<>();
        List<@Nullable Double> above = new ArrayList<>();
        for (Averaged effect : averages.effects()) {
            Interval interval = effect.interval();
            Interval band = effect.band();
            y.add(effect.estimate());
            lower.add(interval == null ? null : interval.lower());
            upper.add(interval == null ? null : interval.upper());
            below.add(band == null ? null : band.lower());
            above.add(band == null ? null : band.upper());
        }
        series.add(new Series(name, at, y, lower, upper));
        if (averages.bands() != null) {
            series.add(new Series(name + "_simultaneous", at, y, below, above));
        }
    }

    private static String summary(
            String title, PanelInput input, PanelRequest request, Estimated estimated, List<Check> checks) {
        String letter = estimated.basis().degreesOfFreedom() == null ? "z" : "t";
        SummaryTable table = new SummaryTable(title)
                .fact("Outcome", request.outcome() == null ? "of cohort moments" : request.outcome())
                .fact(
                        "Panel",
                        String.format(
                                Locale.ROOT,
                                "%,d units in %d periods, %d cohorts treated",
                                input.units(),
                                input.data().periods().length,
                                input.treatedCohorts().size()))
                .fact(
                        "Errors",
                        estimated.basis().estimator().toLowerCase(Locale.ROOT).replace('_', ' '));
        List<CoefficientTest> lines = new ArrayList<>();
        lines.add(line("estimate", estimated.headline()));
        lines(lines, "event time ", estimated.dynamic());
        lines(lines, "cohort ", estimated.group());
        lines(lines, "period ", estimated.calendar());
        table.coefficients(lines, letter);
        if (estimated.sensitivity() != null) {
            table.line(estimated.sensitivity().headline());
        }
        checks.stream()
                .filter(check -> check.status() == Check.Status.WARN || check.status() == Check.Status.FAIL)
                // Its evidence stands there already.
                .filter(check -> !check.id().equals("broken_trends"))
                .forEach(check -> table.line(check.status() + " " + check.id() + ": " + check.evidence()));
        return table.text();
    }

    private static void lines(List<CoefficientTest> lines, String name, @Nullable Averages averages) {
        if (averages != null) {
            averages.effects().forEach(effect -> lines.add(line(name + effect.at(), effect)));
        }
    }

    private static CoefficientTest line(String name, Averaged effect) {
        return new CoefficientTest(
                name,
                effect.estimate(),
                effect.standardError(),
                effect.statistic(),
                effect.pValue(),
                effect.interval(),
                null);
    }
}
