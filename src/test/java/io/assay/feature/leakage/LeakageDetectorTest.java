package io.assay.feature.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.Column;
import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.split.NumpyRandom;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeakageDetectorTest {

    private static final int N = 200;

    private static final double[] COIN =
            new Random(1).ints(N, 0, 2).asDoubleStream().toArray();

    /**
     * Case leakage.target_encoder_demo: numpy 2.4.6 RandomState(0), randint(0, 1000, 2000), then randint(0, 2, 2000);
     * scikit-learn 1.9.1 TargetEncoder(smooth=0, cv=StratifiedKFold(5, shuffle=True, random_state=42)) and
     * roc_auc_score; absolute 1e-14.
     */
    @Test
    void aNoisyIdLooksPredictiveOnlyInSample() {
        NumpyRandom random = new NumpyRandom(0);
        double[] ids =
                IntStream.range(0, 2000).mapToDouble(i -> random.interval(999)).toArray();
        double[] target =
                IntStream.range(0, 2000).mapToDouble(i -> random.interval(1)).toArray();
        LeakageReport report = inspect(target, true, whole("id", ids));
        ColumnFigures id = report.columns().getFirst();
        assertThat(id.inSample()).isCloseTo(0.8757381414690703, within(1e-14));
        assertThat(id.crossFitted()).isCloseTo(0.5116326994044851, within(1e-14));
        assertThat(id.distinct()).isEqualTo(876);
        assertThat(check(report, "in_sample_encoding").status()).isEqualTo(Status.FAIL);
        assertThat(check(report, "in_sample_encoding").evidence())
                .isEqualTo("id (876 levels): AUC 0.8757 in sample, 0.5116 cross-fitted");
        assertThat(check(report, "single_feature").status()).isEqualTo(Status.PASS);
    }

    /**
     * scikit-learn 1.9.1 TargetEncoder(smooth=0, target_type="continuous", cv=KFold(5, shuffle=True, random_state=42)),
     * scipy 1.17.1 spearmanr; absolute 1e-14.
     */
    @Test
    void numbersAreForetoldByRank() {
        int[] groups = {
            0, 1, 1, 5, 3, 0, 0, 5, 5, 4, 5, 2, 4, 3, 5, 3, 5, 0, 3, 4, 3, 4, 4, 5, 4, 1, 0, 4, 2, 0, 5, 2, 4, 1, 1, 0,
            2, 4, 4, 0
        };
        double[] target = {
            1.624, -0.612, -0.528, -1.073, 0.865, -2.302, 1.745, -0.761, 0.319, -0.249, 1.462, -2.06, -0.322, -0.384,
            1.134, -1.1, -0.172, -0.878, 0.042, 0.583, -1.101, 1.145, 0.902, 0.502, 0.901, -0.684, -0.123, -0.936,
            -0.268, 0.53, -0.692, -0.397, -0.687, -0.845, -0.671, -0.013, -1.117, 0.234, 1.66, 0.742
        };
        double[] doubled = Arrays.stream(target).map(value -> -2 * value).toArray();
        LeakageReport report = inspect(
                target,
                false,
                new TextColumn("group", groups, List.of("a", "b", "c", "d", "e", "f")),
                new NumberColumn("minus_twice", doubled, false));
        ColumnFigures group = report.columns().getFirst();
        assertThat(group.crossFitted()).isCloseTo(0.17580479487834882, within(1e-14));
        assertThat(group.inSample()).isCloseTo(0.4380539082504182, within(1e-14));
        assertThat(check(report, "single_feature"))
                .isEqualTo(new Check(
                        "single_feature",
                        Status.FAIL,
                        "minus_twice: rank correlation -1.0000 of its value",
                        "Find out when each was written: what is known only after the outcome is no feature."));
    }

    @Test
    void oneColumnThatIsTheOutcomeIsNamed() {
        double[] reversed = Arrays.stream(COIN).map(value -> 7 - value).toArray();
        double[] written = new double[N];
        for (int row = 0; row < N; row++) {
            written[row] = COIN[row] == 1 ? 40 + row % 3 : Double.NaN;
        }
        int[] same = Arrays.stream(COIN).mapToInt(value -> (int) value).toArray();
        LeakageReport report = inspect(
                COIN,
                true,
                new NumberColumn("reversed", reversed, false),
                new NumberColumn("refund", written, false),
                new TextColumn("status", same, List.of("open", "closed")),
                new NumberColumn("noise", new Random(2).doubles(N).toArray(), false));
        assertThat(check(report, "single_feature").status()).isEqualTo(Status.FAIL);
        assertThat(check(report, "single_feature").evidence())
                .isEqualTo("reversed: AUC 0.0000 of its value; refund: AUC 0.0000 of whether it is missing; "
                        + "status: AUC 1.0000 of its category, cross-fitted");
        // present in one class only: undefined
        assertThat(report.columns().get(1).value()).isNull();
        assertThat(report.columns().get(2).value()).isNull();
        assertThat(report.columns().get(3).inSample()).isNull();
    }

    @Test
    void idsAreTold() {
        double[] rows = IntStream.range(0, N).mapToDouble(row -> 1000 + 3 * row).toArray();
        double[] shuffled = new Random(3).ints(N, 0, 120).asDoubleStream().toArray();
        double[] cents = new Random(3).ints(N, 0, 1_000_000).asDoubleStream().toArray();
        LeakageReport report = inspect(
                COIN,
                true,
                whole("position", rows),
                whole("customer_id", shuffled),
                whole("age", shuffled),
                whole("cents", cents),
                new NumberColumn("amount", new Random(4).doubles(N).toArray(), false),
                words("ticket", N));
        Check check = check(report, "id_like");
        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.evidence())
                .isEqualTo(
                        "position: 200 different values in 200 rows, each larger than the one before: the order of the "
                                + "rows; cents: 200 different values in 200 rows; ticket: 200 different values in 200 rows")
                .doesNotContain("age");
    }

    @Test
    void timesAfterTheOutcomeAreCounted() {
        long hour = 3_600_000_000L;
        long[] outcome = IntStream.range(0, N).mapToLong(row -> row * hour).toArray();
        long[] before = Arrays.stream(outcome).map(time -> time - hour).toArray();
        long[] sometimes = before.clone();
        sometimes[7] = outcome[7] + 1;
        sometimes[9] = TimeColumn.MISSING;
        Table table = table(
                new TimeColumn("decided", outcome, false),
                new TimeColumn("opened", before, false),
                new TimeColumn("closed", sometimes, false),
                // an hour before by UTC's clock is an hour after by Oslo's in winter only when told as local there
                new TimeColumn(
                        "seen", Arrays.stream(outcome).map(time -> time + hour).toArray(), true));
        LeakageInput input = new LeakageInput(
                table,
                new Outcome(COIN, true),
                List.of("opened", "closed", "seen"),
                null,
                "decided",
                null,
                ZoneId.of("Europe/Oslo"),
                null,
                5,
                42);
        LeakageReport report = LeakageDetector.inspect(input);
        assertThat(check(report, "times_after_outcome").status()).isEqualTo(Status.FAIL);
        assertThat(check(report, "times_after_outcome").evidence())
                .isEqualTo("closed is later than decided in 1 of 200 rows, first in row 7");
        assertThat(check(report, "times_after_prediction").status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void whatBothSidesOfASplitShareIsTold() {
        double[] x = new Random(5).doubles(N).toArray();
        Table train = table(new NumberColumn("x", x, false), words("plan", N), new TimeColumn("at", days(0, N), false));
        int[] rows = {0, 1, 2};
        Table copied = train.take(rows);
        LeakageReport copies = split(train, copied);
        assertThat(check(copies, "duplicates_across_split").status()).isEqualTo(Status.FAIL);
        assertThat(check(copies, "duplicates_across_split").evidence())
                .startsWith(
                        "3 of 3 test rows equal a training row in the 1 column that describe them, first row 0, which is "
                                + "training row 0; 0 of 200 training rows equal another one");
        assertThat(check(copies, "entity_on_both_sides").evidence())
                .isEqualTo("3 of 3 test rows are of 3 entities (plan) that training has rows of, first row 0");
        assertThat(check(copies, "time_overlap").status()).isEqualTo(Status.WARN);

        Table fresh = table(
                new NumberColumn("x", new double[] {2, 3}, false),
                new TextColumn("plan", new int[] {0, -1}, List.of("new")),
                new TimeColumn("at", days(N, 2), false));
        LeakageReport clean = split(train, fresh);
        assertThat(clean.checks().subList(5, 8)).extracting(Check::status).containsOnly(Status.PASS);
    }

    @Test
    void rowsThatRepeatByNatureAreNoFault() {
        double[] few = new Random(6).ints(N, 0, 3).asDoubleStream().toArray();
        LeakageReport report = split(
                table(whole("x", few), new TimeColumn("at", days(0, N), false)),
                table(whole("x", new double[] {0, 1, 9}), new TimeColumn("at", days(N, 3), false)));
        Check check = check(report, "duplicates_across_split");
        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.evidence()).startsWith("2 of 3 test rows").contains("200 of 200 training rows equal another");
    }

    /** A few levels of noise look a little better in sample, which does no harm and is no alarm. */
    @Test
    void noiseOfFewLevelsIsNoAlarm() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            double[] coin = random.ints(N, 0, 2).asDoubleStream().toArray();
            double[] numbers = random.doubles(N).toArray();
            TextColumn eight = new TextColumn(
                    "eight", random.ints(N, 0, 8).toArray(), List.of("a", "b", "c", "d", "e", "f", "g", "h"));
            TextColumn four = new TextColumn("four", random.ints(N, 0, 4).toArray(), List.of("a", "b", "c", "d"));
            assertThat(check(inspect(coin, true, eight), "in_sample_encoding").status())
                    .as("seed %d", seed)
                    .isEqualTo(Status.PASS);
            assertThat(check(inspect(numbers, false, four), "in_sample_encoding")
                            .status())
                    .as("seed %d", seed)
                    .isEqualTo(Status.PASS);
        }
    }

    @Test
    void tooFewRowsSaySo() {
        LeakageReport report =
                inspect(new double[] {0, 0, 0, 1, 1, 1}, true, whole("x", new double[] {1, 2, 3, 4, 5, 6}));
        assertThat(check(report, "single_feature").status()).isEqualTo(Status.UNKNOWN);
        assertThat(check(report, "id_like").status()).isEqualTo(Status.UNKNOWN);
        assertThat(check(report, "single_feature").evidence()).isEqualTo("one class has fewer than 5 rows");
        assertThat(report.columns().getFirst().value()).isNull();
        assertThat(report.columns().getFirst().reason()).isEqualTo("one class has fewer than 5 rows");
        assertThat(inspect(new double[] {2, 2, 2, 2, 2, 2}, false, whole("x", new double[6]))
                        .columns()
                        .getFirst()
                        .reason())
                .isEqualTo("the target is the same in every row");
    }

    /** What tells whose a row is foretells that one's other rows and nobody else's: no leak where they stay together. */
    @Test
    void rowsOfOneStayTogether() {
        double[] whose = IntStream.range(0, 400)
                .mapToDouble(row -> Math.floor(row / 10.0))
                .toArray();
        double[] target =
                IntStream.range(0, 400).mapToDouble(row -> COIN[row / 10]).toArray();
        NumberColumn town = whole("town", Arrays.stream(whose).map(of -> 7 * of).toArray());
        Table table = table(town, whole("whose", whose));
        ColumnFigures parted = figures(table, target, null);
        assertThat(parted.crossFitted()).isGreaterThan(0.99);
        ColumnFigures together = figures(table, target, "whose");
        assertThat(together.crossFitted()).isBetween(0.2, 0.8);
        assertThat(together.inSample()).isEqualTo(parted.inSample());
    }

    private static ColumnFigures figures(Table table, double[] target, @Nullable String entity) {
        return LeakageDetector.inspect(new LeakageInput(
                        table,
                        new Outcome(target, true),
                        List.of("town"),
                        null,
                        null,
                        entity,
                        ZoneOffset.UTC,
                        null,
                        5,
                        42))
                .columns()
                .getFirst();
    }

    private static LeakageReport inspect(double[] target, boolean classes, Column... columns) {
        Table table = table(columns);
        return LeakageDetector.inspect(new LeakageInput(
                table, new Outcome(target, classes), table.names(), null, null, null, ZoneOffset.UTC, null, 5, 42));
    }

    private static LeakageReport split(Table train, Table test) {
        @Nullable String entity = train.column("plan") == null ? null : "plan";
        return LeakageDetector.inspect(new LeakageInput(
                train, new Outcome(COIN, true), List.of("x"), "at", null, entity, ZoneOffset.UTC, test, 5, 42));
    }

    private static Check check(LeakageReport report, String id) {
        return report.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Table table(Column... columns) {
        return new Table(columns[0].size(), List.of(columns));
    }

    private static NumberColumn whole(String name, double... values) {
        return new NumberColumn(name, values, true);
    }

    private static TextColumn words(String name, int n) {
        return new TextColumn(
                name,
                IntStream.range(0, n).toArray(),
                IntStream.range(0, n).mapToObj(row -> "word " + row).toList());
    }

    private static long[] days(int first, int n) {
        return IntStream.range(first, first + n)
                .mapToLong(day -> day * 86_400_000_000L)
                .toArray();
    }
}
