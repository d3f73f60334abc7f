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

    /** Why nothing can be judged by clusters; null where it can. */
    static @Nullable String reason(PanelInput input) {
        String tooFew = ClusterCount.obstacle(clusters(input, false));
        return tooFew != null || clusters(input, true) > 1
                ? tooFew
                : "one cluster alone is treated, so nothing shows how treated ones vary: no p-value and no interval can be trusted";
    }

    /** How many clusters there are, or units where no clusters are named: all, or those with treated units. */
    static long clusters(PanelInput input, boolean treated) {
        Panel panel = input.panel();
        int[] codes = panel == null ? null : panel.clusters();
        if (panel != null && codes != null) {
            // Units are in the order of their cohorts, and those never treated are the last.
            double[] cohorts = panel.cohorts();
            boolean never = Double.isInfinite(cohorts[cohorts.length - 1]);
            int units = treated && never ? panel.starts()[cohorts.length - 1] : panel.units();
            return Arrays.stream(codes, 0, units).distinct().count();
        }
        CohortMoments moments = input.moments();
        long units = 0;
        for (int k = 0; k < moments.cohorts().length; k++) {
            units += treated && Double.isInfinite(moments.cohorts()[k]) ? 0 : moments.units()[k];
        }
        return units;
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
