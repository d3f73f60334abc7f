package io.assay.experiment.calculator;

import io.assay.experiment.ProportionChecks;
import io.assay.statistics.Interval;
import io.assay.statistics.proportion.OneArmIntervals;
import io.assay.statistics.proportion.Proportion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One conversion rate and every interval for it. */
record OneArmIntervalAnswer(
        @Schema(description = "conversions / visitors") double rate,
        Intervals intervals,

        @Schema(description = "The interval to use unless there is a reason for another")
        String recommended,

        List<String> warnings) {

    /** The intervals by the names they have in the literature. */
    @Schema(name = "OneArmIntervals")
    record Intervals(
            Interval wilson,
            Interval agrestiCoull,
            @Nullable Interval clopperPearson,
            @Nullable Interval jeffreys,
            @Nullable Interval wald) {}

    static OneArmIntervalAnswer of(OneArmIntervalRequest request) {
        Proportion arm = request.arm().proportion();
        double alpha = request.alphaOrDefault();
        Intervals intervals = new Intervals(
                OneArmIntervals.wilson(arm, alpha),
                OneArmIntervals.agrestiCoull(arm, alpha),
                OneArmIntervals.clopperPearson(arm, alpha),
                OneArmIntervals.jeffreys(arm, alpha),
                OneArmIntervals.wald(arm, alpha));
        List<String> warnings = new ArrayList<>();
        if (Math.min(arm.successes(), arm.failures()) < ProportionChecks.SMALL_COUNT) {
            warnings.add(
                    "With fewer than 10 units of one outcome wald, and to a lesser degree wilson, cover less than they "
                            + "state at some rates; clopper_pearson never does.");
        }
        if (intervals.wald() == null) {
            warnings.add("wald is null: its standard error is 0 where all units had the same outcome.");
        }
        if (intervals.jeffreys() == null) {
            warnings.add((intervals.clopperPearson() == null ? "clopper_pearson and jeffreys are" : "jeffreys is")
                    + " null: with so many units the beta distribution takes too long to invert.");
        }
        return new OneArmIntervalAnswer(arm.rate(), intervals, "wilson", List.copyOf(warnings));
    }
}
