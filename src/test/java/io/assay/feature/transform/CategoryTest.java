package io.assay.feature.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.data.Table;
import io.assay.feature.pipeline.FeatureReport;
import io.assay.feature.pipeline.Features;
import io.assay.feature.pipeline.FitOptions;
import io.assay.feature.pipeline.FitWatch;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.PipelineFit;
import io.assay.feature.pipeline.TestPipelines;
import io.assay.feature.pipeline.TestTable;
import io.assay.statistics.split.Folds;
import io.assay.statistics.split.GroupedFolds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps that make numbers of categories; figures of scikit-learn 1.9.1 unless said otherwise. */
class CategoryTest {

    private static final double TOLERANCE = 1e-12;

    private static final @Nullable String[] LETTERS = {
        "c", "a", "b", "d", "a", null, "a", "b", "b", "d", "c", null, "b", "b", "c", "b", "d", "c", "a", "a", "a", "b",
        "d", "c"
    };

    private static final Integer[] BINARY = {0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1};

    private static final Double[] AMOUNTS = {
        1.486, 0.237, -1.024, -0.713, 0.625, -0.161, -0.769, -0.23, 0.745, 1.976, -1.244, -0.626, -0.804, -2.419,
        -0.924, -1.024, 1.124, -0.132, -1.623, 0.647, -0.356, -1.743, -0.597, -0.589
    };

    private static FittedPipeline fitted(String steps, @Nullable String... words) {
        return Fits.steps(steps, new TestTable().texts("x", words).table());
    }

    private static Features applied(FittedPipeline fitted, @Nullable String... words) {
        return fitted.apply(new TestTable().texts("x", words).table());
    }

    /** ColumnTransformer of scikit-learn 1.9.1 on integers; on objects where one is missing. */
    @Test
    void wholeNumbersStayWholeWhenTheMissingAreFilled() {
        Table table = new TestTable().numbers("x", 3, null, 1, 3).table();
        assertThat(Fits.steps("{'kind': 'impute', 'strategy': 'most_frequent'}, {'kind': 'one_hot'}", table)
                        .names())
                .containsExactly("x_1", "x_3");
    }

    /** OneHotEncoder().get_feature_names_out() of a float column. */
    @Test
    void namesOfNumbersAreThoseOfFloats() {
        Table table = new TestTable()
                .numbers("x", 0.1, 3.0, 1e16, 1e-5, 123456789.5, -2.0, 1e22)
                .table();
        assertThat(Fits.steps("{'kind': 'one_hot'}", table).names())
                .containsExactly("x_-2.0", "x_1e-05", "x_0.1", "x_3.0", "x_123456789.5", "x_1e+16", "x_1e+22");
        assertThat(Fits.steps(
                                "{'kind': 'one_hot'}",
                                new TestTable().numbers("x", 10, 9, null).table())
                        .names())
                .containsExactly("x_9", "x_10");
    }

    /** Python's sorted(): by code point, where UTF-16 units would put the musical symbol first. */
    @Test
    void ordersTextsByCodePoint() {
        assertThat(fitted("{'kind': 'one_hot'}", "\uff21", "\ud834\udd1e", "b", "B", "é")
                        .names())
                .containsExactly("x_B", "x_b", "x_é", "x_\uff21", "x_\ud834\udd1e");
    }

    @Test
    void unknownAndMissingAreZeroInEveryColumn() {
        Features features = applied(fitted("{'kind': 'one_hot'}", "a", "b", null), "b", "z", null);
        assertThat(features.row(0)).containsExactly(0, 1);
        assertThat(features.row(1)).containsExactly(0, 0);
        assertThat(features.row(2)).containsExactly(0, 0);
    }

    @Test
    void aWholeNumberIsTheSameCategoryHoweverItIsWritten() {
        FittedPipeline fitted = Fits.steps(
                "{'kind': 'one_hot'}", new TestTable().numbers("x", 3, 0).table());
        Features features = fitted.apply(new TestTable().numbers("x", 3.0, -0.0).table());
        assertThat(features.row(0)).containsExactly(0, 1);
        assertThat(features.row(1)).containsExactly(1, 0);
    }

    @Test
    void ordinalPlaces() {
        assertThat(applied(fitted("{'kind': 'ordinal'}", "b", "a", "c"), "c", "a", "z", null)
                        .columns()[0])
                .containsExactly(2, 0, -1, Double.NaN);
        FittedPipeline ordered = fitted("{'kind': 'ordinal', 'order': ['low', 'mid', 'high']}", "high", "low");
        assertThat(applied(ordered, "low", "mid", "high").columns()[0]).containsExactly(0, 1, 2);
        Table numbers = new TestTable().numbers("x", 5, 20, 10).table();
        assertThat(Fits.steps("{'kind': 'ordinal', 'order': [20, 10, 5]}", numbers)
                        .apply(numbers)
                        .columns()[0])
                .containsExactly(2, 0, 1);
        assertThatThrownBy(() -> fitted("{'kind': 'ordinal', 'order': ['low', 'high']}", "medium"))
                .hasMessageContaining("the column x holds \"medium\", which is not in the order");
    }

    /** sklearn.utils.murmurhash3_32(…, seed=0) and FeatureHasher(8, input_type="string"). */
    @Test
    void hashesAsFeatureHasher() {
        assertThat(Hashing.hash("NO")).isEqualTo(-1973656282);
        assertThat(Hashing.hash("DK")).isEqualTo(-839112976);
        assertThat(Hashing.hash("Ærø \ud834\udd1e")).isEqualTo(2083145059);
        assertThat(Hashing.hash("abcd")).isEqualTo(1139631978);
        assertThat(Hashing.hash("abcde")).isEqualTo(-392455434);
        assertThat(Hashing.hash("abcdefg")).isEqualTo(-2009294074);
        assertThat(Hashing.hash("")).isZero();
        FittedPipeline fitted = fitted("{'kind': 'hashing', 'buckets': 8}", "any");
        Features features = applied(fitted, "NO", "SE", "DK", null);
        assertThat(features.row(0)).containsExactly(0, 0, -1, 0, 0, 0, 0, 0);
        assertThat(features.row(1)).containsExactly(0, 1, 0, 0, 0, 0, 0, 0);
        assertThat(features.row(2)).containsExactly(-1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(features.row(3)).containsOnly(0);
        assertThat(features.names().getLast()).isEqualTo("x_7");
        Table three = new TestTable().numbers("x", 3.0).table();
        assertThat(Fits.steps("{'kind': 'hashing', 'buckets': 8}", three)
                        .apply(three)
                        .row(0))
                .containsExactly(0, 0, 0, 0, 1, 0, 0, 0);
    }

    @Test
    void joinsRareLevels() {
        FittedPipeline fitted = fitted(
                "{'kind': 'rare_levels', 'min_count': 2}, {'kind': 'one_hot'}", "a", "a", "b", "b", "c", "d", null);
        assertThat(fitted.names()).containsExactly("x_a", "x_b", "x_other");
        Features features = applied(fitted, "a", "c", "never seen", null);
        assertThat(features.row(0)).containsExactly(1, 0, 0);
        assertThat(features.row(1)).containsExactly(0, 0, 1);
        assertThat(features.row(2)).containsExactly(0, 0, 1);
        assertThat(features.row(3)).containsExactly(0, 0, 0);
        assertThat(fitted(
                                "{'kind': 'rare_levels', 'min_share': 0.3, 'other': 'rest'}, {'kind': 'one_hot'}",
                                "a",
                                "a",
                                "b",
                                "c")
                        .names())
                .containsExactly("x_a", "x_rest");
        Table numbers = new TestTable().numbers("x", 3, 3, 4).table();
        assertThat(Fits.steps("{'kind': 'rare_levels', 'min_count': 2}, {'kind': 'one_hot'}", numbers)
                        .names())
                .containsExactly("x_3", "x_other");
    }

    /** TargetEncoder(smooth="auto" or 5.0, cv=StratifiedKFold(4, shuffle=True, random_state=7)). */
    @Test
    void targetEncodingIsCrossFittedOnTrainingRows() {
        assertTargetEncoding(
                "'auto'",
                new double[] {
                    0.3465346534653465,
                    0.22241552971339623,
                    0.5746818486269256,
                    0.6153846153846153,
                    0.2810242941562705,
                    0.0
                },
                new double[] {
                    0.18840579710144928,
                    0.682409817776125,
                    0.40274861614811985,
                    0.48295454545454547,
                    0.0,
                    0.4166666666666667
                });
        assertTargetEncoding(
                "5.0",
                new double[] {
                    0.3680555555555556,
                    0.29444444444444445,
                    0.5222222222222223,
                    0.5277777777777778,
                    0.3580246913580247,
                    0.3703703703703704
                },
                new double[] {
                    0.28030303030303033,
                    0.5902777777777778,
                    0.4083333333333334,
                    0.4537037037037038,
                    0.2976190476190476,
                    0.4166666666666667
                });
    }

    private static void assertTargetEncoding(String smoothing, double[] trained, double[] served) {
        PipelineFit fit = Fits.PIPELINES.fit(
                TestPipelines.ofSteps("{'kind': 'target_encode', 'smoothing': " + smoothing + "}"),
                new TestTable().texts("x", LETTERS).numbers("y", BINARY).table(),
                new FitOptions("y", null, 4, 7, null));
        assertThat(IntStream.range(0, trained.length)
                        .mapToDouble(row -> fit.trained().columns()[0][row])
                        .toArray())
                .containsExactly(trained, within(TOLERANCE));
        assertThat(applied(TestPipelines.reread(Fits.PIPELINES, fit.pipeline()), "a", "b", "c", "d", null, "new")
                        .columns()[0])
                .containsExactly(served, within(TOLERANCE));
    }

    /** Where a category is somebody's alone, none of their rows is encoded by what came of the others of them. */
    @Test
    void targetEncodingKeepsGroupsTogether() {
        int[] groups = IntStream.range(0, 24).map(row -> row % 8).toArray();
        String[] names = IntStream.of(groups).mapToObj(group -> "g" + group).toArray(String[]::new);
        double[] y = IntStream.range(0, 24)
                .mapToDouble(row -> (row * 5 + row / 8) % 3 == 0 ? 1 : 0)
                .toArray();
        double[] trained = encoded(names, y, groups);
        int[] folds = GroupedFolds.of(Folds.classes(y), groups, 4, 7);
        for (int row = 0; row < 24; row++) {
            int own = folds[row];
            double others = IntStream.range(0, 24)
                    .filter(other -> folds[other] != own)
                    .mapToDouble(other -> y[other])
                    .average()
                    .orElseThrow();
            assertThat(trained[row]).isCloseTo(others, within(TOLERANCE));
        }
        assertThat(encoded(names, y, null)).isNotEqualTo(trained);
        // Of two groups there are two folds, and of one none.
        int[] two = IntStream.range(0, 24).map(row -> Math.min(row, 1)).toArray();
        assertThat(Arrays.stream(encoded(names, y, two)).distinct()).hasSize(2);
        assertThatThrownBy(() -> encoded(names, y, new int[24])).hasMessageContaining("all rows are of one group");
    }

    private static double[] encoded(String[] names, double[] y, int @Nullable [] groups) {
        return Fits.PIPELINES
                .fit(
                        TestPipelines.ofSteps("{'kind': 'target_encode'}"),
                        new TestTable().texts("x", names).numbers("y", y).table(),
                        new FitOptions("y", null, 4, 7, null),
                        groups,
                        FitWatch.NONE)
                .trained()
                .columns()[0];
    }

    /** The same with target_type="continuous", whose folds are KFold's: the first six rows. */
    @Test
    void targetEncodingOfAmounts() {
        PipelineFit fit = Fits.PIPELINES.fit(
                TestPipelines.ofSteps("{'kind': 'target_encode', 'smoothing': 'auto'}"),
                new TestTable().texts("x", LETTERS).numbers("y", AMOUNTS).table(),
                new FitOptions("y", null, 4, 7, null));
        assertThat(fit.pipeline().document().target()).isNotNull().satisfies(target -> {
            assertThat(target.classes()).isFalse();
            assertThat(target.mean()).isCloseTo(-0.33908333333333335, within(TOLERANCE));
        });
        double[] trained = fit.trained().columns()[0];
        assertThat(new double[] {trained[0], trained[1], trained[2], trained[3], trained[4], trained[5]})
                .containsExactly(
                        new double[] {
                            -0.7145519991909822,
                            -0.2733215167425552,
                            -0.30694564151880105,
                            0.5519834651716379,
                            -0.6052328448351892,
                            -0.13344444444444442
                        },
                        within(TOLERANCE));
        assertThat(applied(fit.pipeline(), "a", "b", "c", "d", null).columns()[0])
                .containsExactly(
                        new double[] {
                            -0.21911224596386397,
                            -0.864809029538535,
                            -0.28931083212621284,
                            0.2602833930970059,
                            -0.3921303630448942
                        },
                        within(TOLERANCE));
    }

    @Test
    void rareCategoriesAndUnknownOnesGetTheMeanOfAll() {
        PipelineFit fit = Fits.PIPELINES.fit(
                TestPipelines.ofSteps("{'kind': 'target_encode', 'smoothing': 0, 'min_count': 2}"),
                new TestTable()
                        .texts("x", "a", "a", "b", "c", "c", "c")
                        .texts("y", "yes", "no", "yes", "yes", "no", "no")
                        .table(),
                new FitOptions("y", "yes", 2, 0, null));
        assertThat(applied(fit.pipeline(), "a", "b", "c", "z", null).columns()[0])
                .containsExactly(new double[] {0.5, 0.5, 1.0 / 3, 0.5, 0.5}, within(TOLERANCE));
    }

    @Test
    void encodingIsChosenByTheNumberOfLevels() {
        TestTable table = new TestTable()
                .texts("x", IntStream.range(0, 200).mapToObj(i -> "l" + i % 51).toArray(String[]::new))
                .texts("z", IntStream.range(0, 200).mapToObj(i -> "l" + i % 50).toArray(String[]::new))
                .numbers("y", IntStream.range(0, 200).mapToObj(i -> i % 2).toArray(Integer[]::new));
        PipelineFit fit = Fits.PIPELINES.fit(
                TestPipelines.document("{'features': [{'name': 'x', 'column': 'x', 'transform': [{'kind': 'encode'}]},"
                        + "{'name': 'z', 'column': 'z', 'transform': [{'kind': 'encode'}]}]}"),
                table.table(),
                new FitOptions("y", null, 5, 42, null));
        assertThat(fit.names()).hasSize(51).startsWith("x", "z_l0");
        FeatureReport many = fit.pipeline().document().features().getFirst().report();
        assertThat(many.chosen()).isEqualTo("target_encode");
        assertThat(many.levels()).isEqualTo(51);
        assertThat(many.reason()).isEqualTo("51 levels, which is above 50");
        assertThat(fit.pipeline().document().features().getLast().report().chosen())
                .isEqualTo("one_hot");
        assertThatThrownBy(() -> Fits.PIPELINES.fit(
                        TestPipelines.ofSteps("{'kind': 'encode'}"), table.table(), FitOptions.DEFAULT))
                .hasMessageContaining("the column x has 51 levels, above 50")
                .hasMessageContaining("no target was named");
    }

    @Test
    void aMillionLevelsAreNoMillionColumns() {
        Table million = new TestTable()
                .numbers("x", IntStream.range(0, 1_000_000).asDoubleStream().toArray())
                .table();
        assertThatThrownBy(() -> Fits.steps("{'kind': 'one_hot'}", million))
                .hasMessageContaining("the column x has 1,000,000 levels, and each would become a column");
    }
}
