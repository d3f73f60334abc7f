package io.assay.statistics.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeastSquaresTests {

    private static final Convention REFERENCE = Preset.REFERENCE.convention();

    /** NIST StRD, Longley: certified values to 15 digits; 1e-9 relative asked for. */
    @Test
    void meetsTheCertifiedLongleyRegression() {
        double[][] columns = {
            {83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9},
            {
                234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704,
                502601, 518173, 554894
            },
            {2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007},
            {1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827},
            {
                107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366,
                125368, 127852, 130081
            },
            IntStream.rangeClosed(1947, 1962).asDoubleStream().toArray()
        };
        double[] employed = {
            60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331,
            70551
        };
        LeastSquares fit = LeastSquares.fit(
                Design.of(List.of("deflator", "gnp", "unemployed", "army", "people", "year"), columns, employed));
        double[] certified = {
            -3482258.63459582,
            15.0618722713733,
            -0.358191792925910e-01,
            -2.02022980381683,
            -1.03322686717359,
            -0.511041056535807e-01,
            1829.15146461355
        };
        double[] errors = {
            890420.383607373,
            84.9149257747669,
            0.334910077722432e-01,
            0.488399681651699,
            0.214274163161675,
            0.226073200069370,
            455.478499142212
        };
        Covariance covariance = new Robust(Robust.Type.IID, REFERENCE).of(fit);
        for (int k = 0; k < certified.length; k++) {
            assertThat(fit.coefficient(k)).isCloseTo(certified[k], relative(certified[k], 1e-12));
            assertThat(covariance.standardError(k)).isCloseTo(errors[k], relative(errors[k], 1e-12));
        }
        assertThat(Math.sqrt(fit.residualSquares() / fit.residualDegrees()))
                .isCloseTo(304.854073561965, relative(304.854073561965, 1e-12));
    }

    private static final double[] TOY_Y = {1.0, 2.0, 1.5, 2.5, 1.2, 1.9, 3.0, 2.2, 4.1, 5.3, 3.9, 4.4};
    private static final double[] TREATED = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
    private static final double[] POST = {0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1};
    private static final double[] BOTH = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
    private static final double[] X = {0.5, 1.1, 0.7, 0.2, 0.9, 1.4, 0.3, 0.8, 1.0, 0.6, 1.2, 0.1};

    private static Design toy(double[] outcome, double[]... controls) {
        double[][] columns = new double[3 + controls.length][];
        columns[0] = TREATED;
        columns[1] = POST;
        columns[2] = BOTH;
        System.arraycopy(controls, 0, columns, 3, controls.length);
        List<String> names = List.of("treated", "post", "both", "x", "x2").subList(0, columns.length);
        return Design.of(names, columns, outcome);
    }

    /** statsmodels 0.13.5, smf.ols("y ~ treatment*post + x").fit(cov_type="HC3"): reference case seed-toy-controls. */
    @Test
    void hasTheThirdHeteroskedasticErrorsOfStatsmodels() {
        LeastSquares fit = LeastSquares.fit(toy(TOY_Y, X));
        Covariance covariance = new Robust(Robust.Type.HC3, REFERENCE).of(fit);
        CoefficientTest test = CoefficientTest.of(fit, covariance, fit.indexOf("both"), 0.95);
        assertThat(test.estimate()).isCloseTo(1.0524344569288386, within(1e-12));
        assertThat(test.standardError()).isCloseTo(1.1582640688565404, within(1e-12));
        assertThat(test.pValue()).isCloseTo(0.36354502039156267, within(1e-12));
    }

    /** The definition, spelled out. */
    @Test
    void followsTheDefinitionsOfAllRobustErrors() {
        LeastSquares fit = LeastSquares.fit(toy(TOY_Y, X));
        double[][] bread = fit.bread();
        for (Robust.Type type : List.of(Robust.Type.HC0, Robust.Type.HC1, Robust.Type.HC2, Robust.Type.HC3)) {
            Covariance covariance = new Robust(type, REFERENCE).of(fit);
            double[][] meat = new double[5][5];
            for (int i = 0; i < 12; i++) {
                double[] row = {1, TREATED[i], POST[i], BOTH[i], X[i]};
                double e = TOY_Y[i];
                double h = 0;
                for (int k = 0; k < 5; k++) {
                    e -= row[k] * fit.coefficient(k);
                    for (int l = 0; l < 5; l++) {
                        h += row[k] * bread[k][l] * row[l];
                    }
                }
                assertThat(fit.leverage()[i]).isCloseTo(h, within(1e-12));
                double omega = switch (type) {
                    case IID -> throw new IllegalStateException();
                    case HC0 -> e * e;
                    case HC1 -> e * e * 12 / 7;
                    case HC2 -> e * e / (1 - h);
                    case HC3 -> e * e / (1 - h) / (1 - h);
                };
                for (int k = 0; k < 5; k++) {
                    for (int l = 0; l < 5; l++) {
                        meat[k][l] += omega * row[k] * row[l];
                    }
                }
            }
            double[][] half = multiply(bread, meat);
            double[][] whole = multiply(half, bread);
            for (int k = 0; k < 5; k++) {
                assertThat(covariance.standardError(k)).isCloseTo(Math.sqrt(whole[k][k]), within(1e-12));
            }
        }
    }

    private static double[][] multiply(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    @Test
    void leavesOutAColumnThatOthersMakeUpAndNamesIt() {
        double[] twice = Arrays.stream(X).map(x -> 2 * x).toArray();
        LeastSquares with = LeastSquares.fit(toy(TOY_Y, X, twice));
        LeastSquares without = LeastSquares.fit(toy(TOY_Y, X));
        assertThat(with.dropped()).containsExactly("x2");
        assertThat(with.rank()).isEqualTo(5);
        assertThat(with.coefficients()).containsExactly(without.coefficients());
    }

    /** The same outcome raised by 1e9, whose digits end at 1e-7. */
    @Test
    void losesNothingToAnOffset() {
        double[] raised = Arrays.stream(TOY_Y).map(y -> y + 1e9).toArray();
        LeastSquares fit = LeastSquares.fit(toy(raised));
        CoefficientTest test = CoefficientTest.of(fit, new Robust(Robust.Type.HC3, REFERENCE).of(fit), 3, 0.95);
        assertThat(test.estimate()).isCloseTo(1.0666666666666669, within(2e-7));
        assertThat(test.standardError()).isCloseTo(1.0214368964029712, within(2e-7));
    }

    @Test
    void saysThatAnOutcomeIsExplainedInFull() {
        double[] exact = {1, 1, 1, 2, 2, 2, 3, 3, 3, 6, 6, 6};
        LeastSquares fit = LeastSquares.fit(toy(exact));
        assertThat(fit.isPerfect()).isTrue();
        CoefficientTest test = CoefficientTest.of(fit, new Robust(Robust.Type.HC3, REFERENCE).of(fit), 3, 0.95);
        assertThat(test.estimate()).isCloseTo(2, within(1e-14));
        assertThat(test.standardError()).isZero();
        assertThat(test.pValue()).isNull();
    }

    @Test
    void refusesToDivideByWhatALeverageOfOneLeaves() {
        double[] lonely = new double[12];
        lonely[7] = 1;
        LeastSquares fit = LeastSquares.fit(toy(TOY_Y, lonely));
        assertThatThrownBy(() -> new Robust(Robust.Type.HC3, REFERENCE).of(fit))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("number 7");
        assertThat(new Robust(Robust.Type.HC1, REFERENCE).of(fit).standardError(1))
                .isPositive();
    }

    /** Weights are as if the rows and the outcome had been multiplied by their roots (Aitken's transformation). */
    @Test
    void weighsRows() {
        double[] weights = {1, 2, 3, 1, 2, 3, 1, 2, 3, 0.5, 2, 3};
        double[][] scaled = new double[5][12];
        double[][] columns = {new double[12], TREATED, POST, BOTH, X};
        Arrays.fill(columns[0], 1);
        double[] outcome = new double[12];
        for (int i = 0; i < 12; i++) {
            for (int k = 0; k < 5; k++) {
                scaled[k][i] = Math.sqrt(weights[i]) * columns[k][i];
            }
            outcome[i] = Math.sqrt(weights[i]) * TOY_Y[i];
        }
        LeastSquares weighted = LeastSquares.fit(toy(TOY_Y, X).weighted(weights));
        LeastSquares plain = LeastSquares.fit(
                Design.of(List.of("c", "a", "b", "ab", "x"), scaled, outcome).withoutIntercept());
        assertThat(weighted.coefficients()).containsExactly(plain.coefficients(), within(1e-12));
        for (Robust.Type type : Robust.Type.values()) {
            for (int k = 0; k < 5; k++) {
                assertThat(new Robust(type, REFERENCE).of(weighted).standardError(k))
                        .isCloseTo(new Robust(type, REFERENCE).of(plain).standardError(k), within(1e-12));
            }
        }
    }

    private static Offset<Double> relative(double value, double tolerance) {
        return within(Math.abs(value) * tolerance);
    }

    /** Many rows have their factor from products and not from reflections: of the same rows nine times over it is three times it. */
    @Test
    void hasTheSameOfManyRowsWhicheverWayTheFactorIsMade() {
        int few = 30_000;
        int times = 9;
        double[][] columns = new double[3][few * times];
        double[] outcome = new double[few * times];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < few; i++) {
            double[] row = {random.nextDouble(), 1e6 + random.nextDouble(), random.nextDouble()};
            double y = row[0] - row[1] + random.nextDouble();
            for (int copy = 0; copy < times; copy++) {
                for (int k = 0; k < 3; k++) {
                    columns[k][copy * few + i] = row[k];
                }
                outcome[copy * few + i] = y;
            }
        }
        List<String> names = List.of("a", "b", "c");
        LeastSquares many = LeastSquares.fit(Design.of(names, columns, outcome));
        double[][] once =
                Arrays.stream(columns).map(column -> Arrays.copyOf(column, few)).toArray(double[][]::new);
        LeastSquares single = LeastSquares.fit(Design.of(names, once, Arrays.copyOf(outcome, few)));
        for (int k = 1; k < 4; k++) {
            assertThat(many.coefficient(k)).isCloseTo(single.coefficient(k), within(1e-11));
            double error = new Robust(Robust.Type.HC0, REFERENCE).of(single).standardError(k) / 3;
            assertThat(new Robust(Robust.Type.HC0, REFERENCE).of(many).standardError(k))
                    .isCloseTo(error, relative(error, 1e-10));
        }
    }

    private static final int MANY = 262_144;

    /** Three columns: one whose offset is 1000 times its range, and one that five rows tell from 0, none of them looked at beforehand. */
    private static double[][] manyColumns() {
        double[][] columns = new double[3][MANY];
        for (int i = 0; i < MANY; i++) {
            columns[0][i] = i * 37L % 1009 / 1009.0;
            columns[1][i] = 1000 + i * 61L % 2003 / 2003.0;
            columns[2][i] = i % 50_000 == 49_999 ? 1 : 0;
        }
        return columns;
    }

    private static double[] manyOutcomes(double[][] columns) {
        double[] outcome = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            double noise = i * 7919L % 65_537 / 65_537.0;
            outcome[i] =
                    3 + 2 * columns[0][i] - columns[1][i] + 0.5 * columns[2][i] + (1 + columns[0][i]) * (noise - 0.5);
        }
        return outcome;
    }

    private static final List<String> THREE = List.of("a", "b", "rare");

    /** statsmodels 0.15.0: OLS(y, X).fit(), get_robustcov_results("HC3") and ("HC2"); 1e-9, as its offset costs it digits. */
    @Test
    void hasTheErrorsOfStatsmodelsOfManyRows() {
        double[][] columns = manyColumns();
        LeastSquares fit = LeastSquares.fit(Design.of(THREE, columns, manyOutcomes(columns)));
        double[] coefficients = {1.9991751961065882, -0.9997648882956627, 0.2401882456726412};
        double[] third = {0.0030248939112264895, 0.0029824962780104114, 0.23705948043595523};
        double[] second = {0.003024866755017693, 0.002982466907037055, 0.2120322640863472};
        Covariance hc3 = new Robust(Robust.Type.HC3, REFERENCE).of(fit);
        Covariance hc2 = new Robust(Robust.Type.HC2, REFERENCE).of(fit);
        for (int k = 0; k < 3; k++) {
            assertThat(fit.coefficient(k + 1)).isCloseTo(coefficients[k], relative(coefficients[k], 1e-9));
            assertThat(hc3.standardError(k + 1)).isCloseTo(third[k], relative(third[k], 1e-9));
            assertThat(hc2.standardError(k + 1)).isCloseTo(second[k], relative(second[k], 1e-9));
        }
        double squares = Arrays.stream(fit.residuals()).map(e -> e * e).sum();
        assertThat(fit.residualSquares()).isCloseTo(squares, relative(squares, 1e-13));
    }

    @Test
    void sortsManyRowsOutAsItDoesFew() {
        double[][] columns = manyColumns();
        double[] outcome = manyOutcomes(columns);
        double[][] more = Arrays.copyOf(columns, 4);
        more[3] = new double[MANY];
        Arrays.fill(more[3], 7);
        LeastSquares fit = LeastSquares.fit(Design.of(List.of("a", "b", "rare", "same"), more, outcome));
        assertThat(fit.dropped()).containsExactly("same");
        double[] explained = new double[MANY];
        for (int i = 0; i < MANY; i++) {
            explained[i] = 3 + 2 * columns[0][i] - columns[1][i];
        }
        LeastSquares perfect = LeastSquares.fit(Design.of(THREE, columns, explained));
        assertThat(perfect.isPerfect()).isTrue();
        assertThat(perfect.coefficient(1)).isCloseTo(2, within(1e-10));
        assertThat(perfect.residuals()).containsOnly(0);
        outcome[1] = Double.NaN;
        assertThatThrownBy(() -> LeastSquares.fit(Design.of(THREE, columns, outcome)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the outcome");
        outcome[1] = 0;
        columns[1][3] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> LeastSquares.fit(Design.of(THREE, columns, outcome)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("and b is not");
    }
}
