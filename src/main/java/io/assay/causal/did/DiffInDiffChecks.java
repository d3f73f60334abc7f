package io.assay.causal.did;

import io.assay.causal.Basis;
import io.assay.causal.ClusterCount;
import io.assay.causal.Key;
import io.assay.causal.did.DiffInDiffAnswer.Errors;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the effect hangs on, and the evidence. */
final class DiffInDiffChecks {

    /** Fewer rows in a cell than these, and its mean says little of its variance. */
    private static final int THIN = 10;

    /** How far errors by unit may be from those that take rows for independent. */
    private static final double APART = 0.25;

    private DiffInDiffChecks() {}

    static List<Check> of(TwoByTwo analysis, List<Errors> errors) {
        List<Check> checks = new ArrayList<>();
        checks.add(cellSizes(analysis));
        checks.add(dependence(analysis, errors));
        checks.add(groups(analysis));
        checks.add(collinear(analysis));
        if (analysis.fit().isPerfect()) {
            checks.add(new Check(
                    "perfect_fit",
                    Status.WARN,
                    "The regression explains every outcome exactly.",
                    "See whether the outcome was made from the columns that explain it."));
        }
        return checks;
    }

    private static Check cellSizes(TwoByTwo analysis) {
        Cell fewest = analysis.cells().getFirst();
        for (Cell cell : analysis.cells()) {
            fewest = cell.rows() < fewest.rows() ? cell : fewest;
        }
        String evidence =
                String.format(Locale.ROOT, "The smallest cell, %s, has %,d rows.", fewest.words(), fewest.rows());
        if (fewest.rows() == 1) {
            return new Check(
                    "cell_sizes",
                    Status.FAIL,
                    evidence,
                    "One row says nothing of how much its cell varies: gather more.");
        }
        return fewest.rows() < THIN
                ? new Check("cell_sizes", Status.WARN, evidence, "Normal quantiles are too narrow for so few rows.")
                : new Check("cell_sizes", Status.PASS, evidence, null);
    }

    private static Check dependence(TwoByTwo analysis, List<Errors> errors) {
        Errors clustered = errors.getLast();
        String kind = analysis.request().type().name().toLowerCase(Locale.ROOT);
        Errors asked = errors.stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        if (!clustered.kind().equals("cluster")) {
            return new Check(
                    "independent_rows",
                    Status.UNKNOWN,
                    "No column tells units apart, so rows are taken for independent of each other.",
                    "Name unit_col where a unit has several rows, and cluster_cols where treatment was given to groups.");
        }
        if (clustered.standardError() == null || asked.standardError() == null || asked.standardError() == 0) {
            return new Check(
                    "independent_rows",
                    Status.UNKNOWN,
                    "There are no errors of both kinds to compare.",
                    clustered.reason());
        }
        double ratio = clustered.standardError() / asked.standardError();
        String evidence = String.format(
                Locale.ROOT,
                "Clustered by %s the standard error is %.4g, %.2f times that of %s.",
                clustered.by(),
                clustered.standardError(),
                ratio,
                asked.kind());
        return Math.abs(ratio - 1) > APART
                ? new Check(
                        "independent_rows",
                        Status.WARN,
                        evidence,
                        clusters(clustered) < ClusterCount.LEAST
                                ? "Rows of a unit are not independent, and errors of so few clusters are no better: see few_groups."
                                : "Rows of a unit are not independent: report the clustered errors.")
                : new Check("independent_rows", Status.PASS, evidence, null);
    }

    private static int clusters(Errors clustered) {
        Basis basis = clustered.basis();
        Integer clusters = basis == null ? null : basis.clusters();
        return clusters == null ? Integer.MAX_VALUE : clusters;
    }

    /** Treatment that varies between few groups is one draw each, however many rows or units they have. */
    private static Check groups(TwoByTwo analysis) {
        List<Key> ways = analysis.data().keys(TwoGroupsRequest.CLUSTERS);
        if (ways.isEmpty()) {
            return new Check(
                    "few_groups",
                    Status.UNKNOWN,
                    "No column says between which groups treatment was assigned.",
                    "Name cluster_cols: where two states are compared there are two groups, however many units they have.");
        }
        Key fewest = ways.getFirst();
        for (Key way : ways) {
            fewest = way.count() < fewest.count() ? way : fewest;
        }
        boolean[][] has = new boolean[2][fewest.count()];
        double[] groups = analysis.observed().treated();
        for (int i = 0; i < groups.length; i++) {
            has[(int) groups[i]][fewest.codes()[i]] = true;
        }
        int treated = count(has[1]);
        int controls = count(has[0]);
        String evidence = String.format(
                Locale.ROOT,
                "%s tells %,d groups apart: %,d have treated rows and %,d have control rows.",
                fewest.name(),
                fewest.count(),
                treated,
                controls);
        if (Math.min(treated, controls) < ClusterCount.LEAST) {
            return new Check(
                    "few_groups",
                    Status.FAIL,
                    evidence,
                    "What befell one of so few groups cannot be told from the effect; no standard error of rows carries that. "
                            + "Permute treatment over groups, or find more of them.");
        }
        return fewest.count() < ClusterCount.FEW
                ? new Check(
                        "few_groups",
                        Status.WARN,
                        evidence,
                        "Clustered errors are too small with few groups: take the jackknife (crv3) or the wild bootstrap of "
                                + "/api/v1/causal/regression.")
                : new Check("few_groups", Status.PASS, evidence, null);
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private static Check collinear(TwoByTwo analysis) {
        List<String> dropped = analysis.fit().dropped();
        return dropped.isEmpty()
                ? new Check("collinear_controls", Status.PASS, "No control is a combination of other columns.", null)
                : new Check(
                        "collinear_controls",
                        Status.WARN,
                        "Combinations of other columns, left out: " + String.join(", ", dropped) + ".",
                        "The effect is the same without them.");
    }
}
