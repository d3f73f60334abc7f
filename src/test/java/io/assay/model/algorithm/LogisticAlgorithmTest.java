package io.assay.model.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Task;
import io.assay.model.scoring.TestModels;
import io.assay.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import smile.classification.LogisticRegression;

/**
 * Figures of scikit-learn 1.9.1 where nothing else is said: {@code LogisticRegression(C=…, solver='newton-cholesky',
 * tol=1e-14, max_iter=1000)}, whose gradient at its coefficients is below 2e-10 in every component.
 */
class LogisticAlgorithmTest {

    private static final LogisticAlgorithm LOGISTIC = new LogisticAlgorithm();
    private static final Training TRAINING = new Training(42, 1, Training.Watch.NONE);
    private static final Offset<Double> TIGHT = within(1e-10);

    /** Case lr.breast_cancer.fit (scikit-learn 1.9.1, converged); its own tolerance is 1e-6. */
    @Test
    void lrBreastCancerFit() {
        TrainingSet data = TestData.standardised(TestData.breastCancer());
        LinearModel model = fit(data, 1);
        assertThat(model.coefficients()[0])
                .containsExactly(
                        new double[] {
                            -0.3630925319179318,
                            -0.38767544241875806,
                            -0.3510621186796742,
                            -0.435609803285976,
                            -0.16183110281524582,
                            0.5626540336981027,
                            -0.8599171195924012,
                            -0.9622802234881757,
                            0.07620903147902851,
                            0.32222623694861124,
                            -1.2909422896744196,
                            0.26892190138788796,
                            -0.6599745965624585,
                            -1.0125577321802832,
                            -0.2772129589040152,
                            0.7363240127967536,
                            0.11053932078141081,
                            -0.33340761888316484,
                            0.29579302590318496,
                            0.6809196730583746,
                            -1.0292622616479528,
                            -1.3146076344464535,
                            -0.8233473825766979,
                            -1.0107068321134165,
                            -0.6706819627765845,
                            0.04456425178742111,
                            -0.8733339165222505,
                            -0.9120031219319643,
                            -0.8878373243070145,
                            -0.47981890804315996
                        },
                        TIGHT);
        assertThat(model.intercepts()[0]).isCloseTo(0.2145027174017491, TIGHT);
        double[] p = model.predictions(data.columns(), data.rows())[0];
        assertThat(Arrays.copyOf(p, 5))
                .containsExactly(
                        new double[] {
                            1.207750957211612e-09,
                            3.200439338713005e-05,
                            1.6325078963873873e-07,
                            0.0004927499334917756,
                            2.988237804600536e-05
                        },
                        within(1e-12));
        double loss = IntStream.range(0, p.length)
                .mapToDouble(row -> -Math.log(data.target()[row] == 1 ? p[row] : 1 - p[row]))
                .sum();
        assertThat(loss).isCloseTo(30.37996691876642, within(1e-8));
    }

    /**
     * So many rows that a part of them is where to begin: shares of multiples of irrational numbers, {@code i * s -
     * np.floor(i * s)}, which both sides have to the last bit; {@code fit(X, y, sample_weight=w)} with C=0.5.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void manyRowsHaveTheMinimumOfAllOfThem(boolean weighted) {
        int rows = 48_000;
        double[] steps = {
            0.6180339887498949, 0.41421356237309515, 0.7320508075688772, 0.23606797749978969, 0.6457513110645906
        };
        double[][] columns = new double[steps.length][rows];
        double[] target = new double[rows];
        double[] weights = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int feature = 0; feature < steps.length; feature++) {
                columns[feature][row] = share(row * steps[feature]);
            }
            double sum = columns[0][row] + 2 * columns[1][row] - 1.5 * columns[2][row];
            target[row] = sum + share(row * 0.7548776662466927) > 1 ? 1 : 0;
            weights[row] = 1 + row % 3;
        }
        TrainingSet data = TestData.set(Task.BINARY, 2, columns, target, List.of());
        LinearModel model = fit(weighted ? TestData.weighted(data, weights) : data, 0.5);
        double[] of = weighted
                ? new double[] {
                    5.917338877576312, 11.885281914186312, -8.892345534102283, 0.04772869005131107, -0.08465289434952401
                }
                : new double[] {
                    5.780524637513337, 11.616384692987728, -8.694944907366255, 0.02866478692102409, -0.09095832258427046
                };
        assertThat(model.coefficients()[0]).containsExactly(of, TIGHT);
        assertThat(model.intercepts()[0]).isCloseTo(weighted ? -2.9490865546035927 : -2.8637270381173887, TIGHT);
    }

    private static double share(double number) {
        return number - Math.floor(number);
    }

    /** {@code fit(Z, y, sample_weight=1 + np.arange(569) % 3)} with C=10. */
    @Test
    void weightsAreThoseOfTheLoss() {
        TrainingSet data = TestData.standardised(TestData.breastCancer());
        double[] weights =
                IntStream.range(0, data.rows()).mapToDouble(row -> 1 + row % 3).toArray();
        LinearModel model = fit(TestData.weighted(data, weights), 10);
        assertThat(Arrays.copyOf(model.coefficients()[0], 5))
                .containsExactly(
                        new double[] {
                            0.9066020706127436,
                            0.3263085923899668,
                            0.9846563860416979,
                            0.360957024890774,
                            -0.6018308416431357
                        },
                        TIGHT);
        assertThat(model.intercepts()[0]).isCloseTo(-0.6711240093252385, TIGHT);
    }

    /** Features as they are, from 0.001 to 4254: {@code fit(X, y)}; 1e-8, the gradient being 1.3e-10 there. */
    @Test
    void featuresNeedNotBeStandardised() {
        LinearModel model = fit(TestData.breastCancer(), 1);
        assertThat(model.coefficients()[0])
                .containsExactly(
                        new double[] {
                            1.0145620739976267,
                            0.1813824279503959,
                            -0.275697124595609,
                            0.022650714260032453,
                            -0.17839594836452669,
                            -0.22083868988987615,
                            -0.5350498859959203,
                            -0.295119675508094,
                            -0.26623906493872124,
                            -0.030256473441984868,
                            -0.07839730008560018,
                            1.2638491944237344,
                            0.11659032892314392,
                            -0.10881541809332677,
                            -0.025097420093006553,
                            0.0672093487245972,
                            -0.03600866922817682,
                            -0.03799277389677954,
                            -0.036780876256524896,
                            0.013988344536324594,
                            0.13786695924218198,
                            -0.43764187609067157,
                            -0.10580436638843956,
                            -0.01363256168418052,
                            -0.3563527384195959,
                            -0.6878723167364111,
                            -1.4219060176110518,
                            -0.6023603222399798,
                            -0.7309067441974094,
                            -0.095001910865397
                        },
                        within(1e-8));
        assertThat(model.intercepts()[0]).isCloseTo(28.088997621918377, within(1e-8));
    }

    /** Dummies as blocks and as columns: {@code fit(T, survived)} with C=0.5, age filled up with 30. */
    @Test
    void categoriesAreTheirColumns() {
        TrainingSet data = TestData.filled(TestData.titanic(), 30);
        TrainingSet columns = TestData.set(Task.BINARY, 2, data.columns(), data.target(), List.of());
        for (TrainingSet one : List.of(data, columns)) {
            LinearModel model = fit(one, 0.5);
            assertThat(model.coefficients()[0])
                    .containsExactly(
                            new double[] {
                                -0.031215596604061185,
                                1.2157067216091633,
                                -1.2157067216091628,
                                1.0625503596202075,
                                -0.06627400853621658,
                                -0.9962763510839898
                            },
                            TIGHT);
            assertThat(model.intercepts()[0]).isCloseTo(0.9390641322829383, TIGHT);
        }
    }

    /** Benign, malignant with a radius below 17, and above, from features 1 to 9, standardised: {@code fit(F, k)}. */
    @Test
    void severalClassesAreMultinomial() {
        TrainingSet all = TestData.breastCancer();
        double[] classes = IntStream.range(0, all.rows())
                .mapToDouble(row -> all.target()[row] == 1 ? 0 : all.columns()[0][row] < 17 ? 1 : 2)
                .toArray();
        TrainingSet data = TestData.standardised(
                TestData.set(Task.MULTICLASS, 3, Arrays.copyOfRange(all.columns(), 1, 10), classes, List.of()));
        double[][] coefficients = {
            {
                -0.998069602762358,
                -1.807204124367061,
                -1.9399979994081105,
                -0.6070739854257979,
                0.15935708400417775,
                -0.6572207765121607,
                -1.5334717297111284,
                -0.25285561873922763,
                0.6185232566014719
            },
            {
                0.38565898415652583,
                -0.5525992084149246,
                -0.7071651320585726,
                0.35320225099945385,
                -0.014123829637116414,
                0.42519162377227904,
                0.1678731199843021,
                0.14243178450351784,
                0.008903748760484616
            },
            {
                0.6124106186058252,
                2.359803332781985,
                2.647163131466679,
                0.25387173442634575,
                -0.1452332543670649,
                0.23202915273987768,
                1.3655986097268247,
                0.11042383423571125,
                -0.6274270053619609
            }
        };
        LinearModel model = fit(data, 1);
        for (int k = 0; k < 3; k++) {
            assertThat(model.coefficients()[k]).containsExactly(coefficients[k], TIGHT);
        }
        // scikit-learn's intercepts less their mean, which changes no probability.
        assertThat(model.intercepts())
                .containsExactly(new double[] {2.2540674864117136, 1.546680518329092, -3.8007480047408055}, TIGHT);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void sameBytesForAnyNumberOfThreads(Task task) {
        TrainingSet data = TestData.random(task, 30_000, 0, 1);
        String one = TestModels.json(LOGISTIC.train(data, LOGISTIC.defaults(), TRAINING));
        for (int threads : new int[] {1, 2, 3}) {
            Training training = new Training(7, threads, Training.Watch.NONE);
            assertThat(TestModels.json(LOGISTIC.train(data, LOGISTIC.defaults(), training)))
                    .isEqualTo(one);
        }
    }

    /** What Smile 6.3.0 says by itself, to what its tolerance of 1e-5 leaves. */
    @Test
    void smileAgreesAsFarAsItGoes() {
        TrainingSet data = TestData.standardised(TestData.breastCancer());
        double[][] rows = IntStream.range(0, data.rows())
                .mapToObj(row -> TestData.row(data, row))
                .toArray(double[][]::new);
        int[] classes = Arrays.stream(data.target()).mapToInt(x -> (int) x).toArray();
        double[] smiles = LogisticRegression.binomial(rows, classes, new LogisticRegression.Options(1, 1e-5, 500))
                .coefficients();
        LinearModel model = fit(data, 1);
        assertThat(Arrays.copyOf(smiles, 30)).containsExactly(model.coefficients()[0], within(1e-2));
        double[][] start = SmileLogistic.fit(data, 1);
        assertThat(start).isNotNull();
        assertThat(SmileLogistic.fit(TestData.weighted(data, data.target()), 1)).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e6})
    void separableClassesHaveAnAnswerAndAWarning(double c) {
        double[] x = IntStream.range(0, 200).mapToDouble(i -> i - 99.5).toArray();
        double[] target = Arrays.stream(x).map(number -> number > 0 ? 1 : 0).toArray();
        TrainingSet data = TestData.standardised(TestData.set(Task.BINARY, 2, new double[][] {x}, target, List.of()));
        LinearModel model = fit(data, c);
        assertThat(model.coefficients()[0][0]).isPositive();
        assertThat(LOGISTIC.warnings(data, model)).hasSize(c > 1 ? 1 : 0);
    }

    /** The same rows in another unit, of a feature that tells the classes apart by little: a large coefficient says nothing. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3})
    void aWarningDoesNotDependOnTheUnit(double unit) {
        Random random = new Random(1);
        double[] x = random.doubles(20_000).map(number -> number * unit).toArray();
        double[] target = Arrays.stream(x)
                .map(number -> random.nextDouble() < 1 / (1 + Math.exp(3 * (0.5 - number / unit))) ? 1 : 0)
                .toArray();
        TrainingSet data = TestData.set(Task.BINARY, 2, new double[][] {x}, target, List.of());
        LinearModel model = fit(data, 1e9);
        assertThat(model.coefficients()[0][0] * unit).isBetween(2.5, 3.5);
        assertThat(LOGISTIC.warnings(data, model)).isEmpty();
        Steepest steepest = Steepest.of(model, data);
        assertThat(steepest.feature()).isEqualTo("x0");
        // A uniform one has the deviation 1/sqrt(12).
        assertThat(steepest.slope()).isBetween(2.5 / Math.sqrt(12), 3.5 / Math.sqrt(12));
    }

    @Test
    void refusesWhatItCannotLearnFrom() {
        assertThatThrownBy(() -> fit(TestData.titanic(), 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The feature x0 has missing values");
        TrainingSet data = TestData.breastCancer();
        TrainingSet one = TestData.set(Task.BINARY, 2, data.columns(), new double[569], List.of());
        assertThatThrownBy(() -> fit(one, 1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("none of class 1");
    }

    @Test
    void aConstantFeatureSaysNothing() {
        TrainingSet data = TestData.breastCancer();
        double[][] columns = Arrays.copyOf(data.columns(), 31);
        columns[30] = new double[569];
        Arrays.fill(columns[30], 0.1);
        LinearModel model = fit(TestData.set(Task.BINARY, 2, columns, data.target(), List.of()), 1);
        assertThat(model.coefficients()[0][30]).isCloseTo(0, within(1e-12));
        assertThat(model.coefficients()[0][0]).isCloseTo(fit(data, 1).coefficients()[0][0], TIGHT);
    }

    private static LinearModel fit(TrainingSet data, double c) {
        return (LinearModel) LOGISTIC.train(data, new LogisticHyperparameters(c), TRAINING);
    }
}
