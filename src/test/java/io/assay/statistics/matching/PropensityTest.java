package io.assay.statistics.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PropensityTest {

    private static final JobTraining DATA = JobTraining.read();

    /** statsmodels 0.15.0, Logit(treat, X).fit(tol=1e-12); 1e-8 relative. */
    @Test
    void logitAgreesWithStatsmodels() {
        Propensity fit = Propensity.fit(DATA.covariates(), DATA.treated());
        double[] coefficients = {
            1.177673994253123,
            0.004698150232983056,
            -0.07123902114315722,
            -0.22470051294523638,
            -0.8527818311186105,
            0.1636176482087358,
            -0.9035053068382787,
            -3.160952532224005e-05,
            6.161207377597789e-05
        };
        for (int k = 0; k < coefficients.length; k++) {
            assertThat(fit.coefficient(k)).isCloseTo(coefficients[k], Percentage.withPercentage(1e-6));
        }
        assertThat(fit.logLikelihood()).isCloseTo(-293.6082213721183, within(1e-9));
        assertThat(fit.scores()[0]).isCloseTo(0.40210260868204495, within(1e-10));
        assertThat(fit.separating()).isEmpty();
        assertThat(fit.dropped()).isEmpty();
    }

    /** statsmodels 0.15.0, Probit(treat, X).fit(method="newton", tol=1e-12), eight digits as printed. */
    @Test
    void probitAgreesWithStatsmodels() {
        Propensity fit = Propensity.fit(DATA.covariates(), DATA.treated(), Propensity.Link.PROBIT);
        double[] coefficients = {
            7.30022411e-01,
            2.87582228e-03,
            -4.40306542e-02,
            -1.40310508e-01,
            -5.23161679e-01,
            1.02855863e-01,
            -5.62216514e-01,
            -1.96868803e-05,
            3.86447654e-05
        };
        double[] errors = {
            6.56673428e-01,
            8.92669628e-03,
            4.46145169e-02,
            2.27099674e-01,
            3.08455265e-01,
            1.71019263e-01,
            1.94054237e-01,
            1.58642252e-05,
            2.70769688e-05
        };
        for (int k = 0; k < coefficients.length; k++) {
            assertThat(fit.coefficient(k)).isCloseTo(coefficients[k], Percentage.withPercentage(2e-6));
            assertThat(fit.standardError(k)).isCloseTo(errors[k], Percentage.withPercentage(2e-6));
        }
        assertThat(fit.logLikelihood()).isCloseTo(-293.58331610922534, within(1e-9));
    }

    /** A property of the maximum: scores add up to the treated, and are uncorrelated with the residuals of each covariate. */
    @Test
    void residualsAreOrthogonalToTheCovariates() {
        Random random = new Random(5);
        int n = 5000;
        double[][] columns = new double[3][n];
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i++) {
            for (double[] column : columns) {
                column[i] = 1e6 + 1e-3 * random.nextGaussian();
            }
            treated[i] = random.nextDouble() < 1 / (1 + Math.exp(-1e3 * (columns[0][i] - 1e6)));
        }
        Propensity fit = Propensity.fit(Covariates.of(List.of("a", "b", "c"), columns, n), treated);
        for (double[] column : columns) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += ((treated[i] ? 1 : 0) - fit.scores()[i]) * (column[i] - 1e6) * 1e3;
            }
            assertThat(sum).isCloseTo(0, within(1e-6));
        }
    }

    @Test
    void namesWhatSeparates() {
        double[] age = DATA.column("age");
        boolean[] treated = DATA.treated();
        double[] complete = new double[age.length];
        double[] quasi = new double[age.length];
        for (int i = 0; i < age.length; i++) {
            complete[i] = (treated[i] ? 1 : -1) * (1 + i / 1000.0);
            quasi[i] = treated[i] && i % 3 == 0 ? 1 : 0;
        }
        assertThat(Propensity.fit(
                                Covariates.of(List.of("age", "z"), new double[][] {age, complete}, age.length), treated)
                        .separating())
                .containsExactly("z");
        assertThat(Propensity.fit(Covariates.of(List.of("age", "z"), new double[][] {age, quasi}, age.length), treated)
                        .separating())
                .containsExactly("z");
    }

    @Test
    void leavesOutAndNamesWhatAddsNothing() {
        double[] age = DATA.column("age");
        double[] months = new double[age.length];
        for (int i = 0; i < age.length; i++) {
            months[i] = 12 * age[i] + 6;
        }
        Covariates covariates = Covariates.of(
                List.of("age", "months", "one"), new double[][] {age, months, new double[age.length]}, age.length);
        Propensity fit = Propensity.fit(covariates, DATA.treated());
        assertThat(fit.names()).containsExactly(Propensity.INTERCEPT, "age");
        assertThat(fit.dropped()).containsExactly("months", "one");
    }

    @Test
    void refusesOneArm() {
        Covariates covariates = Covariates.of(List.of("x"), new double[][] {{1, 2, 3}}, 3);
        assertThatThrownBy(() -> Propensity.fit(covariates, new boolean[3]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("treatment_col");
    }
}
