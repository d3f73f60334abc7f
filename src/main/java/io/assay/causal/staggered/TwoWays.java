package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.ByType;
import io.assay.causal.staggered.StaggeredAnswer.Component;
import io.assay.causal.staggered.StaggeredAnswer.Errors;
import io.assay.causal.staggered.StaggeredAnswer.TwoWay;
import io.assay.statistics.Check;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.CohortMoments;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.GoodmanBacon;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The regression on treatment with unit and period effects, told beside every estimator with what it is made of; without controls
 * and weights, with which it is no average of comparisons.
 */
final class TwoWays {

    private static final String UNBALANCED =
            "Goodman-Bacon's decomposition is of panels in which every unit is there in every period";

    private static final String ADVICE =
            "Take callaway_santanna or sun_abraham: where effects differ, two-way fixed effects are no average of them.";

    private TwoWays() {}

    static TwoWay of(PanelInput input, double level) {
        CohortRegression fit;
        try {
            fit = io.assay.statistics.did.TwoWay.of(input.plain());
        } catch (InvalidInputException impossible) {
            return new TwoWay(
                    null, List.of(), null, List.of(), List.of(), impossible.parameter() + " " + impossible.detail());
        }
        double estimate = fit.coefficients()[0];
        List<Errors> errors = new ArrayList<>();
        add(errors, "crv1", fit, estimate, fit.covariance(), level);
        add(errors, "crv3", fit, estimate, fit.jackknife(), level);
        for (CohortRegression.RowErrors kind : CohortRegression.RowErrors.values()) {
            double[][] covariance = fit.covariance(kind);
            if (covariance != null) {
                double df = fit.residualDegrees();
                errors.add(errors(
                        kind.name().toLowerCase(Locale.ROOT),
                        estimate,
                        Math.sqrt(covariance[0][0]),
                        df,
                        fit.observations() - fit.residualDegrees(),
                        level));
            }
        }
        CohortMoments moments = input.moments();
        if (moments == null) {
            return new TwoWay(estimate, List.copyOf(errors), null, List.of(), List.of(), UNBALANCED);
        }
        GoodmanBacon bacon = GoodmanBacon.of(moments);
        List<Component> components = bacon.components().stream()
                .sorted(Comparator.comparingInt((GoodmanBacon.Component one) -> input.appearance(one.control()))
                        .thenComparingInt(one -> input.appearance(one.treated())))
                .map(one -> new Component(
                        input.label(one.treated()),
                        input.label(one.control()),
                        words(one.type()),
                        one.weight(),
                        one.estimate()))
                .toList();
        List<ByType> byType = new ArrayList<>();
        for (GoodmanBacon.Type type : GoodmanBacon.Type.values()) {
            List<GoodmanBacon.Component> of = bacon.components().stream()
                    .filter(one -> one.type() == type)
                    .toList();
            if (!of.isEmpty()) {
                byType.add(new ByType(
                        words(type),
                        of.stream().mapToDouble(GoodmanBacon.Component::weight).sum(),
                        of.stream()
                                .mapToDouble(one -> one.weight() * one.estimate())
                                .sum()));
            }
        }
        return new TwoWay(
                estimate, List.copyOf(errors), bacon.weightOnTreatedControls(), components, List.copyOf(byType), null);
    }

    private static String words(GoodmanBacon.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static void add(
            List<Errors> errors,
            String kind,
            CohortRegression fit,
            double estimate,
            double @Nullable [][] covariance,
            double level) {
        if (covariance != null) {
            double error = Math.sqrt(Math.max(0, covariance[0][0]));
            errors.add(errors(kind, estimate, error, fit.clusters() - 1.0, fit.parameters(), level));
        }
    }

    private static Errors errors(String kind, double estimate, double error, double df, long parameters, double level) {
        Figures figures = new Figures(df, level, "t");
        return new Errors(
                kind, error, figures.pValue(estimate, error), figures.interval(estimate, error), df, parameters);
    }

    /** The warning that goes with staggered timing. */
    static Check check(TwoWay twoWay, int cohorts, boolean isHeadline) {
        Double estimate = twoWay.estimate();
        if (estimate == null) {
            return new Check(
                    "two_way_weights",
                    Check.Status.UNKNOWN,
                    "There is no two-way regression: " + twoWay.reason() + ".",
                    null);
        }
        double treated = twoWay.weightOnTreatedControls() == null ? 0 : twoWay.weightOnTreatedControls();
        if (cohorts == 1 && treated == 0 && !twoWay.byType().isEmpty()) {
            return new Check(
                    "two_way_weights",
                    Check.Status.PASS,
                    "All that are treated begin in the same period: the two-way regression compares them with the others"
                            + " alone.",
                    null);
        }
        if (twoWay.byType().isEmpty()) {
            return new Check(
                    "two_way_weights",
                    cohorts == 1 ? Check.Status.PASS : Check.Status.WARN,
                    String.format(
                            Locale.ROOT,
                            "Treatment begins at %d different time%s, and two-way fixed effects give %.4g; with which weights cannot"
                                    + " be told: %s.",
                            cohorts,
                            cohorts == 1 ? "" : "s",
                            estimate,
                            twoWay.reason()),
                    isHeadline && cohorts > 1 ? ADVICE : null);
        }
        StringBuilder parts = new StringBuilder();
        for (ByType type : twoWay.byType()) {
            parts.append(String.format(
                    Locale.ROOT,
                    "%s%s %.1f %%",
                    parts.isEmpty() ? "" : ", ",
                    type.type().replace('_', ' '),
                    100 * type.weight()));
        }
        return new Check(
                "two_way_weights",
                Check.Status.WARN,
                String.format(
                        Locale.ROOT,
                        "Treatment begins at %d different times. Two-way fixed effects give %.4g, an average of comparisons: "
                                + "%s. Those with units that are treated already have a weight of %.1f %%.",
                        cohorts,
                        estimate,
                        parts,
                        100 * treated),
                isHeadline ? ADVICE : null);
    }
}
