package io.assay.causal.staggered;

import io.assay.causal.ClusterCount;
import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.Errors;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.causal.staggered.StaggeredAnswer.TwoWay;
import io.assay.causal.staggered.StaggeredEstimator.Estimated;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.Panel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers without p-values and intervals, where clusters are too few for them. */
final class Unjudged {

    private Unjudged() {}

    /**
     * How many clusters an estimate rests on, or units where no clusters are named.
     *
     * @param all those that it uses
     * @param treated those in which treatment begins while others are untreated
     */
    record Counts(long all, long treated) {

        /** Why nothing can be judged by them; null where it can. */
        @Nullable
        String reason() {
            String tooFew = ClusterCount.obstacle(all);
            return tooFew != null || treated > 1
                    ? tooFew
                    : "one cluster alone is treated, so nothing shows how treated ones vary: no p-value and no interval can be trusted";
        }
    }

    /**
     * Counts them. Cohorts treated from the start show no beginning: the regression on treatment takes them for controls,
     * the other estimators leave them out. The last cohort is what the others are held against, never treated or the last
     * before it is.
     */
    static Counts counts(PanelInput input, double ahead, boolean isTwoWay) {
        CohortMoments moments = input.moments();
        double[] cohorts = moments.cohorts();
        double start = moments.periods()[0] + (isTwoWay ? 0 : ahead);
        int from = 0;
        while (from < cohorts.length && cohorts[from] <= start) {
            from++;
        }
        return new Counts(
                clusters(input, isTwoWay ? 0 : from, cohorts.length), clusters(input, from, cohorts.length - 1));
    }

    /** Of the cohorts from one place to before another. */
    private static long clusters(PanelInput input, int from, int to) {
        Panel panel = input.panel();
        int[] codes = panel == null ? null : panel.clusters();
        if (from >= to) {
            return 0;
        }
        return panel != null && codes != null
                // Units are in the order of their cohorts.
                ? Arrays.stream(codes, panel.starts()[from], panel.starts()[to])
                        .distinct()
                        .count()
                : Arrays.stream(input.moments().units(), from, to).sum();
    }

    static Estimated of(Estimated estimated, String reason) {
        List<GroupTime> attGt = estimated.attGt();
        PreTest test = estimated.preTest();
        return new Estimated(
                of(estimated.headline()),
                estimated.estimand(),
                estimated.basis(),
                attGt == null ? null : attGt.stream().map(Unjudged::of).toList(),
                null,
                of(estimated.simple()),
                of(estimated.dynamic()),
                of(estimated.group()),
                of(estimated.calendar()),
                new PreTest(null, test.distribution(), null, null, null, null, reason),
                null,
                estimated.dropped(),
                estimated.checks(),
                estimated.seed());
    }

    static TwoWay of(TwoWay twoWay) {
        return new TwoWay(
                twoWay.estimate(),
                twoWay.errors().stream()
                        .map(one -> new Errors(
                                one.kind(), one.standardError(), null, null, one.degreesOfFreedom(), one.parameters()))
                        .toList(),
                twoWay.weightOnTreatedControls(),
                twoWay.components(),
                twoWay.byType(),
                twoWay.reason());
    }

    private static @Nullable Averages of(@Nullable Averages averages) {
        return averages == null
                ? null
                : new Averages(
                        of(averages.overall()),
                        averages.effects().stream().map(Unjudged::of).toList(),
                        null);
    }

    private static Averaged of(Averaged one) {
        return new Averaged(one.at(), one.estimate(), one.standardError(), one.statistic(), null, null, null);
    }

    private static GroupTime of(GroupTime one) {
        return new GroupTime(
                one.g(),
                one.t(),
                one.base(),
                one.att(),
                one.se(),
                null,
                null,
                null,
                one.treated(),
                one.controls(),
                one.reason());
    }
}
