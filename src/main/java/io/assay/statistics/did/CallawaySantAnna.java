package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Callaway and Sant'Anna's effects by cohort and period: the change of a cohort's outcome since its base period, less the
 * change of those who are not treated in the meantime. Source: Callaway and Sant'Anna, Journal of Econometrics 225 (2021),
 * 200-230; standard errors from influence functions, normal, without a correction for few units.
 *
 * <p>Without covariates, weights and clusters the moments of the cohorts hold all of it, covariances included: with
 * ψ_i = α_c (ΔY_i - mean_c) + δ_c for the units of cohort c, Σ ψ_a ψ_b = Σ_c α_ac α_bc S_c(Δ_a, Δ_b) + n_c δ_ac δ_bc.
 *
 * <p>Of units that lack periods all rows of the two periods are compared, as did does with {@code allow_unbalanced_panel}.
 *
 * <p>Cohorts treated before a base period are left out. Where nobody is never treated the last cohort stands for those, and
 * periods in which it is treated (or may anticipate that) are left out.
 */
public final class CallawaySantAnna {

    private CallawaySantAnna() {}

    /** The effects. */
    public static GroupTimeEffects of(PanelData data, StaggeredOptions options) {
        return switch (usable(data, options)) {
            case CohortMoments moments -> ofUsable(moments, options);
            case Panel panel ->
                panel.covariates().length == 0 && panel.weights() == null && panel.clusters() == null
                        ? ofUsable(CohortMoments.of(panel), options)
                        : UnitEffects.of(panel, options);
            case LongPanel rows -> UnbalancedEffects.of(rows, options);
        };
    }

    /**
     * The effects, with an influence function for each, which multipliers need.
     *
     * @param data of units, or rows of theirs
     */
    public static GroupTimeEffects withInfluence(PanelData data, StaggeredOptions options) {
        return usable(data, options) instanceof Panel panel ? UnitEffects.of(panel, options) : of(data, options);
    }

    /** The cohorts and periods that effects are estimated from. */
    public static PanelData usable(PanelData data, StaggeredOptions options) {
        PanelData usable = data.withoutCohortsUpTo(data.periods()[0] + options.anticipation());
        requireTreated(usable.cohorts());
        if (!Double.isInfinite(last(usable.cohorts()))) {
            requireNotYet(options);
            usable = usable.before(last(usable.cohorts()) - options.anticipation(), options.anticipation());
            requireTreated(usable.cohorts());
        }
        return usable;
    }

    private static void requireTreated(double[] cohorts) {
        if (Double.isInfinite(cohorts[0])) {
            throw new InvalidInputException(
                    "cohort_col", "must have a cohort that is treated within the periods and has one before it");
        }
    }

    private static void requireNotYet(StaggeredOptions options) {
        if (options.controls() == StaggeredOptions.Controls.NEVERTREATED) {
            throw new InvalidInputException(
                    "control_group", "must be notyettreated, as every unit is treated sooner or later");
        }
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }

    private static GroupTimeEffects ofUsable(CohortMoments moments, StaggeredOptions options) {
        double[] cohorts = moments.cohorts();
        double[] periods = moments.periods();
        List<Comparison> comparisons = Comparison.all(periods, cohorts, options);
        int count = comparisons.size();
        int treated = cohorts.length - 1;
        long n = moments.totalUnits();
        double[][] scale = new double[count][cohorts.length];
        double[][] offset = new double[count][cohorts.length];
        double[] effects = new double[count];
        long[] controls = new long[count];
        for (int a = 0; a < count; a++) {
            effects[a] = effect(moments, comparisons.get(a), n, scale[a], offset[a]);
            for (int c : comparisons.get(a).controls()) {
                controls[a] += moments.units()[c];
            }
        }
        double[][] covariance = new double[count + treated][count + treated];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b <= a; b++) {
                double total = 0;
                for (int c = 0; c < cohorts.length; c++) {
                    double alpha = scale[a][c] * scale[b][c];
                    if (alpha != 0) {
                        total += alpha * change(moments.products()[c], comparisons.get(a), comparisons.get(b));
                    }
                    total += moments.units()[c] * (offset[a][c] * offset[b][c]);
                }
                covariance[a][b] = total / n / n;
                covariance[b][a] = covariance[a][b];
            }
        }
        double[] shares = new double[treated];
        for (int k = 0; k < treated; k++) {
            shares[k] = moments.units()[k] / (double) n;
        }
        for (int k = 0; k < treated; k++) {
            for (int a = 0; a < count; a++) {
                covariance[count + k][a] = moments.units()[k] * offset[a][k] / n / n;
                covariance[a][count + k] = covariance[count + k][a];
            }
            for (int j = 0; j < treated; j++) {
                covariance[count + k][count + j] = ((k == j ? shares[k] : 0) - shares[k] * shares[j]) / n;
            }
        }
        List<GroupTimeEffects.Cell> cells = new ArrayList<>();
        for (int a = 0; a < count; a++) {
            Comparison comparison = comparisons.get(a);
            cells.add(GroupTimeEffects.cell(
                    periods,
                    cohorts,
                    comparison,
                    effects[a],
                    covariance[a][a],
                    moments.units()[comparison.cohort()],
                    controls[a],
                    reason(controls[a])));
        }
        double[] named = new double[treated];
        System.arraycopy(cohorts, 0, named, 0, treated);
        return new GroupTimeEffects(
                cells, effects, named, shares, periods, covariance, n, options.anticipation(), null);
    }

    static @Nullable String reason(long controls) {
        return controls == 0 ? "nobody is untreated in both periods" : null;
    }

    /** The estimate; fills in α and δ of each cohort. */
    private static double effect(
            CohortMoments moments, Comparison comparison, long n, double[] scale, double[] offset) {
        if (comparison.isReference()) {
            return 0;
        }
        double controls = 0;
        for (int c : comparison.controls()) {
            controls += moments.units()[c];
        }
        if (controls == 0) {
            return Double.NaN;
        }
        double trend = 0;
        for (int c : comparison.controls()) {
            trend += moments.units()[c] / controls * change(moments.means()[c], comparison);
        }
        for (int c : comparison.controls()) {
            scale[c] = -(n / controls);
            offset[c] = scale[c] * (change(moments.means()[c], comparison) - trend);
        }
        int cohort = comparison.cohort();
        scale[cohort] = n / (double) moments.units()[cohort];
        return change(moments.means()[cohort], comparison) - trend;
    }

    private static double change(double[] means, Comparison comparison) {
        return means[comparison.period()] - means[comparison.base()];
    }

    private static double change(double[][] products, Comparison a, Comparison b) {
        return products[a.period()][b.period()]
                - products[a.period()][b.base()]
                - (products[a.base()][b.period()] - products[a.base()][b.base()]);
    }
}
