package io.assay.benchmark;

import io.assay.statistics.did.Aggregate;
import io.assay.statistics.did.Bands;
import io.assay.statistics.did.CallawaySantAnna;
import io.assay.statistics.did.Codes;
import io.assay.statistics.did.GroupTimeEffects;
import io.assay.statistics.did.Panel;
import io.assay.statistics.did.PanelRows;
import io.assay.statistics.did.StaggeredOptions;

/**
 * A panel of ten periods whose units are treated from the fourth, the sixth or the eighth on, or never, by formulas that {@code
 * causal_peers.py} has as well.
 */
final class PanelInputs {

    private static final int PERIODS = 10;
    private static final int NOISE = 60;

    private final double[] units;
    private final double[] periods;
    private final double[] cohorts;
    private final double[] outcome;

    private PanelInputs(int count) {
        int rows = count * PERIODS;
        units = new double[rows];
        periods = new double[rows];
        cohorts = new double[rows];
        outcome = new double[rows];
        for (int row = 0; row < rows; row++) {
            int unit = row / PERIODS;
            int period = row % PERIODS + 1;
            int cohort = unit % 4 == 0 ? 0 : 2 + 2 * (unit % 4);
            units[row] = unit;
            periods[row] = period;
            cohorts[row] = cohort == 0 ? Double.POSITIVE_INFINITY : cohort;
            outcome[row] = ModelInputs.share(unit, NOISE)
                    + 0.1 * period
                    + (cohort > 0 && period >= cohort ? 0.5 + 0.1 * (period - cohort) : 0)
                    + ModelInputs.share(row, NOISE + 1);
        }
    }

    static PanelInputs of(int count) {
        return new PanelInputs(count);
    }

    /** From columns to effects by time since treatment with simultaneous intervals. */
    CausalFigures effects() {
        Codes codes = Codes.of(units);
        Panel panel = Panel.of(new PanelRows(codes.codes(), codes.count(), periods, outcome, cohorts));
        GroupTimeEffects effects = CallawaySantAnna.of(panel, StaggeredOptions.standard());
        Aggregate dynamic = Aggregate.of(effects, Aggregate.Kind.DYNAMIC);
        Bands bands = effects.bands(dynamic.parts(), 0.05);
        if (!(bands.criticalValue() > 0)) {
            throw new IllegalStateException("no band");
        }
        return new CausalFigures(dynamic.overall().effect(), dynamic.overall().standardError());
    }
}
