package io.assay.causal.did;

import io.assay.causal.SummaryTable;
import io.assay.causal.did.ParallelTrends.DetectableSlope;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.regression.WaldTest;
import java.util.Locale;

/** What periods before the treatment say. */
final class TrendChecks {

    private static final double ALPHA = 0.05;

    private TrendChecks() {}

    static Check parallel(ParallelTrends trends) {
        WaldTest joint = trends.jointTest();
        if (joint == null) {
            return new Check(
                    "parallel_trends",
                    Status.UNKNOWN,
                    "There is no joint test: " + trends.reason() + ".",
                    "Look at the periods one by one.");
        }
        String evidence = String.format(
                Locale.ROOT,
                "Joint test of %d period%s before %s: %s %.3f, p %s.",
                joint.restrictions(),
                joint.restrictions() == 1 ? "" : "s",
                trends.reference(),
                joint.degreesOfFreedom() == null ? "χ²" : "F",
                joint.statistic(),
                SummaryTable.p(joint.pValue()));
        return joint.pValue() < ALPHA
                ? new Check(
                        "parallel_trends",
                        Status.FAIL,
                        evidence,
                        "The groups did not run in parallel: match them, or ask /api/v1/causal/sensitivity what effect is left.")
                : new Check(
                        "parallel_trends",
                        Status.PASS,
                        evidence,
                        "Not rejected is not shown: see what could have been found.");
    }

    static Check power(ParallelTrends trends) {
        DetectableSlope slope = trends.detectableSlope();
        if (slope == null) {
            return new Check("trend_power", Status.UNKNOWN, "There is no test whose power could be told.", null);
        }
        String bias = slope.bias80() == null
                ? ""
                : ", which alone would feign an effect of " + SummaryTable.figure(slope.bias80());
        return new Check(
                "trend_power",
                Status.UNKNOWN,
                "With 80 %% power a drift of %s per period would have been found%s; with 50 %% one of %s."
                        .formatted(SummaryTable.figure(slope.power80()), bias, SummaryTable.figure(slope.power50())),
                "Hold the effect against that.");
    }
}
