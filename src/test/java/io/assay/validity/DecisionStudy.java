package io.assay.validity;

import io.assay.experiment.readout.AlwaysValidMethod;
import io.assay.experiment.readout.InferenceKind;
import io.assay.experiment.readout.MetricInput;
import io.assay.experiment.readout.MetricKind;
import io.assay.experiment.readout.MultiplicityMethod;
import io.assay.experiment.readout.Plan;
import io.assay.experiment.readout.ReadDecision;
import io.assay.experiment.readout.ReadoutInput;
import io.assay.experiment.readout.Role;
import io.assay.statistics.Direction;
import io.assay.statistics.inference.Alternative;
import io.assay.statistics.inference.Scale;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Metric;
import io.assay.statistics.moments.Moments;
import io.assay.statistics.proportion.Proportion;
import io.assay.statistics.sequential.Spending;
import io.assay.validity.Method.Guarantee;
import io.assay.validity.population.Variates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The whole decision of a readout where shipping is wrong, for every kind of plan, read once and again and again. */
final class DecisionStudy {

    private static final double ALPHA = 0.05;
    private static final int PLANNED_PER_ARM = 10_000;
    private static final double CONVERSION = 0.1;
    private static final double CRASHES = 0.05;
    private static final double TOLERATED = 0.2;
    private static final int LOOKS = 5;

    private DecisionStudy() {}

    /**
     * What is simulated.
     *
     * @param looks how often it is read, at equal distances up to the planned units
     * @param lift of every treatment's conversion
     * @param loss by which every treatment's crashes are more; null where there is no guardrail
     */
    private record Setting(
            InferenceKind plan,
            Spending spending,
            int looks,
            int arms,
            double lift,
            @Nullable Double loss,
            long seed) {}

    /** Whether an arm was shipped at one of the looks, and whether it would have been by fixed-horizon figures. */
    private record Trial(boolean shipped, boolean naive) {}

    static Section section() {
        List<Setting> settings = new ArrayList<>();
        add(settings, 2, 0, null);
        add(settings, 2, 0, 0.0);
        add(settings, 4, 0, 0.0);
        add(settings, 2, 0.5, TOLERATED);
        return new Section(
                "The decision",
                """
                        Share of experiments in per cent in which the readout says `ship` at one of its looks (the experiment then ends)
                        though that is wrong, at alpha = 5 %: no treatment changes conversion (10 %), or the treatment raises it by half and
                        makes crashes (5 %) worse by exactly what the guardrail tolerates, a fifth. 10,000 units an arm are planned, Bonferroni
                        over the arms; `naive` ships on the fixed-horizon p-value of conversion, whatever was planned and however often it
                        is read.""",
                List.of("plan", "looks", "arms", "lift", "crashes", "seed"),
                List.of("naive, %"),
                settings.parallelStream().map(DecisionStudy::row).toList());
    }

    private static void add(List<Setting> settings, int arms, double lift, @Nullable Double loss) {
        Spending none = new Spending.OBrienFleming();
        long seed = 4000L + settings.size();
        settings.add(new Setting(InferenceKind.FIXED_HORIZON, none, 1, arms, lift, loss, seed));
        settings.add(new Setting(InferenceKind.FIXED_HORIZON, none, LOOKS, arms, lift, loss, seed + 1));
        settings.add(new Setting(InferenceKind.ALWAYS_VALID, none, LOOKS, arms, lift, loss, seed + 2));
        settings.add(new Setting(InferenceKind.GROUP_SEQUENTIAL, none, 3, arms, lift, loss, seed + 3));
        settings.add(new Setting(InferenceKind.GROUP_SEQUENTIAL, new Spending.Pocock(), 3, arms, lift, loss, seed + 4));
        settings.add(new Setting(InferenceKind.BAYESIAN, none, 1, arms, lift, loss, seed + 5));
        settings.add(new Setting(InferenceKind.BAYESIAN, none, LOOKS, arms, lift, loss, seed + 6));
    }

    private static Section.Row row(Setting setting) {
        int[] naive = new int[1];
        List<ErrorRate> rates = Simulation.judge(
                setting.seed,
                random -> run(setting, random),
                List.of(Method.<Trial>mistake("shipped", Guarantee.ASYMPTOTIC, ALPHA, trial -> {
                    naive[0] += trial.naive ? 1 : 0;
                    return trial.shipped;
                })));
        String plan = setting.plan.name().toLowerCase(Locale.ROOT)
                + (setting.plan == InferenceKind.GROUP_SEQUENTIAL
                        ? setting.spending instanceof Spending.Pocock ? ", Pocock" : ", O'Brien-Fleming"
                        : "");
        return new Section.Row(
                List.of(
                        plan,
                        Integer.toString(setting.looks),
                        Integer.toString(setting.arms),
                        TwoArmScenario.percent(setting.lift),
                        setting.loss == null ? "no guardrail" : "+" + TwoArmScenario.percent(setting.loss),
                        Long.toString(setting.seed)),
                rates,
                List.of(ErrorRate.percent(naive[0], Simulation.REPLICATIONS)));
    }

    private static Trial run(Setting setting, RandomGenerator random) {
        int step = PLANNED_PER_ARM / setting.looks;
        int[] conversions = new int[setting.arms];
        int[] crashes = new int[setting.arms];
        List<Double> earlier = new ArrayList<>();
        boolean naive = false;
        int n = 0;
        for (int look = 0; look < setting.looks; look++) {
            int more = look == setting.looks - 1 ? PLANNED_PER_ARM - n : step;
            n += more;
            for (int arm = 0; arm < setting.arms; arm++) {
                double treated = arm == 0 ? 0 : 1;
                conversions[arm] += Variates.binomial(random, more, CONVERSION * (1 + treated * setting.lift));
                double loss = setting.loss == null ? 0 : setting.loss;
                crashes[arm] += Variates.binomial(random, more, CRASHES * (1 + treated * loss));
            }
            ReadDecision decision = ReadDecision.of(input(setting, n, conversions, crashes, earlier));
            naive |= decision.naive();
            if (decision.ships()) {
                return new Trial(true, naive);
            }
            earlier.add((double) n * setting.arms);
        }
        return new Trial(false, naive);
    }

    private static ReadoutInput input(Setting setting, int n, int[] conversions, int[] crashes, List<Double> earlier) {
        List<ReadoutInput.Arm> arms = new ArrayList<>();
        for (int arm = 0; arm < setting.arms; arm++) {
            arms.add(new ReadoutInput.Arm("arm" + arm, 1, null));
        }
        List<MetricInput> metrics = new ArrayList<>();
        metrics.add(metric("conversion", Role.PRIMARY, Direction.INCREASE, n, conversions));
        if (setting.loss != null) {
            metrics.add(metric("crashes", Role.GUARDRAIL, Direction.DECREASE, n, crashes));
        }
        Plan plan = new Plan(
                setting.plan,
                (double) PLANNED_PER_ARM * setting.arms,
                earlier.size(),
                earlier,
                setting.looks,
                false,
                setting.spending,
                AlwaysValidMethod.ASYMPTOTIC,
                null,
                null);
        return new ReadoutInput(
                ALPHA, arms, 0, plan, null, null, Set.of(), MultiplicityMethod.BONFERRONI, metrics, false, List.of());
    }

    private static MetricInput metric(String key, Role role, Direction direction, int n, int[] counts) {
        List<ArmData> data = new ArrayList<>();
        List<Proportion> proportions = new ArrayList<>();
        for (int count : counts) {
            data.add(Moments.ofProportion(n, count));
            proportions.add(new Proportion(count, n));
        }
        return new MetricInput(
                key,
                MetricKind.PROPORTION,
                role,
                direction,
                new Metric.Proportion(),
                new Adjustment.None(),
                data,
                proportions,
                null,
                role == Role.GUARDRAIL ? new MetricInput.Tolerance(TOLERATED, Scale.RELATIVE) : null,
                Alternative.TWO_SIDED,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
