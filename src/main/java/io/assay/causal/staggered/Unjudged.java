package io.assay.causal.staggered;

import io.assay.causal.ClusterCount;
import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.Errors;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.causal.staggered.StaggeredAnswer.TwoWay;
import io.assay.causal.staggered.StaggeredEstimator.Estimated;
import io.assay.statistics.did.PanelData;
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
     * @param controls those that stand for the trend without treatment
     */
    record Counts(long all, long treated, long controls) {

        /** Why nothing can be judged by them; null where it can. */
        @Nullable
        String reason() {
            String tooFew = ClusterCount.obstacle(all);
            if (tooFew != null) {
                return tooFew;
            }
            if (treated <= 1) {
                return alone("treated", "treated ones vary");
            }
            return controls <= 1 ? alone("a control", "controls vary") : null;
        }

        private static String alone(String what, String how) {
            return "one cluster alone is %s, so nothing shows how %s: no p-value and no interval can be trusted"
                    .formatted(what, how);
        }
    }

    /**
     * Counts them. Cohorts treated from the start show no beginning: the regression on treatment takes them for controls,
     * the other estimators leave them out. The last cohort is what the others are held against, never treated or the last
     * before it is.
     *
     * @param laterToo whether cohorts that are treated later are controls too
     */
    static Counts counts(PanelData used, boolean laterToo) {
        int count = used.cohorts().length;
        int from = 0;
        while (from < count && used.cohorts()[from] <= used.periods()[0]) {
            from++;
        }
        int controls = laterToo ? Math.min(from + 1, count - 1) : count - 1;
        return new Counts(
                used.clusters(0, count),
                from < count - 1 ? used.clusters(from, count - 1) : 0,
                used.clusters(controls, count) + (from > 0 ? used.clusters(0, from) : 0));
    }

    static Estimated of(Estimated estimated, String reason) {
        List<GroupTime> attGt = estimated.attGt();
        PreTest test = estimated.preTest();
        return new Estimated(
                of(estimated.headline(), reason),
                estimated.estimand(),
                estimated.basis(),
                attGt == null
                        ? null
                        : attGt.stream().map(one -> of(one, reason)).toList(),
                null,
                of(estimated.simple(), reason),
                of(estimated.dynamic(), reason),
                of(estimated.group(), reason),
                of(estimated.calendar(), reason),
                new PreTest(null, test.distribution(), null, null, null, null, reason),
                null,
                estimated.dropped(),
                estimated.checks(),
                estimated.used(),
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

    private static @Nullable Averages of(@Nullable Averages averages, String reason) {
        return averages == null
                ? null
                : new Averages(
                        of(averages.overall(), reason),
                        averages.effects().stream().map(one -> of(one, reason)).toList(),
                        null);
    }

    static Averaged of(Averaged one, String reason) {
        return new Averaged(
                one.at(),
                one.estimate(),
                one.standardError(),
                one.statistic(),
                null,
                null,
                null,
                one.standardError() == null ? null : reason);
    }

    static GroupTime of(GroupTime one, String reason) {
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
                one.se() == null ? one.reason() : reason);
    }
}
