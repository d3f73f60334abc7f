package io.assay.causal.staggered;

import io.assay.causal.Basis;
import io.assay.causal.ClusterCount;
import io.assay.causal.Refused;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.LinearEffect;
import java.util.ArrayList;
import java.util.List;

/** What regressions with unit and period effects have in common. */
final class Regressions {

    private Regressions() {}

    static Basis basis(CohortRegression regression, List<String> more) {
        List<String> notes = new ArrayList<>(more);
        notes.add("Effects that are within clusters are not counted as parameters.");
        notes.addAll(regression.notes());
        if (!regression.dropped().isEmpty()) {
            notes.add("Left out, as other columns and the effects tell the same: "
                    + String.join(", ", regression.dropped()) + ".");
        }
        if (regression.clusters() < ClusterCount.FEW) {
            notes.add("Errors of so few clusters are too small; see the jackknife (crv3) of the two-way regression.");
        }
        return new Basis(
                "fixest",
                "CRV1",
                regression.factor(),
                regression.parameters(),
                (int) Math.min(regression.clusters(), Integer.MAX_VALUE),
                "t",
                regression.clusters() - 1.0,
                notes);
    }

    /** Simultaneous intervals of jointly t estimates. */
    static Bands bands(CohortRegression regression, List<LinearEffect> effects, double alpha) {
        return Bands.supT(effects, regression.covariance(), regression.clusters() - 1.0, alpha);
    }

    /** Refuses multipliers, which are drawn for influence functions. */
    static void requireSupT(StaggeredRequest request, String estimator) {
        if (request.isMultiplied()) {
            throw Refused.at("/bands", "must be sup_t with " + estimator);
        }
    }
}
