package io.assay.statistics.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.regression.Clusters;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two-way regressions of mpdta; tolerance 1e-11, what the targets' digits allow, where not said otherwise. */
class TwoWayTests {

    private static final CohortMoments MOMENTS = CohortMoments.of(Mpdta.panel(false));

    private static final double DIGITS = 1e-11;

    /** fixest 0.14.2, feols(lemp ~ D | countyreal + year, cluster = ~countyreal); CRV3 leaving out one county after another. */
    @Test
    void treatmentItself() {
        CohortRegression fit = TwoWay.of(MOMENTS);
        assertThat(fit.coefficients()[0]).isCloseTo(-0.0365489366740663, within(DIGITS));
        assertThat(Math.sqrt(fit.covariance()[0][0])).isCloseTo(0.0132651554293386, within(DIGITS));
        assertThat(Math.sqrt(Objects.requireNonNull(fit.jackknife())[0][0]))
                .isCloseTo(0.013289033928523803, within(DIGITS));
        assertThat(fit.parameters()).isEqualTo(6);
        assertThat(fit.observations()).isEqualTo(2500);
        assertThat(fit.residualDegrees()).isEqualTo(1995);
        requireError(fit, CohortRegression.RowErrors.IID, 0.012646473525659);
        requireError(fit, CohortRegression.RowErrors.HC1, 0.0123601004854492);
        requireError(fit, CohortRegression.RowErrors.HC3, 0.0138562836458345);
        LinearEffect effect = fit.combination(0, new double[] {1});
        assertThat(fit.pValue(effect)).isCloseTo(0.00607895216361482, within(1e-10));
    }

    private static void requireError(CohortRegression fit, CohortRegression.RowErrors kind, double want) {
        assertThat(Math.sqrt(Objects.requireNonNull(fit.covariance(kind))[0][0]))
                .isCloseTo(want, within(DIGITS));
    }

    /** fixest 0.14.2, feols(lemp ~ i(rel, ref = -1) | countyreal + year, cluster = ~countyreal), and its wald. */
    @Test
    void eventStudy() {
        EventStudy study = EventStudy.of(MOMENTS, 0);
        assertThat(study.effects().stream().map(LinearEffect::label))
                .containsExactly(-4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0);
        List<Double> coefficients = List.of(
                0.0035493269194323,
                0.0246235019864901,
                0.0233548148864028,
                0.0,
                -0.0181439269665805,
                -0.0434723726285508,
                -0.131794857754317,
                -0.0922467941818833);
        List<Double> errors = List.of(
                0.0228285814462781,
                0.0176793711726706,
                0.0134366993772462,
                0.0,
                0.010982218280948,
                0.0175769469944396,
                0.0288374073900673,
                0.032336193163125);
        for (int e = 0; e < 8; e++) {
            assertThat(study.effects().get(e).effect()).isCloseTo(coefficients.get(e), within(DIGITS));
            assertThat(study.effects().get(e).standardError()).isCloseTo(errors.get(e), within(DIGITS));
        }
        CohortRegression.JointTest test =
                Objects.requireNonNull(study.preTrend().valueOrNull());
        assertThat(test.statistic()).isCloseTo(1.63156561148829, within(1e-9));
        assertThat(test.pValue()).isCloseTo(0.181127102534326, within(1e-10));
        assertThat(test.df2()).isEqualTo(499);
    }

    /** fixest 0.14.2, feols(lemp ~ sunab(cohort, year) | countyreal + year, cluster = ~countyreal). */
    @Test
    void sunAbraham() {
        SunAbraham fit = SunAbraham.of(MOMENTS, 0);
        assertThat(fit.byTime().get(1).effect()).isCloseTo(0.0250218295975559, within(DIGITS));
        assertThat(fit.byTime().get(1).standardError()).isCloseTo(0.0181543444100495, within(DIGITS));
        assertThat(fit.byTime().getLast().standardError()).isCloseTo(0.0345042719102053, within(DIGITS));
        assertThat(fit.overall().effect()).isCloseTo(-0.0399512751551737, within(DIGITS));
        assertThat(fit.overall().standardError()).isCloseTo(0.011796277441754, within(DIGITS));
        assertThat(fit.byCohort().stream().map(LinearEffect::effect).toList().get(1))
                .isCloseTo(-0.0229095392495397, within(DIGITS));
        assertThat(fit.byCohort().getFirst().standardError()).isCloseTo(0.0264791100287763, within(DIGITS));
    }

    /** Each unit a cluster of its own gives the errors that the moments do. */
    @Test
    void clustersOfUnits() {
        PanelRows rows = Mpdta.rows(false);
        CohortRegression fit = TwoWay.of(Panel.of(rows.clusters(Clusters.of("unit", rows.units()))));
        assertThat(Math.sqrt(fit.covariance()[0][0])).isCloseTo(0.0132651554293386, within(DIGITS));
    }

    /** bacondecomp 0.1.3, bacon(lemp ~ D). */
    @Test
    void decomposition() {
        GoodmanBacon bacon = GoodmanBacon.of(MOMENTS);
        assertThat(bacon.components()).hasSize(9);
        requireComponent(
                bacon, 2006, 2007, GoodmanBacon.Type.EARLIER_VS_LATER_TREATED, 0.0184803808075375, 0.0520054519710463);
        requireComponent(
                bacon, 2007, 2006, GoodmanBacon.Type.LATER_VS_EARLIER_TREATED, 0.0105754538741581, 0.0173351506570154);
        requireComponent(
                bacon,
                2004,
                2006,
                GoodmanBacon.Type.EARLIER_VS_LATER_TREATED,
                -0.0456079052110281,
                0.00529317577313449);
        requireComponent(
                bacon,
                2007,
                Double.POSITIVE_INFINITY,
                GoodmanBacon.Type.TREATED_VS_NEVER_TREATED,
                -0.0431060328086981,
                0.535656155301777);
        assertThat(bacon.estimate()).isCloseTo(-0.0365489366740669, within(DIGITS));
        assertThat(bacon.weightOnTreatedControls()).isCloseTo(0.0539242281888076, within(DIGITS));
    }

    private static void requireComponent(
            GoodmanBacon bacon,
            double treated,
            double control,
            GoodmanBacon.Type type,
            double estimate,
            double weight) {
        GoodmanBacon.Component found = bacon.components().stream()
                .filter(one -> one.treated() == treated && one.control() == control)
                .findFirst()
                .orElseThrow();
        assertThat(found.type()).isEqualTo(type);
        assertThat(found.estimate()).isCloseTo(estimate, within(DIGITS));
        assertThat(found.weight()).isCloseTo(weight, within(DIGITS));
    }

    /** Cohorts joined from halves have the moments of the whole (Chan's update). */
    @Test
    void joinedCohorts() {
        Panel whole = Mpdta.panel(false);
        double[][] columns = Mpdta.columns();
        double[] cohorts = columns[4].clone();
        for (int row = 0; row < cohorts.length; row++) {
            cohorts[row] = cohorts[row] > 0 ? cohorts[row] : (int) columns[1][row] % 2 == 0 ? 2010 : 2012;
        }
        Codes units = Codes.of(columns[1]);
        double[] pair = {2010, Double.POSITIVE_INFINITY};
        long[] counts = new long[2];
        double[][] means = new double[2][];
        double[][][] products = new double[2][][];
        for (int half = 0; half < 2; half++) {
            double[] mine = new double[cohorts.length];
            for (int row = 0; row < mine.length; row++) {
                mine[row] = cohorts[row] == 2010 + 2 * half ? Double.POSITIVE_INFINITY : 2004;
            }
            CohortMoments part = CohortMoments.of(
                    Panel.of(new PanelRows(units.codes(), units.count(), columns[0], columns[3], mine)));
            counts[half] = part.units()[1];
            means[half] = part.means()[1];
            products[half] = part.products()[1];
        }
        CohortMoments joined = new CohortMoments(whole.periods(), pair, counts, means, products).joinedAfterTheEnd();
        CohortMoments all = CohortMoments.of(whole);
        int never = all.cohorts().length - 1;
        assertThat(joined.units()).containsExactly(all.units()[never]);
        assertThat(joined.means()[0]).containsExactly(all.means()[never], within(1e-13));
        for (int t = 0; t < 5; t++) {
            assertThat(joined.products()[0][t]).containsExactly(all.products()[never][t], within(1e-10));
        }
        assertThat(Arrays.stream(all.units()).sum()).isEqualTo(500);
    }
}
