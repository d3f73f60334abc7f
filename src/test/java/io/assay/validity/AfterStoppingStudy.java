package io.assay.validity;

import static io.assay.validity.Method.Guarantee.ASYMPTOTIC;
import static io.assay.validity.Method.Guarantee.EXACT;

import io.assay.statistics.Interval;
import io.assay.statistics.distribution.Normal;
import io.assay.statistics.sequential.GroupSequentialPlan;
import io.assay.statistics.sequential.Sides;
import io.assay.statistics.sequential.Spending;
import io.assay.statistics.sequential.StagewiseInference;
import io.assay.validity.Section.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What is said about the effect once a group-sequential plan has stopped. */
final class AfterStoppingStudy {

    private static final double ALPHA = AdjustedReadings.ALPHA;
    private static final long FIRST_SEED = 2560;
    private static final List<Double> LOOKS = List.of(1.0 / 3, 2.0 / 3, 1.0);
    private static final double Z = Normal.upperQuantile(ALPHA / 2);

    private AfterStoppingStudy() {}

    private record Setting(String name, Spending spending, double drift, long seed) {}

    /** The end of one experiment, in units in which the standard error at the planned end is 1. */
    private record End(double effect, double standardError, Interval repeated, StagewiseInference stagewise) {}

    static Section section() {
        List<Setting> settings = new ArrayList<>();
        for (double drift : new double[] {0, 1.5, 3.25}) {
            settings.add(
                    new Setting("obrien_fleming", new Spending.OBrienFleming(), drift, FIRST_SEED + settings.size()));
            settings.add(new Setting("pocock", new Spending.Pocock(), drift, FIRST_SEED + settings.size()));
        }
        return new Section(
                "After a group-sequential plan has stopped",
                """
                Three equal looks at normal data with known variance; drift is the true effect in standard errors at the planned end,
                3.25 being found with a power of about 90 %. `interval` and `estimate`: those of the fixed-horizon analysis, in the
                last two columns the share of estimates above the truth, nominal 50 %; the other columns are coverage at level 95 %.""",
                List.of("plan", "drift", "seed"),
                List.of(),
                settings.parallelStream().map(AfterStoppingStudy::row).toList());
    }

    private static Row row(Setting setting) {
        List<GroupSequentialPlan> endedAt = IntStream.rangeClosed(1, LOOKS.size())
                .mapToObj(looks -> GroupSequentialPlan.spending(
                        LOOKS.subList(0, looks), setting.spending, ALPHA, Sides.TWO, looks == LOOKS.size()))
                .toList();
        double truth = setting.drift;
        return new Row(
                List.of(setting.name, String.format(Locale.ROOT, "%.2f", setting.drift), Long.toString(setting.seed)),
                Simulation.judge(
                        setting.seed,
                        random -> run(random, setting.drift, endedAt),
                        List.of(
                                Method.interval(
                                        "interval",
                                        ASYMPTOTIC,
                                        ALPHA,
                                        truth,
                                        end -> new Interval(
                                                end.effect - Z * end.standardError,
                                                end.effect + Z * end.standardError,
                                                1 - ALPHA,
                                                "z")),
                                Method.interval("repeated_interval", EXACT, ALPHA, truth, End::repeated),
                                Method.interval(
                                        "stagewise_interval", EXACT, ALPHA, truth, end -> end.stagewise.interval()),
                                Method.mistake("estimate", ASYMPTOTIC, 0.5, end -> end.effect > truth),
                                Method.mistake(
                                        "stagewise_estimate", EXACT, 0.5, end -> end.stagewise.estimate() > truth))),
                List.of());
    }

    private static End run(RandomGenerator random, double drift, List<GroupSequentialPlan> endedAt) {
        double path = 0;
        double before = 0;
        for (int k = 0; ; k++) {
            double t = LOOKS.get(k);
            path += drift * (t - before) + Math.sqrt(t - before) * random.nextGaussian();
            before = t;
            GroupSequentialPlan plan = endedAt.get(k);
            if (k == LOOKS.size() - 1 || plan.stopsAt(k, path / Math.sqrt(t))) {
                double effect = path / t;
                double standardError = 1 / Math.sqrt(t);
                return new End(
                        effect,
                        standardError,
                        Objects.requireNonNull(plan.repeatedInterval(k, effect, standardError)),
                        Objects.requireNonNull(StagewiseInference.atLastLook(plan, effect, standardError)
                                .valueOrNull()));
            }
        }
    }
}
