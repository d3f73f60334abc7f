package io.assay.experiment;

import io.assay.statistics.Check;
import io.assay.statistics.Interval;
import io.assay.statistics.proportion.FisherExact;
import io.assay.statistics.proportion.TwoByTwo;
import io.assay.statistics.proportion.ZTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparison of two rates as a product manager reads it. */
record Interpretation(
        TwoByTwo table,
        @Nullable ZTest test,
        double alpha,
        boolean significant,
        @Nullable Interval liftCi,
        Interval differenceCi) {

    String sentence(List<Check> checks) {
        boolean sampleRatioFailed = checks.stream()
                .anyMatch(check ->
                        check.id().equals(ProportionChecks.SAMPLE_RATIO) && check.status() == Check.Status.FAIL);
        String caveat = sampleRatioFailed
                ? "Do not act on this: the arms did not get the units that were planned. Taken at face value: "
                : "";
        return caveat + rates() + verdict() + fewConversions(checks);
    }

    private String fewConversions(List<Check> checks) {
        boolean few = test != null
                && checks.stream()
                        .anyMatch(check -> check.id().equals(ProportionChecks.SMALL_COUNTS)
                                && check.status() == Check.Status.WARN);
        Double exact = few ? FisherExact.pValue(table) : null;
        return exact == null ? "" : " Counts are small: Fisher's exact test gives %s.".formatted(Wording.pValue(exact));
    }

    private String rates() {
        List<String> rates = Wording.distinctPercents(
                table.treatment().rate(), table.control().rate());
        return "Treatment converted %s against %s in control".formatted(rates.get(0), rates.get(1));
    }

    private String verdict() {
        if (test == null) {
            return "; every unit had the same outcome, so there is nothing to compare.";
        }
        String finding = significant
                ? ", a significant %s at alpha = %s (%s)."
                        .formatted(
                                test.z() > 0 ? "increase" : "decrease",
                                Wording.digits(alpha),
                                Wording.pValue(test.pValue()))
                : ", which is no significant difference at alpha = %s (%s)."
                        .formatted(Wording.digits(alpha), Wording.pValue(test.pValue()));
        return finding + effect();
    }

    private String effect() {
        Double lift = table.lift();
        if (lift == null || liftCi == null || liftCi.lower() == null || liftCi.upper() == null) {
            return " The difference is %s percentage points, between %s and %s at a level of %s."
                    .formatted(
                            Wording.digits(100 * table.difference()),
                            points(differenceCi.lower()),
                            points(differenceCi.upper()),
                            Wording.percent(differenceCi.level()));
        }
        return " The lift is %s, between %s and %s at a level of %s."
                .formatted(
                        Wording.signedPercent(lift),
                        Wording.signedPercent(liftCi.lower()),
                        Wording.signedPercent(liftCi.upper()),
                        Wording.percent(liftCi.level()));
    }

    private static String points(@Nullable Double limit) {
        return limit == null ? "unbounded" : Wording.digits(100 * limit);
    }
}
