package io.assay.validity;

import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.SpendingRequest;
import io.assay.experiment.registry.RegisteredLives;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.population.Variates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The registry's own decision: experiments without any effect, registered, started and read every day through the service. */
final class RegistryStudy {

    /** Each of them is some fifteen transactions. */
    private static final int REPLICATIONS = 1000;

    private static final int DAYS = 14;
    private static final int USERS_A_DAY = 500;
    private static final double RATE = 0.1;

    /** To ship takes an effect in the good direction: half of alpha = 5 %. */
    private static final double LEVEL = 0.025;

    /** Days on which people go on reading after the planned size has come. */
    private static final int DAYS_AFTER = 2;

    private RegistryStudy() {}

    /**
     * What is simulated.
     *
     * @param spending of a group-sequential plan
     * @param firstDay the first on which somebody looks; from then on everybody looks daily
     */
    private record Setting(InferenceKind plan, SpendingRequest.@Nullable Kind spending, int firstDay, long seed) {}

    static Section section() {
        List<Setting> settings = List.of(
                new Setting(InferenceKind.FIXED_HORIZON, null, 1, 4100),
                new Setting(InferenceKind.FIXED_HORIZON, null, DAYS, 4101),
                new Setting(InferenceKind.ALWAYS_VALID, null, 1, 4102),
                new Setting(InferenceKind.GROUP_SEQUENTIAL, SpendingRequest.Kind.OBRIEN_FLEMING, 1, 4103),
                new Setting(InferenceKind.GROUP_SEQUENTIAL, SpendingRequest.Kind.POCOCK, 1, 4104),
                new Setting(InferenceKind.BAYESIAN, null, 1, 4105),
                new Setting(InferenceKind.BAYESIAN, null, DAYS, 4106));
        try (RegisteredLives lives = RegisteredLives.start("target/database/validity")) {
            return new Section(
                    "The registry",
                    """
                            Share of registered experiments in per cent in which a readout says `ship` though no arm differs, %,d a row, through the
                            service and its database: two arms, each day %d users more in each, conversion %.0f %%, %,d users planned, read on
                            every day from the first look on and on %d days after the planned size has come. It takes an effect in the good
                            direction, so that half of alpha = 5 %% is the level.""".formatted(REPLICATIONS, USERS_A_DAY, 100 * RATE, 2 * DAYS * USERS_A_DAY, DAYS_AFTER),
                    List.of("plan", "looks", "seed"),
                    List.of(),
                    settings.parallelStream()
                            .map(setting -> row(setting, lives))
                            .toList());
        }
    }

    private static Section.Row row(Setting setting, RegisteredLives lives) {
        RandomGenerator random = Simulation.generator(setting.seed);
        int shipped = 0;
        for (int i = 0; i < REPLICATIONS; i++) {
            RegisteredLives.Life life = lives.begin(
                    "null-%d-%d-%d".formatted(System.nanoTime(), setting.seed, i),
                    setting.plan,
                    setting.spending,
                    2L * DAYS * USERS_A_DAY);
            shipped += ships(setting, life, random) ? 1 : 0;
        }
        Method<Boolean> method = Method.mistake("registered", Guarantee.ASYMPTOTIC, LEVEL, wrong -> wrong);
        List<String> scenario = new ArrayList<>();
        scenario.add(setting.plan.name().toLowerCase(Locale.ROOT)
                + (setting.spending == null
                        ? ""
                        : ", " + setting.spending.name().toLowerCase(Locale.ROOT)));
        scenario.add(setting.firstDay == 1 ? "daily" : "at the planned size, then daily");
        scenario.add(Long.toString(setting.seed));
        return new Section.Row(scenario, List.of(ErrorRate.of(method, shipped, 0, REPLICATIONS)), List.of());
    }

    private static boolean ships(Setting setting, RegisteredLives.Life life, RandomGenerator random) {
        int control = 0;
        int treatment = 0;
        for (int day = 1; day <= DAYS + DAYS_AFTER; day++) {
            control += Variates.binomial(random, USERS_A_DAY, RATE);
            treatment += Variates.binomial(random, USERS_A_DAY, RATE);
            if (day >= setting.firstDay && life.ships((long) USERS_A_DAY * day, control, treatment)) {
                return true;
            }
        }
        return false;
    }
}
