package io.assay.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.proportion.DifferenceIntervals;
import io.assay.statistics.proportion.LiftIntervals;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.proportion.ProportionTests;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Did it work, how sure are we, and what speaks against believing it. */
record AnalyzeAnswer(
        @Schema(description = "(treatment rate - control rate) / control rate; null where control has no conversion")
        @Nullable
        Double lift,

        @Schema(description = "Two-sided p-value of the pooled two-proportion z-test; null where nothing varies")
        @Nullable
        Double pValue,

        @Schema(description = "p_value < alpha") boolean significant,

        @Schema(
                description = "Absolute difference of the rates -/+ z_{1-alpha/2} times the pooled standard error. "
                        + "The name is kept for whatever alpha; difference_ci is the interval to trust")
        @JsonProperty("ci_95")
        @Nullable
        List<Double> ci95,

        @Schema(description = "Statistic of the z-test") @Nullable
        Double z,

        @Schema(description = "log10 of p_value, finite where p_value underflows") @Nullable
        Double log10PValue,

        @Schema(description = "Treatment rate - control rate")
        double difference,

        @Schema(description = "Score interval (Miettinen and Nurminen 1985) of the difference")
        Interval differenceCi,

        @Schema(
                description = "Score interval (Miettinen and Nurminen 1985) of the ratio of the rates, minus 1; "
                        + "null where control has no conversion")
        @Nullable
        Interval liftCi,

        double alpha,
        Arm control,
        Arm treatment,
        List<Check> checks,
        @Schema(description = "The answer in a sentence") String interpretation,
        List<String> warnings) {

    /** Pooled over unpooled standard error below which ci_95 covers visibly less than it says: see docs/validity.md. */
    private static final double NARROW = 0.98;

    /** One arm as it was counted. */
    @Schema(name = "AnalyzedArm")
    record Arm(long conversions, long visitors, double rate) {

        static Arm of(Proportion proportion) {
            return new Arm(proportion.successes(), proportion.n(), proportion.rate());
        }
    }

    static AnalyzeAnswer of(AnalyzeRequest request) {
        TwoByTwo table = request.table();
        double alpha = request.alphaOrDefault();
        ZTest test = ProportionTests.pooledZ(table);
        Interval pooled = DifferenceIntervals.waldPooled(table, alpha);
        Interval differenceCi = DifferenceIntervals.miettinenNurminen(table, alpha);
        Interval liftCi = LiftIntervals.score(table, alpha);
        boolean significant = test != null && test.pValue() < alpha;
        ProportionChecks checks = new ProportionChecks(table, alpha);
        List<Check> list = List.of(
                checks.sampleRatio(request.weightsOrDefault()),
                checks.smallCounts(),
                checks.minimumDetectableEffect(significant, differenceCi),
                checks.bothArmsSeen());
        return new AnalyzeAnswer(
                table.lift(),
                test == null ? null : (Double) test.pValue(),
                significant,
                pooled == null || pooled.lower() == null || pooled.upper() == null
                        ? null
                        : List.of(pooled.lower(), pooled.upper()),
                test == null ? null : (Double) test.z(),
                test == null ? null : (Double) test.log10PValue(),
                table.difference(),
                differenceCi,
                liftCi,
                alpha,
                Arm.of(table.control()),
                Arm.of(table.treatment()),
                list,
                new Interpretation(table, test, alpha, significant, liftCi, differenceCi).sentence(list),
                warnings(table, test, list, significant == differenceCi.contains(0)));
    }

    private static List<String> warnings(TwoByTwo table, @Nullable ZTest test, List<Check> checks, boolean borderline) {
        List<String> warnings = new ArrayList<>();
        if (table.lift() == null) {
            warnings.add("lift and lift_ci are null: control has no conversion to be relative to.");
        }
        if (test == null) {
            warnings.add("p_value, ci_95, z and log10_p_value are null: every unit had the same outcome, so nothing "
                    + "varies and there is nothing to test.");
        }
        ZTest unpooled = ProportionTests.unpooledZ(table);
        if (test != null && unpooled != null && test.standardError() < NARROW * unpooled.standardError()) {
            warnings.add(
                    "ci_95 is too narrow here: the arms differ in size, and its standard error takes their rates as equal. "
                            + "Use difference_ci.");
        }
        if (test != null && borderline) {
            warnings.add(
                    "This is a borderline result: p_value lies on one side of alpha, while difference_ci and lift_ci, whose variance is "
                            + "larger by N/(N - 1), lie on the other. Take it as not decided.");
        }
        for (Check check : checks) {
            if (test != null
                    && check.status() == Check.Status.WARN
                    && check.id().equals(ProportionChecks.SMALL_COUNTS)) {
                warnings.add("p_value and ci_95 rest on a normal approximation that is poor here: " + check.evidence());
            }
        }
        return List.copyOf(warnings);
    }
}
