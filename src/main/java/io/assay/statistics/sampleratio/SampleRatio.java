package io.assay.statistics.sampleratio;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the arms got their planned share of the units.
 *
 * <p>The chi-square test is always computed. Where an expected count is below {@value #SMALL_EXPECTED} or there are
 * fewer than {@value #SMALL_TOTAL} units the exact multinomial test stands beside it and decides. Where the looks are
 * given one by one the always-valid test decides, since the others assume that the data were looked at once.
 *
 * @param verdict what to do: fail below p = 0.001 (the alarm level of most experimentation platforms), warn below 0.01
 * @param decidedBy the test behind the verdict
 * @param chiSquare the statistic; null where units came in an arm that was to get none
 * @param degreesOfFreedom of the chi-square
 * @param pValue of the chi-square test; null where units came in an arm that was to get none
 * @param log10PValue its logarithm, finite where the p-value underflows
 * @param continuityCorrectedPValue with Yates' correction, for two arms under one set of weights; null elsewhere
 * @param exactPValue of the exact multinomial test; null where it was not needed or could not be had
 * @param alwaysValidPValue after the last look; null where no looks were given
 * @param looks the always-valid p-value after each look; empty where no looks were given
 * @param arms observed and expected units
 * @param onePercentRule the rule of thumb that many teams use instead of a test
 * @param warnings what could not be computed, and why
 */
public record SampleRatio(
        Verdict verdict,
        Basis decidedBy,
        @Nullable Double chiSquare,
        int degreesOfFreedom,
        @Nullable Double pValue,
        @Nullable Double log10PValue,
        @Nullable Double continuityCorrectedPValue,
        @Nullable Double exactPValue,
        @Nullable Double alwaysValidPValue,
        List<LookResult> looks,
        List<Arm> arms,
        OnePercentRule onePercentRule,
        List<String> warnings) {

    private static final double FAIL_BELOW = 0.001;
    private static final double WARN_BELOW = 0.01;
    /** Far from where a count no longer fits into a long. */
    private static final double LARGEST_TOTAL = 1e17;

    static final int SMALL_EXPECTED = 10;
    static final int SMALL_TOTAL = 1000;

    /** The reading of the deciding p-value. */
    public enum Verdict {
        PASS,
        WARN,
        FAIL
    }

    /** What the verdict rests on. */
    public enum Basis {
        CHI_SQUARE,
        EXACT_MULTINOMIAL,
        ALWAYS_VALID,
        /** Units came in an arm of weight 0: no test is needed. */
        UNITS_IN_AN_ARM_OF_WEIGHT_ZERO
    }

    /**
     * One arm.
     *
     * @param observed units that came
     * @param expected units that were planned, given the total
     * @param ratio observed / expected; null where none were expected
     */
    public record Arm(
            long observed, double expected, @Nullable Double ratio) {}

    /**
     * The state after one look.
     *
     * @param units units seen so far
     * @param alwaysValidPValue smallest always-valid p-value so far
     */
    public record LookResult(long units, double alwaysValidPValue) {}

    /**
     * The spread of observed / expected over the arms, held against 1 %. It is no test: with ten million units it
     * misses gross mismatches and with a thousand it raises false alarms.
     *
     * @param value max(o/e) - min(o/e), |n_a - n_b| / expected for two equal arms; null where units came in an arm that was
     *     to get none
     * @param passes value below 0.01
     */
    public record OnePercentRule(@Nullable Double value, boolean passes) {}

    /** Reads counts that were looked at once. */
    public static SampleRatio once(Look counts) {
        return read(List.of(counts), false);
    }

    /**
     * Reads counts that were looked at once, at the end, after the weights had changed on the way: the chi-square test is
     * conditional on the units of each phase, so that a ramp is no mismatch. The exact test needs the same weights
     * throughout.
     *
     * @param phases what came under each set of weights; at least one
     */
    public static SampleRatio once(List<Look> phases) {
        return read(phases, false);
    }

    /**
     * Reads counts that were looked at again and again.
     *
     * @param looks what each look added, in order, each with the weights that held then
     */
    public static SampleRatio sequential(List<Look> looks) {
        return read(looks, true);
    }

    /** The p-value behind the verdict; null where no test was needed. */
    public @Nullable Double decidingPValue() {
        return switch (decidedBy) {
            case CHI_SQUARE -> pValue;
            case EXACT_MULTINOMIAL -> exactPValue;
            case ALWAYS_VALID -> alwaysValidPValue;
            case UNITS_IN_AN_ARM_OF_WEIGHT_ZERO -> null;
        };
    }

    private static SampleRatio read(List<Look> looks, boolean sequential) {
        if (looks.stream().anyMatch(look -> look.arms() != looks.getFirst().arms())) {
            throw new InvalidInputException("looks", "every look needs the same arms");
        }
        if (looks.stream().allMatch(look -> look.total() == 0)) {
            throw new InvalidInputException("observed", "nobody was observed: every count is 0");
        }
        if (looks.stream().mapToDouble(Look::total).sum() > LARGEST_TOTAL) {
            throw new InvalidInputException("looks", "must add up to fewer than 1e17 units");
        }
        List<Arm> arms = arms(looks);
        OnePercentRule rule = onePercentRule(arms);
        if (looks.stream().anyMatch(Look::isImpossible)) {
            return impossible(looks, arms, rule);
        }
        PearsonSampleRatio pearson = PearsonSampleRatio.of(looks);
        List<String> warnings = new ArrayList<>();
        Double exact = exact(looks, arms, warnings);
        List<LookResult> results = sequential ? lookResults(looks) : List.of();
        Double alwaysValid = sequential ? (Double) results.getLast().alwaysValidPValue() : null;
        Basis basis =
                alwaysValid != null ? Basis.ALWAYS_VALID : exact != null ? Basis.EXACT_MULTINOMIAL : Basis.CHI_SQUARE;
        double deciding = alwaysValid != null ? alwaysValid : exact != null ? exact : pearson.pValue();
        return new SampleRatio(
                deciding < FAIL_BELOW ? Verdict.FAIL : deciding < WARN_BELOW ? Verdict.WARN : Verdict.PASS,
                basis,
                pearson.statistic(),
                pearson.degreesOfFreedom(),
                pearson.pValue(),
                pearson.log10PValue(),
                pearson.continuityCorrectedPValue(),
                exact,
                alwaysValid,
                results,
                arms,
                rule,
                List.copyOf(warnings));
    }

    private static SampleRatio impossible(List<Look> looks, List<Arm> arms, OnePercentRule rule) {
        double unplanned = 0;
        for (Look look : looks) {
            for (int arm = 0; arm < look.arms(); arm++) {
                unplanned += look.weight(arm) == 0 ? look.count(arm) : 0;
            }
        }
        String warning =
                "%,.0f units are in arms whose weight is 0: that cannot happen by chance, so no p-value is given."
                        .formatted(unplanned);
        return new SampleRatio(
                Verdict.FAIL,
                Basis.UNITS_IN_AN_ARM_OF_WEIGHT_ZERO,
                null,
                arms.size() - 1,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                arms,
                rule,
                List.of(warning));
    }

    private static @Nullable Double exact(List<Look> looks, List<Arm> arms, List<String> warnings) {
        long total = arms.stream().mapToLong(Arm::observed).sum();
        boolean small = total < SMALL_TOTAL
                || arms.stream().anyMatch(arm -> arm.expected() > 0 && arm.expected() < SMALL_EXPECTED);
        if (!small) {
            return null;
        }
        Look first = looks.getFirst();
        if (!looks.stream().allMatch(first::hasWeightsOf)) {
            warnings.add("The counts are small, and no exact test is given since the weights changed on the way.");
            return null;
        }
        List<Long> observed = arms.stream().map(Arm::observed).toList();
        var exact = ExactMultinomial.pValue(new Look(observed, first.weights()));
        if (exact.isEmpty()) {
            warnings.add("The counts are small, and there are too many possible outcomes for the exact test: "
                    + "the chi-square p-value is approximate.");
            return null;
        }
        return exact.getAsDouble();
    }

    private static List<LookResult> lookResults(List<Look> looks) {
        List<Double> pValues = SequentialSampleRatio.pValues(looks);
        List<LookResult> results = new ArrayList<>();
        long units = 0;
        for (int i = 0; i < looks.size(); i++) {
            units += looks.get(i).total();
            results.add(new LookResult(units, pValues.get(i)));
        }
        return List.copyOf(results);
    }

    private static List<Arm> arms(List<Look> looks) {
        List<Arm> arms = new ArrayList<>();
        for (int arm = 0; arm < looks.getFirst().arms(); arm++) {
            long observed = 0;
            double expected = 0;
            for (Look look : looks) {
                observed += look.count(arm);
                expected += look.total() * look.weight(arm);
            }
            arms.add(new Arm(observed, expected, expected > 0 ? (Double) (observed / expected) : null));
        }
        return List.copyOf(arms);
    }

    private static OnePercentRule onePercentRule(List<Arm> arms) {
        double highest = Double.NEGATIVE_INFINITY;
        double lowest = Double.POSITIVE_INFINITY;
        for (Arm arm : arms) {
            if (arm.ratio() == null && arm.observed() > 0) {
                return new OnePercentRule(null, false);
            }
            if (arm.ratio() != null) {
                highest = Math.max(highest, arm.ratio());
                lowest = Math.min(lowest, arm.ratio());
            }
        }
        return new OnePercentRule(highest - lowest, highest - lowest < 0.01);
    }
}
