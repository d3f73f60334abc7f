package io.assay.statistics.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.matching.Weighting.Method;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightingTest {

    private static final JobTraining DATA = JobTraining.read();

    /**
     * Estimates: statsmodels 0.15.0, TreatmentEffect(OLS(y, X), treat, results_select=Logit or Probit).ipw, ra and aipw;
     * 1e-10. All of them and their errors: numpy 2.4 and scipy 1.17, the stacked estimating equations solved by
     * scipy.optimize.root and their sandwich by central differences on standardised covariates, which keeps eight digits.
     */
    @ParameterizedTest
    @CsvSource({
        "LOGIT, ATE, IPW, 1641.3152016515623, 671.0452109677246",
        "LOGIT, ATE, RA, 1621.5830818958516, 679.0540557487446",
        "LOGIT, ATE, AIPW, 1619.0528450344086, 674.4215145230638",
        "LOGIT, ATE, AIPW_WLS, 1618.5346801552826, 671.993844720038",
        "LOGIT, ATE, IPW_RA, 1617.1796996620803, 673.5367765844022",
        "LOGIT, ATT, IPW, 1806.4169076809928, 673.106269468101",
        "LOGIT, ATT, RA, 1787.7606219777124, 668.6876402466456",
        "LOGIT, ATT, AIPW, 1797.4999403309594, 669.3716420198037",
        "LOGIT, ATT, IPW_RA, 1794.933386751505, 668.7930870896017",
        "LOGIT, ATC, IPW, 1523.2110805102966, 696.5084742047111",
        "LOGIT, ATC, RA, 1503.341370683758, 710.4537177343391",
        "LOGIT, ATC, AIPW, 1492.0808733810811, 703.6400813212941",
        "LOGIT, ATC, IPW_RA, 1488.3055505218647, 701.6771739231506",
        "PROBIT, ATE, IPW, 1640.4356743551155, 670.9096987263949",
        "PROBIT, ATE, AIPW, 1619.4631104542111, 674.1704438607779",
        "PROBIT, ATE, AIPW_WLS, 1618.6875609740387, 671.8655872758675",
        "PROBIT, ATE, IPW_RA, 1617.5866295140547, 673.330880980349",
        "PROBIT, ATT, IPW, 1805.2390088351103, 673.0732595726852",
        "PROBIT, ATT, IPW_RA, 1794.1380005631434, 668.8151493440455",
        "PROBIT, ATC, AIPW, 1493.1171065572591, 703.1851493583264"
    })
    void stackedErrors(Propensity.Link link, Estimand estimand, Method method, double estimate, double error) {
        Propensity propensity = Propensity.fit(DATA.covariates(), DATA.treated(), link);
        Effect effect = new Weighting(DATA.earnings(), DATA.treated(), propensity, DATA.covariates(), estimand)
                .estimate(method)
                .effect();
        assertThat(effect.estimate()).isCloseTo(estimate, Percentage.withPercentage(1e-8));
        assertThat(effect.standardError()).isCloseTo(error, Percentage.withPercentage(1e-6));
    }

    /** The formulas written out in numpy 2.4 with the scores of statsmodels; 1e-9 relative. */
    @Test
    void unstackedErrorAndEffectiveSizes() {
        Propensity propensity = Propensity.fit(DATA.covariates(), DATA.treated());
        Weighting weighting =
                new Weighting(DATA.earnings(), DATA.treated(), propensity, DATA.covariates(), Estimand.ATE);
        assertThat(weighting.estimate(Method.AIPW).influenceError()).isCloseTo(670.8065976688903, within(1e-6));
        assertThat(weighting.horvitzThompson()).isCloseTo(1613.134713312441, within(1e-6));
        assertThat(Weighting.effectiveSize(weighting.weights(), DATA.treated(), true))
                .isCloseTo(175.98435199584088, within(1e-7));
        assertThat(Weighting.effectiveSize(weighting.weights(), DATA.treated(), false))
                .isCloseTo(251.51039507360693, within(1e-7));
    }

    /** scipy 1.17: weights by scipy.optimize.root of the balancing equations, the sandwich by central differences. */
    @ParameterizedTest
    @CsvSource({"ATT, 1795.0141435972191, 668.8162734945545", "ATE, 1616.1146340042787, 675.5833196598879"})
    void entropyBalancing(Estimand estimand, double estimate, double error) {
        EntropyBalancing balanced = EntropyBalancing.of(DATA.earnings(), DATA.treated(), DATA.covariates(), estimand);
        assertThat(balanced.effect().estimate()).isCloseTo(estimate, Percentage.withPercentage(1e-7));
        assertThat(balanced.effect().standardError()).isCloseTo(error, Percentage.withPercentage(1e-6));
        for (String name : JobTraining.COVARIATES) {
            Balance balance = Balance.of(
                    DATA.column(name), DATA.treated(), balanced.weights(), estimand, Balance.BinaryVariance.PROPORTION);
            assertThat(balance.standardizedDifference()).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void refusesWhatNoWeightsCanBalance() {
        double[] x = {1, 2, 3, 10, 11, 12};
        boolean[] treated = {false, false, false, true, true, true};
        assertThatThrownBy(() -> EntropyBalancing.of(
                        new double[] {1, 2, 3, 4, 5, 6},
                        treated,
                        Covariates.of(List.of("x"), new double[][] {x}, 6),
                        Estimand.ATT))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("cannot be balanced");
    }

    /** Outcomes that are a line of the covariates and an effect of 5 leave no error to any fold. */
    @Test
    void crossFittingFindsAnExactEffect() {
        boolean[] treated = DATA.treated();
        double[] age = DATA.column("age");
        double[] y = new double[age.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 3 * age[i] + (treated[i] ? 5 : 0);
        }
        for (Estimand estimand : Estimand.values()) {
            Effect effect = CrossFit.aipw(y, treated, DATA.covariates(List.of("age", "educ")), estimand, 5, 1);
            assertThat(effect.estimate()).isCloseTo(5, within(1e-9));
            assertThat(effect.standardError()).isCloseTo(0, within(1e-9));
        }
    }
}
