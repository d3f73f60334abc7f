package io.assay.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.model.evaluation.EvaluationAnswer.Target;
import io.assay.model.evaluation.Rivals.Compared;
import io.assay.model.judgement.Better;
import io.assay.model.judgement.Comparison.ComparedMetric;
import io.assay.model.scoring.Task;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTests {

    private static final Target CHURN =
            new Target("churn", Task.BINARY, "yes", List.of("no", "yes"), false, 100, List.of(60, 40), 0, "f");

    private static final Target AMOUNT =
            new Target("amount", Task.REGRESSION, null, List.of(), false, 100, List.of(), 0, "f");

    private static final PromotionPolicy USUAL = PromotionPolicy.usual();

    private static Check check(String id, Status status) {
        return new Check(id, status, "evidence of " + id, "advice");
    }

    private static List<Check> good() {
        return List.of(
                check("documented", Status.PASS),
                check("single_feature", Status.PASS),
                check("honest_split", Status.UNKNOWN),
                check("beats_baseline", Status.PASS),
                check("calibrated", Status.PASS),
                check("held_out", Status.PASS));
    }

    private static Candidate candidate(List<Check> checks, String... undocumented) {
        return new Candidate(null, CHURN, checks, List.of(undocumented));
    }

    private static Candidate with(Check other) {
        List<Check> checks = new ArrayList<>(good());
        checks.removeIf(check -> check.id().equals(other.id()));
        checks.add(other);
        return candidate(checks);
    }

    private static Contest held(Compared compared) {
        return new Contest.Held(CHURN, compared, new JudgedRows(null, "f", true, 500, 0, 100, compared.rows()), false);
    }

    private static Compared auc(
            double first, double second, @Nullable Double lower, @Nullable Double upper, int rows, int rarest) {
        return compared("roc_auc", Better.HIGHER, first, second, lower, upper, rows, rarest);
    }

    private static Compared compared(
            String metric,
            Better better,
            double first,
            double second,
            @Nullable Double lower,
            @Nullable Double upper,
            int rows,
            int rarest) {
        Interval interval = lower == null ? null : new Interval(lower, upper, 0.95, "delong");
        return new Compared(
                metric,
                better,
                new ComparedMetric(
                        first, second, first - second, interval, null, null, interval == null ? "no variance" : null),
                rows,
                rarest,
                Map.of(),
                Map.of(),
                false);
    }

    private static Status status(Gate.Verdict verdict, String id) {
        return verdict.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void grantsTheFirstChampionWithoutAComparison() {
        Gate.Verdict verdict = Gate.judge(candidate(good()), new Contest.First(), USUAL);
        assertThat(verdict.granted()).isTrue();
        assertThat(status(verdict, "not_worse_than_champion")).isEqualTo(Status.PASS);
        assertThat(verdict.reason()).isEqualTo("no check has anything against it");
    }

    /** The worse end of the interval decides, and nothing else: the same difference is granted and refused. */
    @ParameterizedTest
    @CsvSource({
        "0.80, 0.80, -0.0049, 0.0049, true",
        "0.80, 0.80, -0.005, 0.005, true",
        "0.80, 0.80, -0.0051, 0.0051, false",
        "0.85, 0.80, -0.01, 0.11, false",
        "0.85, 0.80, 0.02, 0.08, true",
        "0.798, 0.80, -0.004, 0.0001, true"
    })
    void theLowerBoundDecides(double first, double second, double lower, double upper, boolean granted) {
        Gate.Verdict verdict = Gate.judge(candidate(good()), held(auc(first, second, lower, upper, 400, 100)), USUAL);
        assertThat(verdict.granted()).isEqualTo(granted);
    }

    @Test
    void theMarginIsThePolicys() {
        Contest contest = held(auc(0.8, 0.8, -0.02, 0.02, 400, 100));
        assertThat(Gate.judge(candidate(good()), contest, USUAL).granted()).isFalse();
        assertThat(Gate.judge(candidate(good()), contest, new PromotionPolicy(0.02, null, null))
                        .granted())
                .isTrue();
        assertThat(Gate.judge(candidate(good()), contest, new PromotionPolicy(0.0, null, null))
                        .granted())
                .isFalse();
    }

    /** Of what gets better downwards the upper end is the worse one; the usual margin is 1 % of the champion's value. */
    @ParameterizedTest
    @CsvSource({"-2, 0.99, true", "-2, 1.01, false"})
    void errorsAreWorseUpwards(double lower, double upper, boolean granted) {
        Candidate candidate = new Candidate(null, AMOUNT, good(), List.of());
        Contest contest = new Contest.Held(
                AMOUNT,
                compared("rmse", Better.LOWER, 99.5, 100, lower, upper, 400, 400),
                new JudgedRows(null, "f", true, 500, 0, 100, 400),
                false);
        assertThat(Gate.judge(candidate, contest, USUAL).granted()).isEqualTo(granted);
    }

    @Test
    void tooFewRowsAreNoComparison() {
        for (Compared few : List.of(auc(0.9, 0.8, 0.05, 0.15, 29, 14), auc(0.9, 0.8, 0.05, 0.15, 400, 9))) {
            Gate.Verdict verdict = Gate.judge(candidate(good()), held(few), USUAL);
            assertThat(verdict.granted()).isFalse();
            Check check = verdict.checks().getLast();
            assertThat(check.evidence()).contains("cannot be compared");
            assertThat(check.advice()).startsWith("Give data");
        }
        assertThat(Gate.judge(candidate(good()), held(auc(0.9, 0.8, null, null, 400, 100)), USUAL)
                        .granted())
                .isFalse();
    }

    @Test
    void whatSaysTheSameIsNotWorse() {
        assertThat(Gate.judge(candidate(good()), held(alike(400, 100)), USUAL).granted())
                .isTrue();
        // Of too few rows that says nothing.
        assertThat(Gate.judge(candidate(good()), held(alike(29, 14)), USUAL).granted())
                .isFalse();
        assertThat(Gate.judge(candidate(good()), held(alike(400, 9)), USUAL).granted())
                .isFalse();
    }

    private static Compared alike(int rows, int rarest) {
        return new Compared(
                "roc_auc",
                Better.HIGHER,
                new ComparedMetric(0.8, 0.8, 0.0, null, null, null, "both rank every pair of rows alike"),
                rows,
                rarest,
                Map.of(),
                Map.of(),
                true);
    }

    /** Which of equal rows had no part hangs on their outcome: told, where any had none. */
    @Test
    void rowsThatAreToldByTheirOutcomeAreADoubt() {
        Compared compared = auc(0.85, 0.80, 0.02, 0.08, 400, 100);
        JudgedRows rows = new JudgedRows("ds-1", "f", false, 500, 0, 100, 400);
        Gate.Verdict doubt = Gate.judge(candidate(good()), new Contest.Held(CHURN, compared, rows, true), USUAL);
        assertThat(doubt.granted()).isTrue();
        assertThat(status(doubt, "unseen_rows")).isEqualTo(Status.WARN);
        Gate.Verdict sure = Gate.judge(candidate(good()), new Contest.Held(CHURN, compared, rows, false), USUAL);
        assertThat(status(sure, "unseen_rows")).isEqualTo(Status.PASS);
    }

    @Test
    void aDamagedChampionIsToldAndItsTargetHolds() {
        Gate.Verdict same = Gate.judge(candidate(good()), new Contest.Broken(CHURN, "its run is damaged"), USUAL);
        assertThat(same.granted()).isTrue();
        assertThat(status(same, "not_worse_than_champion")).isEqualTo(Status.WARN);
        assertThat(status(same, "same_target")).isEqualTo(Status.PASS);
        Gate.Verdict other = Gate.judge(candidate(good()), new Contest.Broken(AMOUNT, "its run is damaged"), USUAL);
        assertThat(other.granted()).isFalse();
        assertThat(status(other, "same_target")).isEqualTo(Status.FAIL);
    }

    @Test
    void theBaselineMustBeBeatenSurely() {
        for (Status status : List.of(Status.FAIL, Status.UNKNOWN, Status.WARN)) {
            Gate.Verdict verdict = Gate.judge(with(check("beats_baseline", status)), new Contest.First(), USUAL);
            assertThat(verdict.granted()).isFalse();
            assertThat(verdict.reason()).isEqualTo("failed: beats_baseline");
        }
        List<Check> without = new ArrayList<>(good());
        without.removeIf(check -> check.id().equals("beats_baseline"));
        assertThat(Gate.judge(candidate(without), new Contest.First(), USUAL).granted())
                .isFalse();
    }

    @Test
    void probabilitiesMustMeanWhatTheySayUnlessThePolicyLetsThem() {
        Candidate off = with(check("calibrated", Status.WARN));
        assertThat(Gate.judge(off, new Contest.First(), USUAL).reason()).isEqualTo("failed: calibrated");
        Gate.Verdict let = Gate.judge(off, new Contest.First(), new PromotionPolicy(null, false, null));
        assertThat(let.granted()).isTrue();
        assertThat(status(let, "calibrated")).isEqualTo(Status.WARN);
        assertThat(let.reason()).contains("warned: calibrated");
        // So few rows that right probabilities would look so, too: told, and no ground to refuse.
        assertThat(Gate.judge(with(check("calibrated", Status.UNKNOWN)), new Contest.First(), USUAL)
                        .granted())
                .isTrue();
    }

    @Test
    void featuresMustSayWhatTheyMeanUnlessThePolicyLetsThem() {
        Candidate silent = candidate(good(), "age", "plan");
        Gate.Verdict verdict = Gate.judge(silent, new Contest.First(), USUAL);
        assertThat(verdict.reason()).isEqualTo("failed: documented");
        assertThat(verdict.checks()).anyMatch(check -> check.evidence().contains("age, plan"));
        assertThat(Gate.judge(silent, new Contest.First(), new PromotionPolicy(null, null, false))
                        .granted())
                .isTrue();
    }

    @Test
    void aLeakRefusesAndADoubtIsTold() {
        assertThat(Gate.judge(with(check("single_feature", Status.FAIL)), new Contest.First(), USUAL)
                        .reason())
                .isEqualTo("failed: no_leak");
        Gate.Verdict doubt = Gate.judge(with(check("single_feature", Status.WARN)), new Contest.First(), USUAL);
        assertThat(doubt.granted()).isTrue();
        assertThat(status(doubt, "no_leak")).isEqualTo(Status.WARN);
    }

    @Test
    void anotherTargetIsAnotherModel() {
        Target other =
                new Target("churn", Task.BINARY, "no", List.of("yes", "no"), false, 100, List.of(40, 60), 0, "f");
        Gate.Verdict verdict =
                Gate.judge(candidate(good()), new Contest.Impossible(other, "they foretell different things"), USUAL);
        assertThat(verdict.granted()).isFalse();
        assertThat(status(verdict, "same_target")).isEqualTo(Status.FAIL);
    }

    @Test
    void whatIsDamagedIsRefusedForGood() {
        Candidate damaged = new Candidate("model.json has another SHA-256", CHURN, good(), List.of());
        Gate.Verdict verdict = Gate.judge(damaged, new Contest.First(), USUAL);
        assertThat(verdict.granted()).isFalse();
        assertThat(verdict.isUnsound()).isTrue();
    }

    /** Pure: the same question has the same answer. */
    @Test
    void isPure() {
        Contest contest = held(auc(0.81, 0.8, -0.003, 0.02, 400, 100));
        assertThat(Gate.judge(candidate(good()), contest, USUAL))
                .isEqualTo(Gate.judge(candidate(good()), contest, USUAL));
    }
}
