package io.assay.causal.staggered;

import io.assay.causal.Basis;
import io.assay.causal.CausalData;
import io.assay.causal.Provenance;
import io.assay.causal.Series;
import io.assay.causal.SummaryTable;
import io.assay.causal.staggered.StaggeredAnswer.CrossSections;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.causal.staggered.StaggeredAnswer.TwoWay;
import io.assay.data.NumberColumn;
import io.assay.data.Source;
import io.assay.statistics.Check;
import io.assay.statistics.did.RepeatedCrossSections;
import io.assay.statistics.regression.CoefficientTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers for two samples of different units, one before and one after. */
final class CrossSectionsAnswer {

    private static final String NO_PERIODS =
            "repeated cross-sections of one time before and one after have no other period";

    private CrossSectionsAnswer() {}

    static StaggeredAnswer of(CausalData data, StaggeredRequest request, Source source) {
        boolean[] treated = truth(data.binary(PanelRequest.TREATMENT));
        boolean[] post = truth(data.binary(StaggeredRequest.POST));
        double[][] covariates =
                data.controls().stream().map(NumberColumn::values).toArray(double[][]::new);
        Figures figures = new Figures(Double.POSITIVE_INFINITY, request.level(), "normal");
        List<CrossSections> all = new ArrayList<>();
        List<CoefficientTest> lines = new ArrayList<>();
        for (RepeatedCrossSections.Method method : RepeatedCrossSections.Method.values()) {
            RepeatedCrossSections.Estimate estimate =
                    RepeatedCrossSections.of(data.number(PanelRequest.OUTCOME), treated, post, covariates, method);
            CrossSections one = new CrossSections(
                    method.name().toLowerCase(Locale.ROOT),
                    estimate.effect(),
                    estimate.standardError(),
                    figures.pValue(estimate.effect(), estimate.standardError()),
                    figures.interval(estimate.effect(), estimate.standardError()));
            all.add(one);
            lines.add(new CoefficientTest(
                    one.method(),
                    one.estimate(),
                    one.standardError(),
                    statistic(one),
                    one.pValue(),
                    one.interval(),
                    null));
        }
        CrossSections first = all.getFirst();
        return new StaggeredAnswer(
                "repeated_cross_sections",
                first.estimate(),
                first.standardError(),
                statistic(first),
                first.pValue(),
                first.interval(),
                null,
                "The average effect on the treated in the time after, if without treatment the treated would have changed as"
                        + " the others did given the controls, and both samples are of the same population.",
                new SummaryTable("Repeated cross-sections: doubly robust difference-in-differences")
                        .fact("Outcome", Objects.requireNonNull(request.outcome()))
                        .fact("Rows", String.format(Locale.ROOT, "%,d of %,d", data.rows(), data.given()))
                        .coefficients(lines, "z")
                        .text(),
                new Basis(
                        "reference",
                        "influence_function",
                        1,
                        0,
                        null,
                        "normal",
                        null,
                        List.of(
                                "The estimate is dr_improved: calibrated score, weighted regressions of the controls.")),
                null,
                null,
                null,
                null,
                null,
                null,
                new PreTest(null, "chi_square", null, null, null, null, NO_PERIODS),
                null,
                new TwoWay(null, List.of(), null, List.of(), List.of(), NO_PERIODS),
                List.copyOf(all),
                data.dropped(List.of()),
                List.of(
                        new Check(
                                "parallel_trends",
                                Check.Status.UNKNOWN,
                                "Trends before treatment cannot be compared: " + NO_PERIODS + ".",
                                "Take samples further back, or say why trends would have been parallel."),
                        agreement(all)),
                List.of(new Series(
                        "estimate_by_method",
                        all.stream().<Object>map(CrossSections::method).toList(),
                        all.stream()
                                .<@Nullable Double>map(CrossSections::estimate)
                                .toList(),
                        null,
                        null)),
                null,
                new Provenance("doubly_robust_repeated_cross_sections", source, null));
    }

    private static @Nullable Double statistic(CrossSections one) {
        return one.standardError() > 0 ? one.estimate() / one.standardError() : null;
    }

    private static boolean[] truth(double[] values) {
        boolean[] truth = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            truth[i] = values[i] == 1;
        }
        return truth;
    }

    /** Regression and weighting rest on different models: where they part, one of these is wrong. */
    private static Check agreement(List<CrossSections> all) {
        CrossSections robust = all.getFirst();
        double apart = 0;
        for (CrossSections one : all) {
            apart = Math.max(apart, Math.abs(one.estimate() - robust.estimate()));
        }
        boolean far = apart > 2 * robust.standardError();
        return new Check(
                "models_agree",
                far ? Check.Status.WARN : Check.Status.PASS,
                String.format(
                        Locale.ROOT,
                        "Estimators that rest on the regression, the score or both differ by up to %.4g; the standard error is"
                                + " %.4g.",
                        apart,
                        robust.standardError()),
                far
                        ? "A regression or a score is wrong; the doubly robust estimate needs only one of them to be right."
                        : null);
    }
}
