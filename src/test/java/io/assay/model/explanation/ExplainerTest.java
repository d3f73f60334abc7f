package io.assay.model.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.algorithm.NativeBooster;
import io.assay.model.algorithm.TestAlgorithms;
import io.assay.model.algorithm.TestData;
import io.assay.model.algorithm.TrainingSet;
import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.ConstantModel;
import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TestModels;
import io.assay.model.scoring.Tree;
import io.assay.model.scoring.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class ExplainerTest {

    /** Case shap.linear.breast_cancer (scikit-learn 1.9.1); its own tolerance is 1e-6. */
    @Test
    void shapLinearBreastCancer() {
        TrainingSet data = TestData.standardised(TestData.breastCancer());
        Model model = TestAlgorithms.train("logistic_regression", data);
        Attributions found =
                Explainer.of(model, Explainer.means(data.columns())).explain(data.columns(), data.rows());
        assertThat(found.base(0)).isCloseTo(0.2145027173973692, within(1e-9));
        double[][] phi = {
            {
                -0.3983357386953317,
                0.8037810690841197,
                -0.44582561112590796,
                -0.4288033586302411,
                -0.253826635771045,
                1.8474827743615145,
                -2.281251754707878,
                -2.4369508171899774,
                0.16899467089032036,
                0.7268608303613563,
                -3.214102816041014,
                -0.15201215447178323,
                -1.869728402713525,
                -2.518815889682213,
                0.059324029685323944,
                0.9696367943198625,
                0.08003335974365228,
                -0.2203224031753339,
                0.3397942106036507,
                0.617650714946371,
                -1.941898430613512,
                1.786937578052054,
                -1.896663543927618,
                -2.022664403122945,
                -0.8770415949715067,
                0.11660971895722834,
                -1.8423209062375185,
                -2.0940285964923135,
                -2.4421050933962007,
                -0.9294162361658094
            },
            {
                -0.6643941973286803,
                0.1370946003159363,
                -0.5918748326638068,
                -0.8314520271375838,
                0.13382824475064864,
                -0.2740528412784505,
                0.02050545911643605,
                -0.5274682808281376,
                0.00010611065851605919,
                -0.2799026125860754,
                -0.6445088773228783,
                -0.2356410958123178,
                -0.17378910804347858,
                -0.7517248331742356,
                0.1678110994716678,
                -0.5102182513859709,
                -0.04872352820241998,
                -0.08674001543251562,
                -0.23824660519160581,
                -0.06771319914624158,
                -1.8587729596763154,
                0.4853573739445979,
                -1.2639419676987231,
                -1.9107301367184721,
                0.251916164333687,
                -0.019182424543264735,
                0.12816085124306675,
                -0.9914242709805229,
                0.21653434987790243,
                -0.13492027229319564
            },
            {
                0.060563540730405076,
                0.4447266515337314,
                0.06520206106709646,
                0.10975472198558014,
                -0.01646575972968714,
                -0.2457955564903227,
                0.23923717183726442,
                0.027530152982479027,
                0.020417255463988405,
                -0.23468047971320963,
                0.630270636064759,
                -0.20895204627131875,
                0.2639991128884926,
                0.37375978829302403,
                -0.1313138110039668,
                -0.4476659802660357,
                -0.02940816243311167,
                -0.07321953084316153,
                -0.026584819482190245,
                -0.385025616343573,
                0.24707230406599862,
                1.3737714935245222,
                0.18543187552328147,
                0.3009488286829208,
                -0.34196265696748224,
                -0.021818889959871378,
                0.13905443527336564,
                -0.1971047820727848,
                -0.10951165424053162,
                0.3019461496086465
            },
        };
        double[] margins = {-20.534505918728854, -10.349605366335064, 2.5286791511056776};
        int[] rows = {0, 1, 19};
        for (int i = 0; i < rows.length; i++) {
            assertThat(found.of(0, rows[i])).containsExactly(phi[i], within(1e-9));
            assertThat(model.margins(TestData.row(data, rows[i]))[0]).isCloseTo(margins[i], within(1e-9));
        }
        assertThat(found.meanMagnitudes(0))
                .containsExactly(
                        new double[] {
                            0.2837841142953852,
                            0.30537349517096785,
                            0.2752171492216661,
                            0.32643456578973495,
                            0.12853867243200492,
                            0.438310369539545,
                            0.6753681081166371,
                            0.7808649194122167,
                            0.05883487062054499,
                            0.2423930772041294,
                            0.881929978648374,
                            0.19943122215300743,
                            0.4353461828053985,
                            0.605883805657353,
                            0.19617360706266068,
                            0.540683121214336,
                            0.06820123158285403,
                            0.24487886152611954,
                            0.20841143950119811,
                            0.4286167344626406,
                            0.8077784907839984,
                            1.0515023108646773,
                            0.6490408168866335,
                            0.7531212003405388,
                            0.5278935766825386,
                            0.03392925302327062,
                            0.690064874678091,
                            0.7637150575398545,
                            0.6444955813321959,
                            0.35655710063787405
                        },
                        within(1e-9));
    }

    static Stream<Arguments> boosters() {
        return Stream.of(
                Arguments.of(TestData.breastCancer(), Map.of("objective", "binary:logistic", "base_score", 0.62)),
                Arguments.of(TestData.titanic(), Map.of("objective", "binary:logistic", "base_score", 0.38)),
                Arguments.of(
                        TestData.random(Task.REGRESSION, 2000, 0.1, 1),
                        Map.of("objective", "reg:squarederror", "base_score", 0.5, "max_depth", 10)),
                Arguments.of(
                        TestData.random(Task.BINARY, 2000, 0.1, 2),
                        Map.of("objective", "binary:logistic", "base_score", 0.5, "max_depth", 2)),
                Arguments.of(
                        TestData.random(Task.MULTICLASS, 2000, 0.1, 3),
                        Map.of("objective", "multi:softprob", "base_score", 0.5, "num_class", 3)));
    }

    /** {@code predictContrib} of XGBoost4J 3.0.4, which computes in floats: 1e-6 of what is added up. */
    @ParameterizedTest
    @MethodSource("boosters")
    void treesSayWhatXgboostsContributionsSay(TrainingSet data, Map<String, Object> parameters) throws XGBoostError {
        try (NativeBooster booster = new NativeBooster(data, parameters, 40)) {
            float[][] theirs = booster.contributions(data);
            Explainer explainer =
                    Explainer.of(booster.model(), new double[data.names().size()]);
            Attributions ours = explainer.explain(data.columns(), data.rows());
            int width = data.names().size() + 1;
            for (int row = 0; row < data.rows(); row++) {
                for (int output = 0; output < ours.outputs(); output++) {
                    double size = 1;
                    for (int feature = 0; feature < width - 1; feature++) {
                        size += Math.abs(theirs[row][output * width + feature]);
                    }
                    for (int feature = 0; feature < width - 1; feature++) {
                        assertThat(ours.values(output)[feature][row])
                                .isCloseTo(theirs[row][output * width + feature], within(1e-6 * size));
                    }
                    assertThat(ours.base(output))
                            .isCloseTo(theirs[row][output * width + width - 1], within(1e-6 * size));
                }
            }
        }
    }

    /** The definition itself: every subset of the features, weighted, a feature that is not known going both ways. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void treesAreShapleysValues(int depth) {
        int features = 5;
        Random random = new Random(depth);
        Tree tree = TestModels.random(random, depth, features, 0);
        TreeEnsemble model = new TreeEnsemble(
                Task.REGRESSION,
                List.of("a", "b", "c", "d", "e"),
                Link.IDENTITY,
                Arithmetic.FLOAT64,
                true,
                new double[] {0.5},
                List.of(tree));
        Explainer explainer = Explainer.of(model, new double[features]);
        for (int repeat = 0; repeat < 20; repeat++) {
            double[] row = random.doubles(features)
                    .map(x -> x < 0.1 ? Double.NaN : 4 * x - 2)
                    .toArray();
            double[] found = explainer.explain(row).of(0, 0);
            for (int feature = 0; feature < features; feature++) {
                assertThat(found[feature]).isCloseTo(shapley(tree, row, feature), within(1e-12));
            }
        }
        assertThat(explainer.base()[0]).isCloseTo(0.5 + expected(tree, 0, new double[features], 0), within(1e-12));
    }

    private static double shapley(Tree tree, double[] row, int feature) {
        double value = 0;
        for (int known = 0; known < 1 << row.length; known++) {
            if ((known >> feature & 1) == 0) {
                int size = Integer.bitCount(known);
                double weight = factorial(size) * factorial(row.length - size - 1) / factorial(row.length);
                value += weight * (expected(tree, 0, row, known | 1 << feature) - expected(tree, 0, row, known));
            }
        }
        return value;
    }

    private static double expected(Tree tree, int node, double[] row, int known) {
        int feature = tree.feature()[node];
        if (feature == Tree.LEAF) {
            return tree.value()[node];
        }
        int right = tree.right()[node];
        if ((known >> feature & 1) == 1) {
            double number = row[feature];
            boolean left = Double.isNaN(number) ? tree.missingLeft()[node] == 1 : number < tree.value()[node];
            return expected(tree, left ? node + 1 : right, row, known);
        }
        double share = tree.cover()[node + 1] / tree.cover()[node];
        return share * expected(tree, node + 1, row, known) + (1 - share) * expected(tree, right, row, known);
    }

    private static double factorial(int n) {
        return IntStream.rangeClosed(2, n).asDoubleStream().reduce(1, (a, b) -> a * b);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random_forest", "gradient_boosting", "xgboost", "logistic_regression", "dummy"})
    void everyAlgorithmAddsUp(String name) {
        TrainingSet data = TestData.random(Task.MULTICLASS, 600, 0, 5);
        Model model = TestAlgorithms.train(name, data);
        double[][] margins = model.margins(data.columns(), data.rows());
        Explainer explainer = Explainer.of(model, Explainer.means(data.columns()));
        Attributions found = explainer.explain(data.columns(), data.rows());
        for (int output = 0; output < 3; output++) {
            for (int row = 0; row < data.rows(); row++) {
                double sum = found.base(output)
                        + Arrays.stream(found.of(output, row)).sum();
                assertThat(sum).isCloseTo(margins[output][row], within(1e-5));
            }
        }
        assertThat(explainer.explain(TestData.row(data, 17)).of(1, 0)).containsExactly(found.of(1, 17));
    }

    /** Sixty features on the way to the last leaf: thirty points. */
    @Test
    void deepTreesLoseNoDigits() {
        int depth = 60;
        List<Integer> feature = new ArrayList<>();
        List<Double> value = new ArrayList<>();
        List<Integer> right = new ArrayList<>();
        List<Double> cover = new ArrayList<>();
        for (int level = 0; level < depth; level++) {
            // To the left a leaf, to the right the next split.
            feature.addAll(List.of(level, Tree.LEAF));
            value.addAll(List.of(0.0, (double) level));
            right.addAll(List.of(2 * level + 2, 0));
            cover.addAll(List.of(Math.pow(0.9, level), 0.1 * Math.pow(0.9, level)));
        }
        feature.add(Tree.LEAF);
        value.add((double) depth);
        right.add(0);
        cover.add(Math.pow(0.9, depth));
        Tree tree = new Tree(
                0,
                feature.stream().mapToInt(Integer::intValue).toArray(),
                value.stream().mapToDouble(Double::doubleValue).toArray(),
                right.stream().mapToInt(Integer::intValue).toArray(),
                new int[feature.size()],
                cover.stream().mapToDouble(Double::doubleValue).toArray());
        List<String> names = IntStream.range(0, depth).mapToObj(i -> "x" + i).toList();
        TreeEnsemble model = new TreeEnsemble(
                Task.REGRESSION, names, Link.IDENTITY, Arithmetic.FLOAT64, true, new double[1], List.of(tree));
        double[] row = new Random(1).doubles(depth).map(x -> x - 0.02).toArray();
        Attributions found = Explainer.of(model, new double[depth]).explain(row);
        double sum = found.base(0) + Arrays.stream(found.of(0, 0)).sum();
        assertThat(sum).isCloseTo(model.margins(row)[0], within(1e-11));
    }

    @Test
    void columnsAreTheSumsOfTheirFeatures() {
        LinearModel model = new LinearModel(
                Task.REGRESSION, List.of("a", "b", "c"), Link.IDENTITY, new double[] {1}, new double[][] {{2, -3, 4}});
        Attributions found =
                Explainer.of(model, new double[] {0, 1, 0}).explain(new double[][] {{1, 2}, {1, 3}, {1, 0}}, 2);
        Attributions grouped = found.grouped(List.of("x", "x", "y"));
        assertThat(grouped.names()).containsExactly("x", "y");
        assertThat(grouped.of(0, 0)).containsExactly(2, 4);
        // 4 and -6: together they say -2, and not 10.
        assertThat(grouped.of(0, 1)).containsExactly(-2, 0);
        assertThat(grouped.meanMagnitudes(0)).containsExactly(2, 2);
        assertThat(grouped.base(0)).isEqualTo(-2);
    }

    @Test
    void aConstantSaysNothingOfFeatures() {
        ConstantModel model = new ConstantModel(Task.BINARY, List.of("a"), new double[] {0.3});
        Explainer explainer = Explainer.of(model, new double[1]);
        assertThat(explainer.explain(new double[] {1}).of(0, 0)).containsExactly(0);
        assertThat(explainer.base()).containsExactly(0.3);
        assertThatThrownBy(() -> Explainer.of(model, new double[2])).isInstanceOf(IllegalArgumentException.class);
    }
}
