package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.statistics.Check;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.EventStudy;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.TwoWay;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The regression on treatment with unit and period effects, and its event study. */
@Component
class TwoWayEstimator implements StaggeredEstimator {

    @Override
    public String name() {
        return "two_way_fixed_effects";
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
        Estimated study = study(input, request.ahead(), request.level());
        return new Estimated(
                figures.averaged(effect, null, null),
                "The coefficient of treatment with unit and period effects: the average effect on the treated if it is the"
                        + " same for all cohorts and does not change with time since treatment, otherwise an average in"
                        + " which effects may count negatively.",
                Regressions.basis(fit, List.of()),
                null,
                null,
                null,
                study.dynamic(),
                null,
                null,
                study.preTest(),
                study.sensitivity(),
                input.droppedFor(fit),
                List.of(),
                input.data(),
                null);
    }

    /** The event study; its headline is the plain mean of the effects from treatment on. */
    static Estimated study(PanelInput input, double anticipation, double level) {
        EventStudy fit = EventStudy.of(input.data(), anticipation);
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
        List<Check> checks = new ArrayList<>();
        if (!regression.dropped().isEmpty()) {
            checks.add(new Check(
                    "identification",
                    Check.Status.WARN,
                    "Left out, as unit and period effects and the other times tell the same: "
                            + String.join(", ", regression.dropped()) + ".",
                    "Without units that are never treated only differences of effects can be told; use /staggered."));
        }
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
                checks,
                input.data(),
                null);
    }
}
