package io.assay.statistics.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.Outcome;
import io.assay.statistics.did.StaggeredOptions.Base;
import io.assay.statistics.did.StaggeredOptions.Controls;
import io.assay.statistics.did.StaggeredOptions.Method;
import io.assay.statistics.regression.Clusters;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Effects by cohort and period. Targets: did 2.5.1, att_gt and aggte on mpdta with bstrap=FALSE; tolerance 1e-9 absolute,
 * which is 1e-7 of them and what their printed digits allow where not said otherwise.
 */
class CallawaySantAnnaTests {

    private static final double DIGITS = 1e-9;

    private static GroupTimeEffects effects(Controls controls, Method method, Base base, boolean adjusted) {
        return CallawaySantAnna.of(Mpdta.panel(adjusted), new StaggeredOptions(controls, method, base, 0));
    }

    @Test
    void doublyRobustWithACovariate() {
        GroupTimeEffects effects = effects(Controls.NEVERTREATED, Method.DR, Base.VARYING, true);
        double[] att = {
            -0.0145296683111151,
            -0.0764218817440456,
            -0.140448336820237,
            -0.106903898121728,
            -0.000472146088485341,
            -0.00620252457979666,
            0.000960573746698077,
            -0.0412938655881805,
            0.026727796203702,
            -0.00457657076352599,
            -0.0284474871975609,
            -0.0287813610394866
        };
        double[] se = {
            0.0221291572370765, 0.0286713141519756, 0.0353781547042289, 0.0328864930009508,
            0.0222234370366583, 0.0184957019041826, 0.019400195422023, 0.0197211441453953,
            0.0140656607643964, 0.0157177631302644, 0.0181808811526978, 0.016238952966185
        };
        assertThat(effects.cells()).hasSize(12);
        for (int a = 0; a < 12; a++) {
            assertThat(effects.cells().get(a).effect()).isCloseTo(att[a], within(DIGITS));
            assertThat(effects.cells().get(a).standardError()).isCloseTo(se[a], within(DIGITS));
        }
        assertThat(effects.preTest()).isInstanceOfSatisfying(Outcome.Computed.class, test -> {
            GroupTimeEffects.PreTest pre = (GroupTimeEffects.PreTest) test.value();
            assertThat(pre.statistic()).isCloseTo(6.84182498165969, within(1e-6));
            assertThat(pre.degreesOfFreedom()).isEqualTo(5);
            assertThat(pre.pValue()).isCloseTo(0.23267, within(5e-6));
        });
        requireOverall(effects, Aggregate.Kind.SIMPLE, -0.0417517720610809, 0.0115028381509289);
        requireOverall(effects, Aggregate.Kind.DYNAMIC, -0.0803539497500545, 0.0189575572424331);
        requireOverall(effects, Aggregate.Kind.GROUP, -0.0328195971622409, 0.0118981787275488);
        requireOverall(effects, Aggregate.Kind.CALENDAR, -0.0441773577615346, 0.0150381750944653);
        List<LinearEffect> dynamic =
                Aggregate.of(effects, Aggregate.Kind.DYNAMIC).parts();
        assertThat(dynamic.get(1).label()).isEqualTo(-2);
        assertThat(dynamic.get(1).standardError()).isCloseTo(0.012928331113004, within(DIGITS));
        List<LinearEffect> calendar =
                Aggregate.of(effects, Aggregate.Kind.CALENDAR).parts();
        assertThat(calendar.get(3).standardError()).isCloseTo(0.01292987203633, within(DIGITS));
    }

    private static void requireOverall(GroupTimeEffects effects, Aggregate.Kind kind, double att, double se) {
        LinearEffect overall = Aggregate.of(effects, kind).overall();
        assertThat(overall.effect()).isCloseTo(att, within(DIGITS));
        assertThat(overall.standardError()).isCloseTo(se, within(DIGITS));
    }

    /** Simple averages of the other ways; did 2.5.1. */
    @Test
    void otherMethodsAndBases() {
        Map<GroupTimeEffects, double[]> simple = Map.of(
                effects(Controls.NOTYETTREATED, Method.REG, Base.UNIVERSAL, false),
                new double[] {-0.0397636256230437, 0.0120524247873419});
        simple.forEach((effects, want) -> requireOverall(effects, Aggregate.Kind.SIMPLE, want[0], want[1]));
    }

    /** Not-yet-treated controls, universal base: did 2.5.1, the whole table of one case. */
    @Test
    void notYetTreatedFromMoments() {
        GroupTimeEffects effects = effects(Controls.NOTYETTREATED, Method.REG, Base.UNIVERSAL, false);
        double[] se = {
            0,
            0.0223101128836806,
            0.0303902285433973,
            0.0354033849689101,
            0.0343592258346732,
            0.0308578475750786,
            0.019042158605819,
            0,
            0.0163355842468236,
            0.0202291807041068,
            0.0244518729439318,
            0.0211291749243127,
            0.0178775113133435,
            0,
            0.0166554353492522
        };
        for (int a = 0; a < se.length; a++) {
            Double error = effects.cells().get(a).standardError();
            assertThat(error == null ? 0 : error).isCloseTo(se[a], within(DIGITS));
        }
        requireOverall(effects, Aggregate.Kind.DYNAMIC, -0.0773993139705847, 0.0195601769463944);
        requireOverall(effects, Aggregate.Kind.GROUP, -0.030462228112565, 0.0125751201316818);
        requireOverall(effects, Aggregate.Kind.CALENDAR, -0.0442670834758837, 0.0155709044211449);
    }

    /** The moments of the cohorts hold what influence functions of the units do. */
    @Test
    void momentsAndUnitsAgree() {
        for (Controls controls : Controls.values()) {
            for (Base base : Base.values()) {
                StaggeredOptions options = new StaggeredOptions(controls, Method.DR, base, 0);
                GroupTimeEffects moments = CallawaySantAnna.of(Mpdta.panel(false), options);
                GroupTimeEffects units = CallawaySantAnna.withInfluence(Mpdta.panel(false), options);
                int count = moments.covariance().length;
                for (int a = 0; a < count; a++) {
                    for (int b = 0; b < count; b++) {
                        assertThat(moments.covariance()[a][b]).isCloseTo(units.covariance()[a][b], within(1e-16));
                    }
                }
            }
        }
    }

    /** 1,000 weights of 1 or 3 are as good as rows given once or three times, for the estimates. */
    @Test
    void clustersOfUnitsAreUnits() {
        Panel panel = Mpdta.panel(true);
        PanelRows rows = Mpdta.rows(true);
        Panel clustered = Panel.of(rows.clusters(Clusters.of("unit", rows.units())));
        GroupTimeEffects plain = CallawaySantAnna.of(panel, StaggeredOptions.standard());
        GroupTimeEffects same = CallawaySantAnna.of(clustered, StaggeredOptions.standard());
        for (int a = 0; a < plain.cells().size(); a++) {
            assertThat(same.cells().get(a).standardError())
                    .isCloseTo(plain.cells().get(a).standardError(), within(1e-14));
        }
    }

    @Test
    void nobodyNeverTreatedNeedsNotYetTreated() {
        PanelRows rows = new PanelRows(
                new int[] {0, 0, 0, 1, 1, 1},
                2,
                new double[] {1, 2, 3, 1, 2, 3},
                new double[] {1, 2, 4, 1, 1, 3},
                new double[] {2, 2, 2, 3, 3, 3});
        Panel panel = Panel.of(rows);
        assertThatThrownBy(() -> CallawaySantAnna.of(panel, StaggeredOptions.standard()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("control_group must be notyettreated");
        GroupTimeEffects effects =
                CallawaySantAnna.of(panel, new StaggeredOptions(Controls.NOTYETTREATED, Method.REG, Base.VARYING, 0));
        assertThat(effects.cells()).hasSize(1);
        assertThat(effects.cells().getFirst().effect()).isEqualTo(1);
    }

    /**
     * Everyone is treated in 3, 5 or 6 and may know one period before: 5 is no control in 4, which it already answers to.
     * Effects are 1, what 5 does in advance 10; exact.
     */
    @Test
    void whoAnticipatesIsNoControl() {
        int units = 6;
        int periods = 7;
        double[] first = {3, 3, 5, 5, 6, 6};
        int[] unit = new int[units * periods];
        double[] time = new double[unit.length];
        double[] outcome = new double[unit.length];
        double[] cohort = new double[unit.length];
        for (int row = 0; row < unit.length; row++) {
            unit[row] = row / periods;
            time[row] = row % periods + 1;
            cohort[row] = first[unit[row]];
            outcome[row] = unit[row] + 0.5 * time[row] + (time[row] >= cohort[row] ? 1 : 0);
            outcome[row] += cohort[row] == 5 && time[row] == 4 ? 10 : 0;
        }
        Panel panel = Panel.of(new PanelRows(unit, units, time, outcome, cohort));
        StaggeredOptions options = new StaggeredOptions(Controls.NOTYETTREATED, Method.REG, Base.VARYING, 1);
        for (GroupTimeEffects effects : List.of(
                CallawaySantAnna.of(panel, options),
                CallawaySantAnna.of(CohortMoments.of(panel), options),
                CallawaySantAnna.withInfluence(panel, options))) {
            assertThat(effects.cohorts()).containsExactly(3, 5);
            assertThat(effects.periods()).containsExactly(1, 2, 3, 4);
            assertThat(Aggregate.of(effects, Aggregate.Kind.GROUP).overall().effect())
                    .isCloseTo(1, within(1e-12));
            assertThat(effects.cells())
                    .filteredOn(cell -> cell.cohort() == 5 && cell.period() == 4)
                    .singleElement()
                    .satisfies(cell -> assertThat(cell.effect()).isCloseTo(10, within(1e-12)));
        }
        SunAbraham sunAbraham = SunAbraham.of(panel, 1);
        assertThat(sunAbraham.overall().effect()).isCloseTo(1, within(1e-10));
        assertThat(SunAbraham.of(CohortMoments.of(panel), 1).overall().effect()).isCloseTo(1, within(1e-10));
    }

    /** An effect that is allowed in advance is no evidence against parallel trends; did tests it with the others. */
    @Test
    void preTestLeavesOutWhatAnticipates() {
        StaggeredOptions strict = new StaggeredOptions(Controls.NEVERTREATED, Method.REG, Base.VARYING, 0);
        StaggeredOptions lenient = new StaggeredOptions(Controls.NEVERTREATED, Method.REG, Base.VARYING, 1);
        assertThat(degrees(CallawaySantAnna.of(Mpdta.panel(false), strict))).isEqualTo(5);
        // Cohort 2004 has no base period then; 2006 is left with 2004, 2007 with 2004 and 2005.
        assertThat(degrees(CallawaySantAnna.of(Mpdta.panel(false), lenient))).isEqualTo(3);
    }

    private static int degrees(GroupTimeEffects effects) {
        return switch (effects.preTest()) {
            case Outcome.Computed<GroupTimeEffects.PreTest> test -> test.value().degreesOfFreedom();
            case Outcome.NotAvailable<GroupTimeEffects.PreTest> none -> 0;
        };
    }
}
