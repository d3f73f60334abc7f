package io.assay.statistics.did;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.Clusters;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * mpdta without the rows of which (7 countyreal + year) mod 11 is 0, and of counties of which countyreal mod 50 is 1 with 2005
 * alone: 2,208 rows of 500 counties, 17 of them of one row. Regressions: pyfixest 0.60.0, feols("lemp ~ … | countyreal +
 * year"), PYTHONHASHSEED=3, to the 8 digits to which it takes effects out, and the same by numpy with all dummies; HC3 and the
 * jackknife by numpy. Callaway and Sant'Anna: moderndid 0.2.0, att_gt(allow_unbalanced_panel=True, panel=False), a translation of
 * R's did; without covariates statsmodels 0.14's OLS of the four groups, clustered without a factor, gives the same. Errors of averages by numpy, from
 * DRDID's influence functions and did's of the shares: moderndid adds the two up with their units in different orders.
 */
class LongPanelTests {

    private static final double DIGITS = 1e-9;

    static PanelRows rows(List<String> clusters, boolean controlled) {
        double[][] all = Mpdta.columns();
        int[] kept = kept(row -> {
            int county = (int) all[1][row];
            int year = (int) all[0][row];
            return (county * 7 + year) % 11 != 0 && (county % 50 != 1 || year == 2005);
        });
        double[][] columns = Arrays.stream(all)
                .map(column ->
                        IntStream.of(kept).mapToDouble(row -> column[row]).toArray())
                .toArray(double[][]::new);
        double[] cohorts = Arrays.stream(columns[4])
                .map(first -> first == 0 ? Double.POSITIVE_INFINITY : first)
                .toArray();
        Codes units = Codes.of(columns[1]);
        PanelRows rows = new PanelRows(units.codes(), units.count(), columns[0], columns[3], cohorts);
        for (String way : clusters) {
            rows.clusters(Clusters.of(
                    way,
                    IntStream.range(0, kept.length)
                            .map(row -> switch (way) {
                                case "county" -> (int) columns[1][row];
                                case "state" -> (int) columns[1][row] / 1000;
                                default -> (int) columns[0][row];
                            })
                            .toArray()));
        }
        return controlled ? rows.covariate("lpop", columns[2]) : rows;
    }

    private static int[] kept(IntPredicate which) {
        return IntStream.range(0, 2500).filter(which).toArray();
    }

    private static LongPanel panel(String... clusters) {
        return LongPanel.of(rows(List.of(clusters), false));
    }

    private static void error(CohortRegression fit, double variance, double expected) {
        assertThat(fit.coefficients()[0]).isCloseTo(-0.04318422489547736, within(DIGITS));
        assertThat(Math.sqrt(variance)).isCloseTo(expected, within(DIGITS));
    }

    @Test
    void treatmentKeepsEveryRowThatHasAnother() {
        LongPanel panel = panel();
        assertThat(panel.rows()).isEqualTo(2208);
        assertThat(panel.units()).isEqualTo(500);
        CohortRegression fit = TwoWay.of(panel);
        assertThat(fit.observations()).isEqualTo(2191);
        assertThat(fit.clusters()).isEqualTo(483);
        assertThat(fit.parameters()).isEqualTo(6);
        assertThat(fit.residualDegrees()).isEqualTo(1703);
        error(fit, fit.covariance()[0][0], 0.014373341331128456);
        error(fit, requireNonNull(fit.jackknife())[0][0], 0.014409061784767252);
        error(fit, requireNonNull(fit.covariance(CohortRegression.RowErrors.IID))[0][0], 0.013837499306169553);
        error(fit, requireNonNull(fit.covariance(CohortRegression.RowErrors.HC1))[0][0], 0.013467315742015967);
        error(fit, requireNonNull(fit.covariance(CohortRegression.RowErrors.HC3))[0][0], 0.015265386163036998);
    }

    @Test
    void severalWaysOfClustering() {
        CohortRegression counties = TwoWay.of(panel("county", "year"));
        assertThat(counties.clusters()).isEqualTo(5);
        error(counties, counties.covariance()[0][0], 0.014411182617906701);
        CohortRegression states = TwoWay.of(panel("state", "year"));
        error(states, states.covariance()[0][0], 0.020350686132852028);
        assertThat(states.parameters()).isEqualTo(2);
        CohortRegression years = TwoWay.of(panel("year"));
        error(years, years.covariance()[0][0], 0.012748749157049329);
    }

    @Test
    void eventStudy() {
        EventStudy study = EventStudy.of(panel(), 0);
        double[] effects = {
            0.003238409440390329,
            0.023481684047131655,
            0.018886268657455726,
            0,
            -0.027091857859977923,
            -0.04215097691316584,
            -0.14710103108132813,
            -0.10883045308167742
        };
        double[] errors = {
            0.024787352537915572,
            0.019652836207861946,
            0.014734039956902303,
            0,
            0.011587465251494414,
            0.018000443606864203,
            0.03229764297810939,
            0.03147235982530535
        };
        for (int k = 0; k < effects.length; k++) {
            assertThat(study.effects().get(k).effect()).isCloseTo(effects[k], within(DIGITS));
            assertThat(study.effects().get(k).standardError()).isCloseTo(errors[k], within(DIGITS));
        }
        assertThat(requireNonNull(study.preTrend().valueOrNull()).statistic())
                .isCloseTo(1.1008625602567668, within(1e-8));
    }

    /** Averages by the number of rows of a cohort then, as fixest's aggregate. */
    @Test
    void sunAndAbraham() {
        SunAbraham fit = SunAbraham.of(panel(), 0);
        assertThat(fit.overall().effect()).isCloseTo(-0.04960280496638464, within(DIGITS));
        assertThat(fit.overall().standardError()).isCloseTo(0.012856690196509262, within(DIGITS));
        LinearEffect first = fit.byTime().get(4);
        assertThat(first.effect()).isCloseTo(-0.03105336278097621, within(DIGITS));
        assertThat(first.standardError()).isCloseTo(0.012341549484324855, within(DIGITS));
        assertThat(fit.byCohort().get(2).effect()).isCloseTo(-0.04415450904194454, within(DIGITS));
        assertThat(fit.byCohort().get(2).standardError()).isCloseTo(0.017568691990819122, within(DIGITS));
    }

    private static GroupTimeEffects effects(
            boolean controlled, StaggeredOptions.Method method, StaggeredOptions.Controls controls) {
        return CallawaySantAnna.of(
                LongPanel.of(rows(List.of(), controlled)),
                new StaggeredOptions(controls, method, StaggeredOptions.Base.VARYING, 0));
    }

    private static void same(GroupTimeEffects effects, int cell, double effect, double error) {
        assertThat(effects.effects()[cell]).isCloseTo(effect, within(DIGITS));
        assertThat(Math.sqrt(effects.covariance()[cell][cell])).isCloseTo(error, within(DIGITS));
    }

    private static void same(LinearEffect average, double effect, double error) {
        assertThat(average.effect()).isCloseTo(effect, within(DIGITS));
        assertThat(average.standardError()).isCloseTo(error, within(DIGITS));
    }

    @Test
    void groupTimeEffectsOfAllRows() {
        GroupTimeEffects effects = effects(false, StaggeredOptions.Method.DR, StaggeredOptions.Controls.NEVERTREATED);
        same(effects, 0, 0.12098983505418114, 0.2828462269896886);
        same(effects, 3, 0.07080442258954561, 0.17376550964000337);
        same(effects, 4, 0.22919022533019537, 0.1228469885943144);
        same(effects, 11, -0.18721828890503156, 0.09049345207331906);
        same(Aggregate.of(effects, Aggregate.Kind.SIMPLE).overall(), 0.007056348040912874, 0.07758083549742704);
        same(Aggregate.of(effects, Aggregate.Kind.DYNAMIC).overall(), 0.05202902673969327, 0.1192164093830196);
        same(Aggregate.of(effects, Aggregate.Kind.GROUP).overall(), -0.07247623290638971, 0.07182567792575752);
        same(Aggregate.of(effects, Aggregate.Kind.CALENDAR).overall(), 0.13503541488791698, 0.13296152657840657);
        assertThat(requireNonNull(effects.preTest().valueOrNull()).statistic())
                .isCloseTo(9.942919020950697, within(1e-8));
        assertThat(effects.units()).isEqualTo(500);
        GroupTimeEffects later = effects(false, StaggeredOptions.Method.DR, StaggeredOptions.Controls.NOTYETTREATED);
        same(later, 0, 0.09177786555322763, 0.2820990570746485);
    }

    @Test
    void groupTimeEffectsWithACovariate() {
        GroupTimeEffects regression =
                effects(true, StaggeredOptions.Method.REG, StaggeredOptions.Controls.NEVERTREATED);
        same(regression, 0, 0.06912662039638183, 0.28058754932998986);
        same(regression, 11, -0.10402739629468218, 0.08129848475845661);
        same(Aggregate.of(regression, Aggregate.Kind.GROUP).overall(), -0.03096431264695587, 0.06524866168126597);
        GroupTimeEffects weighting = effects(true, StaggeredOptions.Method.IPW, StaggeredOptions.Controls.NEVERTREATED);
        same(weighting, 0, 0.12093445834827055, 0.28265508935797024);
        same(weighting, 11, -0.19201850961204414, 0.09357347302229668);
        GroupTimeEffects robust = effects(true, StaggeredOptions.Method.DR, StaggeredOptions.Controls.NEVERTREATED);
        // moderndid has DRDID's sign of the terms before treatment in standard errors, so estimates alone are held
        // against it.
        assertThat(robust.effects()[0]).isCloseTo(0.03237460817272012, within(DIGITS));
        assertThat(robust.effects()[11]).isCloseTo(-0.031823884584339185, within(DIGITS));
    }

    /** Of a panel that lacks nothing the rows tell what its units do. */
    @Test
    void whereNothingIsLackingRowsAreUnits() {
        LongPanel rows = LongPanel.of(Mpdta.rows(false));
        Panel units = Mpdta.panel(false);
        LinearEffect byRows = SunAbraham.of(rows, 0).overall();
        LinearEffect byUnits = SunAbraham.of(units, 0).overall();
        assertThat(byRows.effect()).isCloseTo(byUnits.effect(), within(1e-12));
        assertThat(byRows.standardError()).isCloseTo(byUnits.standardError(), within(1e-12));
        GroupTimeEffects one = CallawaySantAnna.of(rows, StaggeredOptions.standard());
        GroupTimeEffects other = CallawaySantAnna.of(units, StaggeredOptions.standard());
        assertThat(one.effects()).containsExactly(other.effects(), within(1e-12));
        for (int a = 0; a < one.covariance().length; a++) {
            assertThat(one.covariance()[a]).containsExactly(other.covariance()[a], within(1e-12));
        }
        CohortRegression three = TwoWay.of(rows);
        CohortRegression four = TwoWay.of(units);
        assertThat(requireNonNull(three.jackknife())[0][0])
                .isCloseTo(requireNonNull(four.jackknife())[0][0], within(1e-14));
        assertThat(requireNonNull(three.covariance(CohortRegression.RowErrors.HC3))[0][0])
                .isCloseTo(requireNonNull(four.covariance(CohortRegression.RowErrors.HC3))[0][0], within(1e-14));
        assertThat(three.residualDegrees()).isEqualTo(four.residualDegrees());
    }

    /** Weights that are all the same change nothing. */
    @Test
    void equalWeightsAreNone() {
        PanelRows rows = rows(List.of(), true);
        GroupTimeEffects plain = CallawaySantAnna.of(LongPanel.of(rows), StaggeredOptions.standard());
        double[] two = new double[2208];
        Arrays.fill(two, 2);
        GroupTimeEffects weighted = CallawaySantAnna.of(LongPanel.of(rows.weights(two)), StaggeredOptions.standard());
        for (int a = 0; a < plain.covariance().length; a++) {
            assertThat(weighted.covariance()[a]).containsExactly(plain.covariance()[a], within(1e-12));
        }
    }

    @Test
    void whatNoPanelHasIsRefused() {
        PanelRows twice =
                new PanelRows(new int[] {0, 0, 1}, 2, new double[] {1, 1, 2}, new double[3], new double[] {9, 9, 9});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LongPanel.of(twice))
                .matches(refused -> refused.parameter().equals("unit_col"));
        PanelRows changing =
                new PanelRows(new int[] {0, 0, 1}, 2, new double[] {1, 2, 2}, new double[3], new double[] {9, 8, 9});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LongPanel.of(changing))
                .matches(refused -> refused.parameter().equals("cohort_col"));
        PanelRows single = new PanelRows(new int[] {0, 1}, 2, new double[] {1, 2}, new double[2], new double[] {2, 9});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> TwoWay.of(LongPanel.of(single)))
                .matches(refused -> refused.parameter().equals("unit_col"));
    }
}
