package io.assay.statistics.did;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Convention;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.FixedEffects;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import io.assay.statistics.regression.Robust;
import io.assay.statistics.regression.SmallSampleClusters;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A regression with unit and period effects of a panel by rows, of which the moments of its cohorts do not tell all: units lack
 * periods, there are covariates, weights or several ways of clustering. Effects are absorbed, in closed form where every unit
 * is there in every period and there are no weights, by an iterative solver else. Errors are clustered by unit or as the panel says, CRV1 with
 * fixest's factor, several ways by inclusion and exclusion.
 */
final class PanelRegression {

    private static final Convention FIXEST = Preset.FIXEST.convention();

    /** Periods that may stand among the columns, as leaving units out needs them. */
    private static final int MOST_PERIODS = 100;

    /** Numbers that are kept for leaving units out. */
    private static final long MOST_NUMBERS = 1L << 22;

    private final LongPanel panel;
    private final List<String> names;
    private final Clusters units;
    private final Clusters periods;
    private final List<String> terms;
    private final List<double[]> columns = new ArrayList<>();

    private PanelRegression(LongPanel panel, List<String> names, double[][][] design) {
        this.panel = panel;
        this.names = names;
        this.units = Clusters.of("unit", panel.unit());
        this.periods = Clusters.of("period", panel.period());
        this.terms = new ArrayList<>(names);
        for (double[][] regressor : design) {
            columns.add(IntStream.range(0, panel.rows())
                    .mapToDouble(row -> regressor[panel.cohort()[row]][panel.period()[row]])
                    .toArray());
        }
        for (int k = 0; k < panel.covariates().size(); k++) {
            terms.add("control " + panel.covariateNames().get(k));
            columns.add(panel.covariates().get(k));
        }
    }

    private Design design(List<String> named, List<double[]> regressors) {
        Design plain = Design.of(named, regressors.toArray(double[][]::new), panel.outcome());
        double[] weights = panel.weights();
        return weights == null ? plain : plain.weighted(weights);
    }

    /**
     * Fits.
     *
     * @param design by regressor, cohort and period
     */
    static CohortRegression of(LongPanel panel, List<String> names, double[][][] design) {
        return new PanelRegression(panel, names, design).fit();
    }

    private CohortRegression fit() {
        LeastSquares fit =
                LeastSquares.fit(FixedEffects.of(List.of(units, periods)).absorb(design(terms, columns)));
        List<String> kept =
                names.stream().filter(name -> fit.indexOf(name) >= 0).toList();
        if (kept.isEmpty()) {
            throw new InvalidInputException(
                    "treatment", "must vary within units, differ between them and be no combination of the controls");
        }
        int[] places = kept.stream().mapToInt(fit::indexOf).toArray();
        List<Clusters> ways = panel.ways().isEmpty() ? List.of(units) : panel.ways();
        Covariance covariance = new ClusterRobust(ways, FIXEST).of(fit);
        boolean exact = fit.isPerfect();
        // What only the regression on treatment answers beside its clustered errors, since it takes a second fit.
        boolean plain = names.size() == 1 && panel.covariates().isEmpty() && panel.weights() == null && !exact;
        Integer clusters = covariance.basis().clusters();
        return new CohortRegression(
                kept,
                fit.dropped(),
                IntStream.of(places).mapToDouble(fit::coefficient).toArray(),
                exact ? new double[places.length][places.length] : covariance.of(places),
                plain && ways.size() == 1 ? jackknife(ways.getFirst(), kept) : null,
                plain ? rowErrors(fit, places) : new EnumMap<>(CohortRegression.RowErrors.class),
                clusters == null ? 0 : clusters,
                fit.observations(),
                covariance.basis().parameters(),
                fit.residualDegrees(),
                covariance.basis().notes());
    }

    /** CRV3 with the periods as columns, since leaving clusters out takes effects that lie within them; null where that costs too much, or one settles a coefficient. */
    private double @Nullable [][] jackknife(Clusters clusters, List<String> kept) {
        long rank = (long) periods.count() + kept.size();
        if (periods.count() > MOST_PERIODS
                || clusters.count() * rank * rank > MOST_NUMBERS
                || !units.within(clusters)) {
            return null;
        }
        List<String> named = new ArrayList<>(terms);
        List<double[]> regressors = new ArrayList<>(columns);
        for (int t = 1; t < periods.count(); t++) {
            int period = t;
            named.add("period " + t);
            regressors.add(IntStream.of(periods.codes())
                    .mapToDouble(code -> code == period ? 1 : 0)
                    .toArray());
        }
        LeastSquares nested = LeastSquares.fit(FixedEffects.of(List.of(units)).absorb(design(named, regressors)));
        int[] places = kept.stream().mapToInt(nested::indexOf).toArray();
        if (IntStream.of(places).anyMatch(place -> place < 0)) {
            return null;
        }
        Covariance covariance = new SmallSampleClusters(SmallSampleClusters.Type.CRV3, clusters).of(nested);
        return covariance.basis().notes().isEmpty() ? covariance.of(places) : null;
    }

    /** Those that there are: HC3 has none where a row alone settles a coefficient. */
    private static Map<CohortRegression.RowErrors, double[][]> rowErrors(LeastSquares fit, int[] places) {
        Map<CohortRegression.RowErrors, double[][]> errors = new EnumMap<>(CohortRegression.RowErrors.class);
        for (CohortRegression.RowErrors kind : CohortRegression.RowErrors.values()) {
            double[][] covariance = covariance(fit, kind, places);
            if (covariance != null) {
                errors.put(kind, covariance);
            }
        }
        return errors;
    }

    private static double @Nullable [][] covariance(LeastSquares fit, CohortRegression.RowErrors kind, int[] places) {
        Robust.Type type = switch (kind) {
            case IID -> Robust.Type.IID;
            case HC1 -> Robust.Type.HC1;
            case HC3 -> Robust.Type.HC3;
        };
        try {
            return new Robust(type, FIXEST).of(fit).of(places);
        } catch (InvalidInputException impossible) {
            return null;
        }
    }
}
