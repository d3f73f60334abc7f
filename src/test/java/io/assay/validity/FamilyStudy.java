package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.multiplicity.AdjustedPValues;
import io.assay.statistics.multiplicity.Correction;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A family of ten two-sided tests under every correction. */
final class FamilyStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final int MEMBERS = 10;
    private static final double EFFECT = 3;
    private static final long FIRST_SEED = 2700;

    private FamilyStudy() {}

    private record Setting(int effects, double correlation, long seed) {}

    /**
     * One family.
     *
     * @param z the members' statistics
     * @param effects how many of them, from the first, have an effect
     * @param pick uniform in [0, 1): which of the rejected hypotheses is looked at
     * @param corrected the family under each correction
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Family(double[] z, int effects, double pick, Map<Correction, AdjustedPValues> corrected) {

        private AdjustedPValues of(Correction correction) {
            return Objects.requireNonNull(corrected.get(correction));
        }

        private List<Integer> rejected(Correction correction) {
            List<@Nullable Boolean> rejected = of(correction).rejected();
            return IntStream.range(0, MEMBERS)
                    .filter(i -> Boolean.TRUE.equals(rejected.get(i)))
                    .boxed()
                    .toList();
        }

        /** Any true hypothesis rejected. */
        boolean anyFalse(Correction correction) {
            return rejected(correction).stream().anyMatch(i -> i >= effects);
        }

        /** A rejected hypothesis drawn at random is true: its probability is the false discovery rate. */
        boolean drawnFalse(Correction correction) {
            List<Integer> rejected = rejected(correction);
            return !rejected.isEmpty() && rejected.get((int) (pick * rejected.size())) >= effects;
        }

        /** The interval, at its level, of a rejected hypothesis drawn at random leaves out the truth. */
        boolean drawnUncovered(Correction correction) {
            List<Integer> rejected = rejected(correction);
            return !rejected.isEmpty() && uncovered(correction, rejected.get((int) (pick * rejected.size())));
        }

        /** Any interval at its level leaves out the truth. */
        boolean anyUncovered(Correction correction) {
            return IntStream.range(0, MEMBERS).anyMatch(i -> uncovered(correction, i));
        }

        private boolean uncovered(Correction correction, int member) {
            double level = Objects.requireNonNull(of(correction).levels().get(member));
            double truth = member < effects ? EFFECT : 0;
            return Math.abs(z[member] - truth) > Normal.upperQuantile(level / 2);
        }
    }

    static Section section() {
        List<Setting> settings = new ArrayList<>();
        for (double correlation : new double[] {0, 0.5}) {
            for (int effects : new int[] {0, 5, 9}) {
                settings.add(new Setting(effects, correlation, FIRST_SEED + settings.size()));
            }
        }
        return new Section(
                "A family of ten tests",
                """
                Two-sided tests of normal statistics, some with an effect of 3 standard errors, alpha = 5 %. Up to `hochberg_sidak` the
                share of families in per cent in which any true hypothesis is rejected; then the false discovery rate, as the share of
                families in which one of the rejected hypotheses, drawn at random, is true. `intervals`: each at the level at which its
                hypothesis was tested; the share of families in which any interval leaves out the truth or, for the false discovery
                rates, that of a rejected hypothesis drawn at random does (false coverage rate).""",
                List.of("effects", "correlation", "seed"),
                List.of(),
                settings.parallelStream().map(FamilyStudy::row).toList());
    }

    private static Row row(Setting setting) {
        return new Row(
                List.of(
                        Integer.toString(setting.effects),
                        String.format(Locale.ROOT, "%.1f", setting.correlation),
                        Long.toString(setting.seed)),
                Simulation.judge(setting.seed, random -> draw(random, setting), methods(setting)),
                List.of());
    }

    private static List<Method<Family>> methods(Setting setting) {
        // what is proved for independent statistics only
        Guarantee independent = setting.correlation == 0 ? EXACT : ASYMPTOTIC;
        return List.of(
                method("none", ASYMPTOTIC, Correction.NONE, Family::anyFalse),
                method("bonferroni", EXACT, Correction.BONFERRONI, Family::anyFalse),
                method("sidak", EXACT, Correction.SIDAK, Family::anyFalse),
                method("holm_bonferroni", EXACT, Correction.HOLM_BONFERRONI, Family::anyFalse),
                method("holm_sidak", EXACT, Correction.HOLM_SIDAK, Family::anyFalse),
                method("hochberg_bonferroni", independent, Correction.HOCHBERG_BONFERRONI, Family::anyFalse),
                method("hochberg_sidak", ASYMPTOTIC, Correction.HOCHBERG_SIDAK, Family::anyFalse),
                method("benjamini_hochberg", independent, Correction.BENJAMINI_HOCHBERG, Family::drawnFalse),
                method("benjamini_yekutieli", EXACT, Correction.BENJAMINI_YEKUTIELI, Family::drawnFalse),
                method("intervals, bonferroni", EXACT, Correction.BONFERRONI, Family::anyUncovered),
                method("intervals, sidak", EXACT, Correction.SIDAK, Family::anyUncovered),
                method(
                        "intervals, benjamini_hochberg",
                        independent,
                        Correction.BENJAMINI_HOCHBERG,
                        Family::drawnUncovered),
                method(
                        "intervals, benjamini_yekutieli",
                        EXACT,
                        Correction.BENJAMINI_YEKUTIELI,
                        Family::drawnUncovered));
    }

    private static Method<Family> method(
            String name, Guarantee guarantee, Correction correction, BiPredicate<Family, Correction> wrong) {
        return Method.mistake(name, guarantee, ALPHA, family -> wrong.test(family, correction));
    }

    private static Family draw(RandomGenerator random, Setting setting) {
        double common = Math.sqrt(setting.correlation) * random.nextGaussian();
        double[] z = new double[MEMBERS];
        List<@Nullable Double> pValues = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            double effect = i < setting.effects ? EFFECT : 0;
            z[i] = effect + common + Math.sqrt(1 - setting.correlation) * random.nextGaussian();
            pValues.add(Normal.twoSidedP(z[i]));
        }
        Map<Correction, AdjustedPValues> corrected = new EnumMap<>(Correction.class);
        for (Correction correction : Correction.values()) {
            corrected.put(correction, AdjustedPValues.of(pValues, correction, ALPHA));
        }
        return new Family(z, setting.effects, random.nextDouble(), corrected);
    }
}
