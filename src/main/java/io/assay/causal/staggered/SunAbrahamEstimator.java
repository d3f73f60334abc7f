package io.assay.causal.staggered;

import io.assay.causal.staggered.StaggeredAnswer.Averages;
import io.assay.causal.staggered.StaggeredAnswer.GroupTime;
import io.assay.statistics.did.CohortRegression;
import io.assay.statistics.did.LinearEffect;
import io.assay.statistics.did.PanelData;
import io.assay.statistics.did.SunAbraham;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.springframework.stereotype.Component;

/** Sun and Abraham: cohort times time since treatment in one regression, averaged over cohorts. */
@Component
class SunAbrahamEstimator implements StaggeredEstimator {

    @Override
    public String name() {
        return "sun_abraham";
    }

    @Override
    public String title() {
        return "Sun and Abraham: interaction-weighted event study";
    }

    @Override
    public Estimated estimate(PanelInput input, StaggeredRequest request) {
        Regressions.requireSupT(request, name());
        SunAbraham fit = SunAbraham.of(input.data(), request.ahead());
        PanelData used = SunAbraham.usable(input.data(), request.ahead());
        CohortRegression regression = fit.regression();
        Figures figures = new Figures(regression.clusters() - 1.0, request.level(), "t");
        Averages overall = figures.averages(fit.overall(), List.of(), input::label, null, null, null);
        return new Estimated(
                figures.averaged(fit.overall(), null, null),
                "The average effect of treatment on the treated over all cohorts and periods from treatment on, if without"
                        + " treatment all cohorts would have changed as those never treated did (or the last one before"
                        + " it was).",
                Regressions.basis(regression, List.of("Cohort shares are taken for known.")),
                attGt(input, fit, figures),
                null,
                overall,
                averages(figures, fit, fit.byTime(), PanelInput::number),
                averages(figures, fit, fit.byCohort(), input::label),
                null,
                Tested.f(
                        fit.preTrend(),
                        Tested.slope(
                                fit.byTime(),
                                regression.covariance(),
                                figures.alpha(),
                                time -> time - fit.reference())),
                Broken.trends(fit.byTime(), fit.reference(), regression.covariance(), request.level()),
                input.droppedFor(used, request.ahead(), regression),
                List.of(),
                used.forRegression(),
                null);
    }

    private static Averages averages(
            Figures figures, SunAbraham fit, List<LinearEffect> parts, DoubleFunction<Object> label) {
        return figures.averages(
                fit.overall(), parts, label, Regressions.bands(fit.regression(), parts, figures.alpha()), null, null);
    }

    private static List<GroupTime> attGt(PanelInput input, SunAbraham fit, Figures figures) {
        List<GroupTime> cells = new ArrayList<>();
        for (int k = 0; k < fit.cells().size(); k++) {
            SunAbraham.Cell cell = fit.cells().get(k);
            double effect = fit.regression().coefficients()[k];
            double error = Math.sqrt(fit.regression().covariance()[k][k]);
            cells.add(new GroupTime(
                    input.label(cell.cohort()),
                    input.label(cell.cohort() + cell.time()),
                    null,
                    effect,
                    error,
                    figures.pValue(effect, error),
                    figures.interval(effect, error),
                    null,
                    cell.units(),
                    null,
                    null));
        }
        return List.copyOf(cells);
    }
}
