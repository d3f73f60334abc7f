package io.assay.experiment;

import io.assay.experiment.SampleSizeRequest.Method;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.power.TwoProportionPower;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/** How many units an experiment needs, and what they buy. */
record SampleSizeAnswer(
        @Schema(description = "Units in each of the two variants")
        long sampleSizePerVariant,

        @Schema(description = "Units in both variants") long totalSampleSize,

        @Schema(description = "Probability that the two-sided test finds the effect with this many units")
        double power,

        Method method,
        @Schema(description = "Conversion rate of control") double baselineRate,

        @Schema(description = "Conversion rate of treatment under the effect that is to be found")
        double treatmentRate,

        double alpha,
        Reference reference,
        List<String> warnings) {

    /** Counts beyond this are no longer whole numbers in a double, and no experiment has them. */
    private static final double LARGEST_SAMPLE = 1e15;

    /** The textbook shortcut, kept beside the figure to use. */
    @Schema(name = "ReferenceSampleSize")
    record Reference(
            @Schema(description = "ceil(((z_{1-alpha/2} + z_power)/d)^2), d = |p2-p1| / sqrt((p1(1-p1)+p2(1-p2))/2)")
            long sampleSizePerVariant,

            @Schema(description = "Probability that the two-sided test finds the effect with so few units")
            double truePower,

            String note) {}

    static SampleSizeAnswer of(SampleSizeRequest request) {
        double p1 = request.baselineRate();
        double p2 = request.treatmentRate();
        double alpha = request.alphaOrDefault();
        double wanted = request.powerOrDefault();
        double twoSample = TwoProportionPower.sampleSize(p1, p2, alpha, wanted);
        if (!(twoSample <= LARGEST_SAMPLE)) {
            throw new InvalidInputException(
                    "mde", "is too small to be found: it needs more than 1e15 units per variant");
        }
        double shortcut = TwoProportionPower.referenceSampleSize(p1, p2, alpha, wanted);
        double shortcutPower = TwoProportionPower.power(p1, p2, shortcut, shortcut, alpha);
        boolean reference = request.methodOrDefault() == Method.REFERENCE;
        double n = reference ? shortcut : twoSample;
        String consequence =
                "averages the two variances where a two-sample test adds them: with %s per variant the power is %s, not %s"
                        .formatted(Wording.units(shortcut), Wording.percent(shortcutPower), Wording.percent(wanted));
        List<String> warnings = new ArrayList<>();
        if (reference) {
            warnings.add("The reference formula %s. The two-sample figure is %s."
                    .formatted(consequence, Wording.count(twoSample)));
        }
        if (n * Math.min(Math.min(p1, 1 - p1), Math.min(p2, 1 - p2)) < ProportionChecks.SMALL_COUNT) {
            warnings.add(
                    "So few conversions (or units without one) are expected that the normal approximation behind these "
                            + "figures is poor: the true power may be far lower. Plan for more units.");
        }
        return new SampleSizeAnswer(
                (long) n,
                2 * (long) n,
                TwoProportionPower.power(p1, p2, n, n, alpha),
                request.methodOrDefault(),
                p1,
                p2,
                alpha,
                new Reference((long) shortcut, shortcutPower, "This formula " + consequence + "."),
                List.copyOf(warnings));
    }
}
