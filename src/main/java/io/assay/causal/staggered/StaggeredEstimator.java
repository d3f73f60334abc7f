package io.assay.causal.staggered;

import io.assay.causal.Basis;
import io.assay.causal.Dropped;
import io.assay.causal.HonestSensitivity;
import io.assay.causal.staggered.StaggeredAnswer.Averaged;
import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.BandsUsed;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.statistics.Check;
import io.assay.statistics.did.PanelData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An estimator for treatment that begins at different times: a bean of this is all that one takes. */
interface StaggeredEstimator {

    /** By which requests ask for it. */
    String name();

    /** What it is called in a summary. */
    String title();

    /** Its figures; what it cannot answer is refused. */
    Estimated estimate(PanelInput input, StaggeredRequest request);

    /**
     * What an estimator came to.
     *
     * @param headline the estimate of the answer
     * @param estimand what that is of, in words
     * @param dropped what was left out; null of cohort moments
     * @param checks on assumptions of its own
     * @param used the cohorts and periods that it is of
     * @param seed of what was drawn; null where nothing was
     */
    record Estimated(
            Averaged headline,
            String estimand,
            Basis basis,
            @Nullable List<GroupTime> attGt,
            @Nullable BandsUsed attGtBands,
            @Nullable Averages simple,
            @Nullable Averages dynamic,
            @Nullable Averages group,
            @Nullable Averages calendar,
            PreTest preTest,
            @Nullable HonestSensitivity sensitivity,
            @Nullable Dropped dropped,
            List<Check> checks,
            PanelData used,
            @Nullable Long seed) {}
}
