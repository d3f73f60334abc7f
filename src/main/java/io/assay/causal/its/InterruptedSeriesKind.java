package io.assay.causal.its;

import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.its.InterruptedSeriesAnswer.Basis;
import io.assay.causal.its.InterruptedSeriesAnswer.Term;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import io.assay.statistics.series.InterruptedSeries;
import io.assay.statistics.series.SeriesErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Continues the line of the periods before, and tells what the periods after have beyond it. */
@Component
class InterruptedSeriesKind extends CausalKind<InterruptedSeriesRequest> {

    InterruptedSeriesKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_interrupted_series";
    }

    @Override
    public Class<InterruptedSeriesRequest> parameters() {
        return InterruptedSeriesRequest.class;
    }

    @Override
    protected Object answer(InterruptedSeriesRequest request, JobContext context) {
        CausalData data = read(request);
        Periods periods = Periods.of(request, data);
        if (Arrays.stream(periods.outcome()).distinct().limit(2).count() < 2) {
            throw Refused.at("/outcome", "does not vary");
        }
        Integer lags = request.lags();
        if (lags != null && lags >= periods.time().length) {
            throw Refused.at("/lags", "must be fewer than the %d periods".formatted(periods.time().length));
        }
        SeriesErrors errors = request.seriesErrors(periods.time().length);
        InterruptedSeries fit = InterruptedSeries.fit(
                periods.time(), periods.outcome(), periods.from(), periods.controlNames(), periods.controls(), errors);
        double degrees = request.isNormal() ? Double.POSITIVE_INFINITY : fit.residualDegrees();
        List<Term> coefficients = IntStream.range(0, fit.names().size())
                .mapToObj(k -> term(
                        fit.names().get(k),
                        fit.coefficient(k),
                        fit.standardError(k),
                        degrees,
                        request.wantedConfidence()))
                .toList();
        Term level = coefficients.get(fit.names().indexOf(InterruptedSeries.LEVEL));
        Term average = effect("average_effect", fit, fit.meanTimeAfter(), degrees, request);
        Term last = effect("final_effect", fit, periods.time()[periods.time().length - 1], degrees, request);
        double durbinWatson = fit.durbinWatson();
        Dropped dropped = data.dropped(fit.dropped()).and("other units than " + request.unit(), periods.others());
        return new InterruptedSeriesAnswer(
                level.estimate(),
                level.standardError(),
                level.interval(),
                level.pValue(),
                level.standardError() == null ? "the line leaves no residuals to tell an error by" : null,
                "the change of level in the first period after the interruption, against the line that the periods before go on by",
                coefficients,
                average,
                last,
                Double.isFinite(durbinWatson) ? durbinWatson : null,
                new Basis(
                        errors.kind().name().toLowerCase(Locale.ROOT),
                        errors.kind() == SeriesErrors.Kind.HAC ? errors.lags() : null,
                        fit.factor(),
                        fit.parameters(),
                        request.isNormal() ? "normal" : "t",
                        request.isNormal() ? null : degrees),
                counts(periods),
                dropped,
                InterruptedSeriesChecks.of(request, periods, errors, durbinWatson),
                series(request, periods, fit, degrees),
                InterruptedSeriesChecks.summary(level, average, durbinWatson),
                new Provenance("segmented_regression", source(request), null));
    }

    private static InterruptedSeriesAnswer.Periods counts(Periods periods) {
        int before = periods.before();
        return new InterruptedSeriesAnswer.Periods(
                before,
                periods.time().length - before,
                periods.labels().getFirst(),
                periods.labels().get(before),
                periods.labels().getLast());
    }

    private static Term effect(
            String name, InterruptedSeries fit, double at, double degrees, InterruptedSeriesRequest request) {
        return term(name, fit.effect(at), fit.effectError(at), degrees, request.wantedConfidence());
    }

    static Term term(String name, double estimate, double error, double degrees, double confidence) {
        if (!(error > 0)) {
            return new Term(name, estimate, null, null, null, null);
        }
        boolean normal = degrees == Double.POSITIVE_INFINITY;
        double tail = (1 - confidence) / 2;
        double half = error * (normal ? Normal.upperQuantile(tail) : StudentT.upperQuantile(tail, degrees));
        double statistic = estimate / error;
        return new Term(
                name,
                estimate,
                error,
                statistic,
                normal ? Normal.twoSidedP(statistic) : StudentT.twoSidedP(statistic, degrees),
                new Interval(estimate - half, estimate + half, confidence, normal ? "normal" : "student_t"));
    }

    private static List<Series> series(
            InterruptedSeriesRequest request, Periods periods, InterruptedSeries fit, double degrees) {
        int n = periods.time().length;
        int before = periods.before();
        List<Object> all = IntStream.range(0, n).mapToObj(periods::point).toList();
        List<@Nullable Double> observed = new ArrayList<>();
        List<@Nullable Double> fitted = new ArrayList<>();
        List<@Nullable Double> without = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            observed.add(periods.outcome()[i]);
            fitted.add(fit.fitted(i));
            without.add(fit.counterfactual(i));
        }
        List<@Nullable Double> effects = new ArrayList<>();
        List<@Nullable Double> lower = new ArrayList<>();
        List<@Nullable Double> upper = new ArrayList<>();
        for (int i = before; i < n; i++) {
            Term effect = effect("effect", fit, periods.time()[i], degrees, request);
            effects.add(effect.estimate());
            lower.add(effect.interval() == null ? null : effect.interval().lower());
            upper.add(effect.interval() == null ? null : effect.interval().upper());
        }
        return List.of(
                new Series("observed", all, observed, null, null),
                new Series("fitted", all, fitted, null, null),
                new Series("counterfactual", all, without, null, null),
                new Series("effect", all.subList(before, n), effects, lower, upper));
    }
}
