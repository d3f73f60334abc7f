package io.assay.causal.did;

import io.assay.causal.Basis;
import io.assay.causal.CausalData;
import io.assay.causal.ClusterCount;
import io.assay.causal.InferenceRequest;
import io.assay.causal.Key;
import io.assay.causal.Refused;
import io.assay.causal.did.DiffInDiffAnswer.Errors;
import io.assay.data.NumberColumn;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.CoefficientTest;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.CovarianceEstimator;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.LoneClusters;
import io.assay.statistics.regression.Robust;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The regression y ~ 1 + treatment + post + treatment:post + controls, and the errors of its effect. */
final class TwoByTwo {

    private final DiffInDiffRequest request;
    private final Observed observed;
    private final List<Cell> cells;
    private final String effect;
    private final LeastSquares fit;

    TwoByTwo(DiffInDiffRequest request, Observed observed) {
        this.request = request;
        this.observed = observed;
        this.cells = Cells.of(observed);
        this.effect = request.treatmentCol() + ":" + request.postCol();
        requireVariation();
        this.fit = LeastSquares.fit(design());
        if (fit.indexOf(effect) < 0) {
            throw Refused.at(
                    observed.weights() == null ? TwoGroupsRequest.TREATMENT : TwoGroupsRequest.WEIGHTS,
                    "leaves a cell that weighs nothing beside the others, so the effect cannot be told");
        }
    }

    private void requireVariation() {
        double[] outcome = observed.outcome();
        for (double value : outcome) {
            if (value != outcome[0]) {
                return;
            }
        }
        double[] squares = observed.squares();
        for (int i = 0; squares != null && i < squares.length; i++) {
            if (squares[i] > 0) {
                return;
            }
        }
        throw Refused.at(TwoGroupsRequest.OUTCOME, "is the same in all rows, so there is nothing to explain");
    }

    private Design design() {
        List<String> names = new ArrayList<>(List.of(request.treatmentCol(), request.postCol(), effect));
        double[] both = observed.treated().clone();
        for (int i = 0; i < both.length; i++) {
            both[i] *= observed.post()[i];
        }
        List<double[]> columns = new ArrayList<>(List.of(observed.treated(), observed.post(), both));
        for (NumberColumn control : data().controls()) {
            names.add(control.name());
            columns.add(control.values());
        }
        return observed.design(names, columns, null);
    }

    DiffInDiffRequest request() {
        return request;
    }

    Observed observed() {
        return observed;
    }

    CausalData data() {
        return observed.data();
    }

    LeastSquares fit() {
        return fit;
    }

    List<Cell> cells() {
        return cells;
    }

    /** The highest hat value of a row. */
    double maxLeverage() {
        double highest = 0;
        double[] leverage = fit.leverage();
        for (int i = 0; i < leverage.length; i++) {
            highest = Math.max(highest, leverage[i] / observed.count(i));
        }
        return highest;
    }

    double att() {
        return fit.coefficient(place());
    }

    private int place() {
        return fit.indexOf(effect);
    }

    /** What stands in the way of any errors; null where nothing does. */
    @Nullable
    String obstacle(Robust.Type type) {
        if (observed.isGrouped() && observed.squares() == null) {
            return "the cells have no sum_squares or m2, without which only clustered errors can be had";
        }
        if (fit.residualDegrees() <= 0) {
            return "there are as many coefficients as rows, which leaves nothing to judge them by";
        }
        if (type == Robust.Type.HC2 || type == Robust.Type.HC3) {
            for (Cell cell : cells) {
                if (cell.rows() == 1) {
                    return "%s is row %d alone, counted from 0: its leverage is 1, and %s divides by what that leaves"
                            .formatted(cell.words(), loneRow(cell), type);
                }
            }
        }
        return null;
    }

    private int loneRow(Cell cell) {
        for (int i = 0; i < observed.treated().length; i++) {
            if (observed.treated()[i] == 1 == cell.treated() && observed.post()[i] == 1 == cell.post()) {
                return data().row(i);
            }
        }
        throw new IllegalStateException(cell.words());
    }

    Covariance covariance(Robust.Type type) {
        return new Robust(type, conventions().convention()).of(fit);
    }

    private InferenceRequest conventions() {
        return request.conventions();
    }

    List<CoefficientTest> tests(@Nullable Covariance covariance, double level) {
        List<CoefficientTest> tests = new ArrayList<>();
        for (int k = 0; k < fit.rank(); k++) {
            String name = fit.names().get(k);
            double estimate = fit.coefficient(k) + (name.equals(Design.INTERCEPT) ? observed.offset() : 0);
            tests.add(
                    covariance == null
                            ? new CoefficientTest(name, estimate, null, null, null, null, null)
                            : CoefficientTest.of(
                                    name,
                                    estimate,
                                    covariance.standardError(k),
                                    covariance.degreesOfFreedom(k),
                                    covariance.basis().estimator().toLowerCase(Locale.ROOT),
                                    level));
        }
        return tests;
    }

    CoefficientTest effect(Covariance covariance, double level) {
        return CoefficientTest.of(fit, covariance, place(), level);
    }

    /** All kinds of errors, those by unit and by cluster last. */
    List<Errors> errors() {
        List<Errors> all = new ArrayList<>();
        for (Robust.Type type : Robust.Type.values()) {
            String obstacle = obstacle(type);
            String name = type.name().toLowerCase(Locale.ROOT);
            all.add(
                    obstacle == null
                            ? errors(
                                    name,
                                    null,
                                    List.of(),
                                    new Robust(type, conventions().convention()))
                            : none(name, null, obstacle));
        }
        if (data().has(TwoGroupsRequest.UNIT)) {
            Key unit = data().key(TwoGroupsRequest.UNIT);
            all.add(errors(
                    "cluster",
                    unit.name(),
                    List.of(unit),
                    new ClusterRobust(List.of(unit.clusters()), conventions().convention())));
        }
        List<Key> clusters = data().keys(TwoGroupsRequest.CLUSTERS);
        if (!clusters.isEmpty()) {
            String by = clusters.stream().map(Key::name).collect(Collectors.joining(" and "));
            all.add(errors(
                    "cluster",
                    by,
                    clusters,
                    new ClusterRobust(
                            clusters.stream().map(Key::clusters).toList(),
                            conventions().convention())));
        }
        return all;
    }

    private Errors errors(String kind, @Nullable String by, List<Key> ways, CovarianceEstimator estimator) {
        try {
            Covariance covariance = estimator.of(fit);
            String obstacle = fit.isPerfect() ? EXACT : obstacle(covariance, ways);
            CoefficientTest found = effect(covariance, request.level());
            CoefficientTest test = obstacle == null ? found : ClusterCount.unjudged(found);
            return new Errors(
                    kind,
                    by,
                    test.standardError(),
                    test.pValue(),
                    test.interval(),
                    Basis.of(conventions().name(), covariance),
                    obstacle);
        } catch (InvalidInputException impossible) {
            return none(kind, by, impossible.parameter() + " " + impossible.detail());
        }
    }

    private @Nullable String obstacle(Covariance covariance, List<Key> ways) {
        Integer clusters = covariance.basis().clusters();
        String tooFew = clusters == null ? null : ClusterCount.obstacle(clusters);
        if (tooFew != null) {
            return tooFew;
        }
        return ways.stream()
                .filter(way -> LoneClusters.of(fit, way.clusters())[place()])
                .findFirst()
                .map(way -> ClusterCount.alone(effect, way.name()))
                .orElse(null);
    }

    static final String EXACT =
            "the regression explains every outcome exactly, so nothing is left that could tell how sure the effect is";

    private static Errors none(String kind, @Nullable String by, String reason) {
        return new Errors(kind, by, null, null, null, null, reason);
    }
}
