package io.assay.feature.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.data.NumberColumn;
import io.assay.data.Table;
import io.assay.data.TextColumn;
import io.assay.data.TimeColumn;
import io.assay.feature.transform.Windowed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every transformer that looks at a row alone, on tables drawn from seeds. */
class EveryKindTest {

    /** Every kind but the windows, with other options than the usual ones where it has some. */
    private static final String DOCUMENT = """
            {'time_zone': 'America/New_York', 'features': [
             {'name': 'a', 'column': 'n', 'transform': [{'kind': 'impute'}, {'kind': 'standardise'}]},
             {'name': 'b', 'column': 'n', 'transform': [{'kind': 'impute', 'strategy': 'mean'}, {'kind': 'robust_scale'}]},
             {'name': 'c', 'column': 'n', 'transform': [{'kind': 'min_max', 'clip': true}]},
             {'name': 'd', 'column': 'n', 'transform': [{'kind': 'quantile', 'distribution': 'normal'}]},
             {'name': 'e', 'column': 'n', 'transform': [{'kind': 'yeo_johnson'}, {'kind': 'standardise'}]},
             {'name': 'f', 'column': 'p', 'transform': [{'kind': 'log1p_if_skewed'}, {'kind': 'standardise'}]},
             {'name': 'g', 'column': 'n', 'transform': [{'kind': 'missing_indicator'}]},
             {'name': 'h', 'column': 'n', 'transform': [{'kind': 'bin', 'bins': 7}, {'kind': 'one_hot'}]},
             {'name': 'i', 'column': 't', 'transform': [{'kind': 'calendar'}]},
             {'name': 'j', 'column': 't', 'transform': [{'kind': 'days_since', 'date': '2020-02-29'}]},
             {'name': 'k', 'column': 's', 'transform': [{'kind': 'impute', 'strategy': 'most_frequent'}, {'kind': 'one_hot'}]},
             {'name': 'l', 'column': 's', 'transform': [{'kind': 'ordinal'}]},
             {'name': 'm', 'column': 's', 'transform': [{'kind': 'hashing', 'buckets': 5}]},
             {'name': 'o', 'column': 's', 'transform': [{'kind': 'rare_levels', 'min_share': 0.1}, {'kind': 'one_hot'}]},
             {'name': 'q', 'column': 's', 'transform': [{'kind': 'target_encode', 'smoothing': 'auto'}]},
             {'name': 'r', 'column': 'w', 'transform': [{'kind': 'encode', 'most_levels': 3}]},
             {'name': 'u', 'columns': ['n', 'p'], 'transform': [{'kind': 'impute'}, {'kind': 'interaction'}]},
             {'name': 'v', 'columns': ['s', 'w'], 'transform': [{'kind': 'interaction', 'of': 'cross'}, {'kind': 'target_encode'}]},
             {'name': 'x', 'column': 'd', 'transform': [{'kind': 'tfidf', 'terms': 9}]},
             {'name': 'y', 'columns': ['n', 'p'], 'transform': [{'kind': 'impute'}, {'kind': 'standardise'}]},
             {'name': 'z', 'column': 'n'}]}
            """;

    private static final FitOptions OPTIONS = new FitOptions("outcome", null, 5, 42, null);

    private final Pipelines pipelines = new Pipelines(3);

    private static Table table(long seed, int rows) {
        Random random = new Random(seed);
        double[] n = IntStream.range(0, rows)
                .mapToDouble(row -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 50)
                .toArray();
        double[] p = IntStream.range(0, rows)
                .mapToDouble(row -> Math.exp(random.nextGaussian() * 2))
                .toArray();
        double[] w = IntStream.range(0, rows)
                .mapToDouble(row -> random.nextInt(8) == 0 ? Double.NaN : random.nextInt(6) - 2)
                .toArray();
        double[] outcome = IntStream.range(0, rows)
                .mapToDouble(row -> random.nextInt(3) == 0 ? 1 : 0)
                .toArray();
        long[] t = IntStream.range(0, rows)
                .mapToLong(row -> random.nextInt(7) == 0 ? TimeColumn.MISSING : random.nextLong(2_000_000_000_000_000L))
                .toArray();
        return new TestTable()
                .numbers("n", n)
                .numbers("p", p)
                .with(new NumberColumn("w", w, true))
                .with(new TimeColumn("t", t, false))
                .with(words("s", random, rows, 1))
                .with(words("d", random, rows, 6))
                .numbers("outcome", outcome)
                .table();
    }

    /** Words over a small alphabet, some of them missing. */
    private static TextColumn words(String name, Random random, int rows, int most) {
        List<String> levels = new ArrayList<>();
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            String text = IntStream.rangeClosed(0, random.nextInt(most))
                    .mapToObj(i -> "ab" + (char) ('a' + random.nextInt(12)))
                    .collect(Collectors.joining(" "));
            if (!levels.contains(text)) {
                levels.add(text);
            }
            codes[row] = random.nextInt(10) == 0 ? -1 : levels.indexOf(text);
        }
        return new TextColumn(name, codes, levels);
    }

    private PipelineFit fit(long seed, int rows) {
        return pipelines.fit(TestPipelines.document(DOCUMENT), table(seed, rows), OPTIONS);
    }

    @Test
    void noKindIsForgotten() {
        Set<String> tried = TestPipelines.document(DOCUMENT).features().stream()
                .flatMap(feature -> feature.steps().stream())
                .map(Kinds::of)
                .collect(Collectors.toSet());
        Set<String> all = new Kinds()
                .transformers().entrySet().stream()
                        .filter(kind -> !Windowed.class.isAssignableFrom(kind.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        assertThat(tried).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aRowBecomesTheSameAloneAndAmongOthers(long seed) {
        FittedPipeline fitted = fit(seed, 300).pipeline();
        Table others = table(seed + 1000, 90);
        Features batch = fitted.apply(others);
        for (int row = 0; row < others.rows(); row++) {
            Features alone = fitted.apply(others.take(new int[] {row}));
            assertThat(alone.row(0)).as("row %d", row).containsExactly(batch.row(row));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void whatWasLearnedIsTheSameReadBackFromJson(long seed) {
        FittedPipeline fitted = fit(seed, 250).pipeline();
        FittedPipeline reread = TestPipelines.reread(pipelines, fitted);
        assertThat(reread.document()).isEqualTo(fitted.document());
        assertSame(reread.apply(table(seed + 1000, 50)), fitted.apply(table(seed + 1000, 50)));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theBytesDoNotDependOnTheThreads(long seed) {
        int rows = 3_000;
        PipelineFit many = fit(seed, rows);
        PipelineFit one = new Pipelines(1).fit(TestPipelines.document(DOCUMENT), table(seed, rows), OPTIONS);
        var mapper = TestPipelines.mapper();
        assertThat(mapper.writeValueAsBytes(one.pipeline().document()))
                .isEqualTo(mapper.writeValueAsBytes(many.pipeline().document()));
        assertSame(one.trained(), many.trained());
        assertSame(one.pipeline().apply(table(5, rows)), many.pipeline().apply(table(5, rows)));
    }

    @Test
    void trainedRowsDifferWhereAStepLearnsFromTheTargetAndNowhereElse() {
        PipelineFit fit = fit(31, 400);
        Features trained = fit.trained();
        Features applied = fit.pipeline().apply(table(31, 400));
        for (int i = 0; i < trained.names().size(); i++) {
            boolean learns = Set.of("q", "r", "v").contains(trained.names().get(i));
            assertThat(Arrays.equals(trained.columns()[i], applied.columns()[i]))
                    .as(trained.names().get(i))
                    .isEqualTo(!learns);
        }
    }

    @Test
    void aChangedStateIsFoundWhenItIsTakenUp() {
        var mapper = TestPipelines.mapper();
        String json = mapper.writeValueAsString(fit(41, 60).pipeline().document());
        String changed = json.replaceFirst("\"mean\":-?[0-9.E-]+,\"scale\"", "\"mean\":0.125,\"scale\"");
        assertThat(changed).isNotEqualTo(json);
        FittedDocument document = mapper.readValue(changed, FittedDocument.class);
        assertThatThrownBy(() -> pipelines.load(document))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the parity rows give another");
    }

    @Test
    void rowsAreKnownAgain() {
        PipelineFit fit = fit(51, 100);
        RowKeys kept = RowKeys.of(fit.rowKeys().bytes());
        assertThat(kept.size()).isEqualTo(100);
        assertThat(fit.pipeline().trainedOn(table(51, 100), kept)).hasSize(100);
        assertThat(fit.pipeline().trainedOn(table(52, 100), kept)).isEmpty();
        assertThat(fit.pipeline().trainedOn(table(51, 100).take(new int[] {3, 7}), kept))
                .containsExactly(0, 1);
    }

    @Test
    void marksWhatIsFilledInAndWhatIsNew() {
        Table training = new TestTable()
                .numbers("n", 1.0, null, 3.0)
                .texts("s", "a", "b", "a")
                .table();
        FittedPipeline fitted = pipelines
                .fit(
                        TestPipelines.document("{'numeric_cols': ['n'], 'categorical_cols': ['s']}"),
                        training,
                        FitOptions.DEFAULT)
                .pipeline();
        RowFlags flags = fitted.flags(new TestTable()
                .numbers("n", null, 2.0, 1.0)
                .texts("s", "new", null, "b")
                .table());
        assertThat(flags.features()).containsExactly("num__n", "cat__s");
        assertThat(flags.isImputed(0, 0)).isTrue();
        assertThat(flags.isImputed(0, 1)).isFalse();
        assertThat(flags.isUnknown(1, 0)).isTrue();
        assertThat(flags.isImputed(1, 0)).isFalse();
        assertThat(flags.isImputed(1, 1)).isTrue();
        assertThat(flags.isUnknown(1, 1)).isFalse();
        assertThat(flags.isUnknown(1, 2) || flags.isImputed(1, 2)).isFalse();
    }

    @Test
    void saysHowFarItIsAndWhatItTakes() {
        List<String> needed = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        pipelines.fit(
                TestPipelines.document("{'features': [{'name': 'h', 'column': 's', 'transform': [{'kind': 'hashing',"
                        + " 'buckets': 9}, {'kind': 'standardise'}]}, {'name': 'n', 'column': 'n'}]}"),
                table(61, 1000),
                FitOptions.DEFAULT,
                new FitWatch() {
                    @Override
                    public void at(double fraction, String doing) {
                        fractions.add(fraction);
                    }

                    @Override
                    public void needs(long bytes, String what) {
                        needed.add(bytes + " " + what);
                    }
                });
        assertThat(fractions).containsExactly(0.5, 1.0);
        assertThat(needed).containsExactly("64000 8 columns in the middle of the feature h");
    }

    @Test
    void whoeverFollowsAFitMayEndIt() {
        FitWatch impatient = new FitWatch() {
            @Override
            public void at(double fraction, String doing) {
                throw new IllegalStateException("enough");
            }

            @Override
            public void needs(long bytes, String what) {}
        };
        assertThatThrownBy(() -> pipelines.fit(TestPipelines.document(DOCUMENT), table(62, 100), OPTIONS, impatient))
                .hasMessage("enough");
    }

    @Test
    void whatIsBeyondTheLargestNumberIsRefused() {
        FittedPipeline fitted = pipelines
                .fit(
                        TestPipelines.document("{'features': [{'name': 'f', 'columns': ['n', 'm'],"
                                + " 'transform': [{'kind': 'interaction'}]}]}"),
                        new TestTable().numbers("n", 1.0).numbers("m", 2.0).table(),
                        FitOptions.DEFAULT)
                .pipeline();
        Table huge = new TestTable().numbers("n", 1e200).numbers("m", 1e200).table();
        assertThatThrownBy(() -> fitted.apply(huge))
                .hasMessageContaining("Feature f: what it makes of some row is beyond");
    }

    private static void assertSame(Features actual, Features expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        for (int i = 0; i < expected.names().size(); i++) {
            assertThat(actual.columns()[i]).as(expected.names().get(i)).containsExactly(expected.columns()[i]);
        }
    }
}
