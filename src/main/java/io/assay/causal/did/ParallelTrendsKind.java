package io.assay.causal.did;

import io.assay.causal.CausalKind;
import io.assay.causal.Key;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.SummaryTable;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.WaldTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tests whether two groups ran in parallel before one of them was treated. */
@Component
class ParallelTrendsKind extends CausalKind<ParallelTrendsRequest> {

    ParallelTrendsKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "parallel_trends";
    }

    @Override
    public Class<ParallelTrendsRequest> parameters() {
        return ParallelTrendsRequest.class;
    }

    @Override
    protected boolean isStreamed(ParallelTrendsRequest request) {
        return Observed.isStored(request);
    }

    @Override
    protected ParallelTrendsAnswer answer(ParallelTrendsRequest request, JobContext context) {
        Observed stored = Observed.stored(tables(), request);
        Observed observed = stored == null ? Observed.rows(readAfterAll(request, context)) : stored;
        PreTrends before = PreTrends.of(observed);
        if (before == null) {
            throw Refused.at(
                    TwoGroupsRequest.TIME,
                    "must tell two periods before the treatment at least, each with rows of both groups: of one there is no trend");
        }
        ParallelTrends trends = before.test(request.conventions().convention(), request.level());
        WaldTest joint = trends.jointTest();
        return new ParallelTrendsAnswer(
                joint == null ? null : joint.pValue(),
                trends,
                "Whether, before the treatment, the distance between the groups in %s was the same in every period as in %s."
                        .formatted(request.outcome(), trends.reference()),
                summary(request, trends),
                observed.data().dropped(List.of()),
                List.of(TrendChecks.parallel(trends), TrendChecks.power(trends)),
                series(observed, trends),
                new Provenance("parallel_trends_before_treatment", source(request), null));
    }

    private static String summary(ParallelTrendsRequest request, ParallelTrends trends) {
        List<CoefficientTest> lines = new ArrayList<>(trends.periods());
        CoefficientTest slope = trends.slope();
        if (slope != null) {
            lines.add(slope);
        }
        SummaryTable table = new SummaryTable("Parallel trends before the treatment")
                .fact("Outcome", request.outcome())
                .fact("Reference", trends.reference())
                .fact("Errors", trends.by() == null ? "HC3" : "clustered by " + trends.by())
                .coefficients(lines, !lines.isEmpty() && lines.getFirst().degreesOfFreedom() == null ? "z" : "t");
        table.line(TrendChecks.parallel(trends).evidence());
        table.line(TrendChecks.power(trends).evidence());
        return table.text();
    }

    private static List<Series> series(Observed observed, ParallelTrends trends) {
        Key time = observed.data().key(TwoGroupsRequest.TIME);
        double[] outcome = observed.outcome();
        double[][] sum = new double[2][time.count()];
        double[][] count = new double[2][time.count()];
        for (int i = 0; i < outcome.length; i++) {
            int group = (int) observed.treated()[i];
            sum[group][time.codes()[i]] += observed.count(i) * outcome[i];
            count[group][time.codes()[i]] += observed.count(i);
        }
        List<Series> all = new ArrayList<>();
        for (int group = 0; group < 2; group++) {
            List<@Nullable Double> means = new ArrayList<>();
            for (int t = 0; t < time.count(); t++) {
                means.add(count[group][t] == 0 ? null : observed.offset() + sum[group][t] / count[group][t]);
            }
            all.add(new Series(group == 0 ? "control" : "treated", List.copyOf(time.labels()), means, null, null));
        }
        List<Object> periods = new ArrayList<>();
        List<@Nullable Double> estimates = new ArrayList<>();
        List<@Nullable Double> lower = new ArrayList<>();
        List<@Nullable Double> upper = new ArrayList<>();
        for (CoefficientTest test : trends.periods()) {
            periods.add(test.name());
            estimates.add(test.estimate());
            lower.add(test.interval() == null ? null : test.interval().lower());
            upper.add(test.interval() == null ? null : test.interval().upper());
        }
        periods.add(trends.reference());
        estimates.add(0.0);
        lower.add(null);
        upper.add(null);
        all.add(new Series(
                String.format(Locale.ROOT, "distance_from_%s", trends.reference()), periods, estimates, lower, upper));
        return all;
    }
}
