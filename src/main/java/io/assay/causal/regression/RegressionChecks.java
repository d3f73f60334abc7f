package io.assay.causal.regression;

import io.assay.causal.regression.RegressionAnswer.SmallSample;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.regression.Covariance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the errors of a regression hang on. */
final class RegressionChecks {

    private static final int FEW = 50;
    private static final int TOO_FEW = 6;

    private RegressionChecks() {}

    static List<Check> of(Fitted fitted, @Nullable Covariance covariance, List<SmallSample> smallSample) {
        List<Check> checks = new ArrayList<>();
        checks.add(omitted());
        checks.add(clusters(covariance, smallSample));
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
        if (count >= FEW) {
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
                count < TOO_FEW ? Status.FAIL : Status.WARN,
                evidence,
                count < TOO_FEW
                        ? "Permute treatment over clusters; nothing here can be trusted with so few."
                        : "CRV1 is too small with few clusters: report small_sample's jackknife, or wild.");
    }
}
