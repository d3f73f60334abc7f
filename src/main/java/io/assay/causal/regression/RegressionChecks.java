package io.assay.causal.regression;

import io.assay.causal.ClusterCount;
import io.assay.causal.Key;
import io.assay.causal.regression.RegressionAnswer.SmallSample;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.regression.Covariance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the errors of a regression hang on. */
final class RegressionChecks {

    private RegressionChecks() {}

    static List<Check> of(
            Regressed fitted,
            @Nullable Covariance covariance,
            List<SmallSample> smallSample,
            Map<String, String> lone) {
        List<Check> checks = new ArrayList<>();
        checks.add(omitted());
        checks.add(clusters(covariance, smallSample));
        lone.forEach(
                (name, why) -> checks.add(
                        new Check(
                                "one_cluster",
                                Status.FAIL,
                                why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ".",
                                "Find more clusters in which " + name
                                        + " differs, or hold the effect against that of each other cluster taken for the treated one.")));
        if (fitted.request().kind().isSerial() && fitted instanceof Fitted rows) {
            checks.add(periods(rows));
        }
        List<String> dropped = fitted.dropped().columns();
        checks.add(
                dropped.isEmpty()
                        ? new Check("collinear_columns", Status.PASS, "No column is a combination of others.", null)
                        : new Check(
                                "collinear_columns",
                                Status.WARN,
                                "Combinations of columns before them or of fixed effects, left out: "
                                        + String.join(", ", dropped) + ".",
                                "Name first what is to be kept."));
        return checks;
    }

    private static Check omitted() {
        return new Check(
                "nothing_left_out",
                Status.UNKNOWN,
                "No table can show that nothing moves both a column and the outcome.",
                "Ask /api/v1/causal/sensitivity how strong such a thing would have to be.");
    }

    private static Check periods(Fitted fitted) {
        Key time = fitted.data().key(RegressionRequest.TIME);
        boolean even = time.steps() != null;
        return new Check(
                "regular_periods",
                even ? Status.PASS : Status.WARN,
                even
                        ? "Distances between periods are multiples of the shortest; lags count those, so that a period without rows is a gap."
                        : "Distances between periods of " + time.name() + " are no multiples of the shortest.",
                even
                        ? null
                        : "Lags count the periods that there are: give numbers that rise by one from period to period.");
    }

    private static Check clusters(@Nullable Covariance covariance, List<SmallSample> smallSample) {
        Integer count = covariance == null ? null : covariance.basis().clusters();
        if (count == null) {
            return new Check(
                    "independent_rows",
                    Status.UNKNOWN,
                    "Errors are not clustered.",
                    "Name cluster_cols where rows share what the columns do not tell.");
        }
        String evidence = String.format(Locale.ROOT, "There are %,d clusters.", count);
        if (count >= ClusterCount.FEW) {
            return new Check("few_clusters", Status.PASS, evidence, null);
        }
        double fewest = Double.POSITIVE_INFINITY;
        for (SmallSample one : smallSample) {
            Double degrees = one.biasReduced().degreesOfFreedom();
            fewest = degrees == null ? fewest : Math.min(fewest, degrees);
        }
        if (Double.isFinite(fewest)) {
            evidence += String.format(
                    Locale.ROOT, " By Satterthwaite they are worth %.1f degrees of freedom where fewest.", fewest);
        }
        return new Check(
                "few_clusters",
                count < ClusterCount.LEAST ? Status.FAIL : Status.WARN,
                evidence,
                count < ClusterCount.LEAST
                        ? "Permute treatment over clusters; nothing here can be trusted with so few."
                        : "CRV1 is too small with few clusters: report small_sample's jackknife, or wild.");
    }
}
