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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The mean area of breast cancer's nuclei from the other 29 features, standardised; figures of scikit-learn 1.9.1. */
class LinearAlgorithmTest {

    private static final LinearAlgorithm LINEAR = new LinearAlgorithm();
    private static final Training TRAINING = new Training(42, 1, Training.Watch.NONE);

    /** {@code Ridge(alpha=1, solver='svd')}: relative 1e-10. */
    @Test
    void ridge() {
        LinearModel model = fit(area(), 1);
        assertClose(
                model,
                new double[] {
                    190.35421552058662,
                    0.38386024392764284,
                    174.89738480221135,
                    -6.305851198573607,
                    -35.58477737381412,
                    6.110843439477362,
                    19.023048520086224,
                    -1.0498043259294605,
                    13.292232331290306,
                    -17.219443960629654,
                    -2.0881823006232136,
                    33.38609981896365,
                    10.189985312570911,
                    6.388664314645622,
                    -0.7933147624737712,
                    10.62355053925776,
                    -16.929888003373268,
                    0.8512623308834628,
                    -2.0983052850158006,
                    -141.0435230407674,
                    -0.11200971819453746,
                    -75.81541463755971,
                    189.72604873997543,
                    3.657519728653011,
                    9.936272747797387,
                    -10.169597939648442,
                    6.4777163531144195,
                    1.2215697729050246,
                    -0.637369172104258
                },
                654.8891036906856,
                1e-10);
    }

    /** {@code LinearRegression()}, by singular values: relative 1e-9, the features' condition being 2e4. */
    @Test
    void leastSquares() {
        assertClose(
                fit(area(), 0),
                new double[] {
                    345.97176014000786,
                    -3.5215053125436606,
                    73.06934559689186,
                    -5.5265474143637565,
                    -23.43596160688942,
                    7.604240169662094,
                    7.836958564802866,
                    -3.324437448247543,
                    8.357519987781037,
                    17.701867718719765,
                    -4.823602213492736,
                    36.47745559602818,
                    -28.188030615388975,
                    4.01939038868757,
                    -0.055553603361520126,
                    9.573305854730409,
                    -19.32292271086665,
                    -1.9550299825270718,
                    -2.198250502889642,
                    -300.3577402189548,
                    6.3815619674784445,
                    -63.390820596519525,
                    279.5241611540974,
                    5.703628884943158,
                    6.290026863157616,
                    -10.59454197644873,
                    16.336839903395582,
                    5.886681662382611,
                    2.189949820454425
                },
                654.8891036906856,
                1e-9);
    }

    /** {@code Ridge(alpha=2, solver='svd').fit(Z, t, sample_weight=1 + np.arange(569) % 3)}. */
    @Test
    void weighted() {
        TrainingSet data = area();
        double[] weights =
                IntStream.range(0, data.rows()).mapToDouble(row -> 1 + row % 3).toArray();
        LinearModel model = fit(TestData.weighted(data, weights), 2);
        double[] expected = new double[] {
            184.7803705299922, -1.0970548766517256, 176.7109626343282, -6.708745850126313, -32.587440918125516
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(model.coefficients()[0][i]).isCloseTo(expected[i], within(1e-9));
        }
        assertThat(model.intercepts()[0]).isCloseTo(654.8505814102554, within(1e-9));
    }

    @Test
    void sameBytesForAnyNumberOfThreads() {
        TrainingSet data = TestData.random(Task.REGRESSION, 30_000, 0, 1);
        String one = TestModels.json(LINEAR.train(data, LINEAR.defaults(), TRAINING));
        assertThat(TestModels.json(LINEAR.train(data, LINEAR.defaults(), new Training(1, 2, Training.Watch.NONE))))
                .isEqualTo(one);
    }

    @Test
    void combinationsHaveNoLeastSquares() {
        TrainingSet data = TestData.random(Task.REGRESSION, 500, 0, 2);
        // The dummies of a category and the intercept.
        assertThatThrownBy(() -> fit(data, 0))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("combinations of others");
        assertThat(fit(data, 1e-6).coefficients()[0]).hasSize(11);
    }

    private static TrainingSet area() {
        TrainingSet all = TestData.breastCancer();
        double[][] others = IntStream.range(0, 30)
                .filter(i -> i != 3)
                .mapToObj(i -> all.columns()[i])
                .toArray(double[][]::new);
        return TestData.standardised(TestData.set(Task.REGRESSION, 0, others, all.columns()[3], List.of()));
    }

    private static void assertClose(LinearModel model, double[] coefficients, double intercept, double relative) {
        double largest = Arrays.stream(coefficients).map(Math::abs).max().orElseThrow();
        assertThat(model.coefficients()[0]).containsExactly(coefficients, within(relative * largest));
        assertThat(model.intercepts()[0]).isCloseTo(intercept, within(relative * intercept));
    }

    private static LinearModel fit(TrainingSet data, double alpha) {
        return (LinearModel) LINEAR.train(data, new LinearHyperparameters(alpha), TRAINING);
    }
}
