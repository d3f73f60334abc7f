package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.PreTest;
import io.assay.statistics.Check;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.EventStudy;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.TwoWay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The regression on treatment with unit and period effects, and its event study. */
@Component
class TwoWayEstimator implements StaggeredEstimator {

    static final String NAME = "two_way_fixed_effects";

    private static final String ADVICE =
            "Keep units that are never treated and leave out those treated from the start, or ask /api/v1/causal/staggered.";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Two-way fixed effects";
    }

    @Override
    public Estimated estimate(PanelInput input, StaggeredRequest request) {
        Regressions.requireSupT(request, name());
        CohortRegression fit = TwoWay.of(input.data());
        LinearEffect effect = fit.combination(Double.NaN, new double[] {1});
        Figures figures = new Figures(fit.clusters() - 1.0, request.level(), "t");
        EventStudy events = EventStudy.of(input.data(), request.ahead());
        String untold = untold(events);
        Estimated study = untold == null ? study(input, events, request.level()) : null;
        return new Estimated(
                figures.averaged(effect, null, null),
                "The coefficient of treatment with unit and period effects: the average effect on the treated if it is the"
                        + " same for all cohorts and does not change with time since treatment, otherwise an average in"
                        + " which effects may count negatively.",
                Regressions.basis(fit, List.of()),
                null,
                null,
                null,
                study == null ? null : study.dynamic(),
                null,
                null,
                study == null ? new PreTest(null, "f", null, null, null, null, untold) : study.preTest(),
                study == null ? null : study.sensitivity(),
                input.droppedFor(fit),
                untold == null
                        ? List.of()
                        : List.of(new Check(
                                "identification", Check.Status.WARN, "Effects by time " + untold + ".", ADVICE)),
                input.data().forRegression(),
                null);
    }

    /** The event study; its headline is the plain mean of the effects from treatment on. */
    static Estimated study(PanelInput input, double anticipation, double level) {
        EventStudy fit = EventStudy.of(input.data(), anticipation);
        String untold = untold(fit);
        if (untold != null) {
            throw new InvalidInputException(
                    "cohort_col", "must leave effects that can be told apart: those by time " + untold + ". " + ADVICE);
        }
        return study(input, fit, level);
    }

    /** Why there are no effects by time since treatment; null where there are. */
    private static @Nullable String untold(EventStudy study) {
        List<String> lacking = study.unidentified();
        return lacking.isEmpty()
                ? null
                : "cannot be had, as unit and period effects and the other times tell the same as "
                        + String.join(", ", lacking);
    }

    private static Estimated study(PanelInput input, EventStudy fit, double level) {
        CohortRegression regression = fit.regression();
        Figures figures = new Figures(regression.clusters() - 1.0, level, "t");
        List<LinearEffect> post =
                fit.effects().stream().filter(effect -> effect.label() >= 0).toList();
        LinearEffect mean = LinearEffect.mean(post, regression.covariance());
        Averages dynamic = figures.averages(
                mean,
                fit.effects(),
                PanelInput::number,
                Regressions.bands(regression, fit.effects(), figures.alpha()),
                null,
                null);
        return new Estimated(
                dynamic.overall(),
                "The plain mean of the effects by time since treatment, from treatment on, relative to the last time before"
                        + " it; they are effects on the treated if those are the same for all cohorts.",
                Regressions.basis(regression, List.of()),
                null,
                null,
                null,
                dynamic,
                null,
                null,
                Tested.f(
                        fit.preTrend(),
                        Tested.slope(
                                fit.effects(),
                                regression.covariance(),
                                figures.alpha(),
                                time -> time - fit.reference())),
                Broken.trends(fit.effects(), fit.reference(), regression.covariance(), level),
                input.droppedFor(regression),
                List.of(),
                input.data().forRegression(),
                null);
    }
}
