package io.assay.causal.staggered;

import io.assay.causal.Refused;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.telemetry.AnalysisTimer;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Estimates effects of treatment that begins at different times. */
@Component
class StaggeredKind extends PanelKind<StaggeredRequest> {

    private final List<StaggeredEstimator> estimators;

    StaggeredKind(Tables tables, AnalysisTimer timer, CanonicalJson canonical, List<StaggeredEstimator> estimators) {
        super(tables, timer, canonical);
        this.estimators = estimators;
    }

    @Override
    public String name() {
        return "staggered_adoption";
    }

    @Override
    public Class<StaggeredRequest> parameters() {
        return StaggeredRequest.class;
    }

    /** Multipliers are drawn for units. */
    @Override
    protected boolean isStreamed(StaggeredRequest request) {
        return !request.isMultiplied() && !request.isCrossSections() && super.isStreamed(request);
    }

    @Override
    protected StaggeredAnswer answer(StaggeredRequest request, JobContext context) {
        if (request.isCrossSections()) {
            return CrossSectionsAnswer.of(read(request), request, source(request));
        }
        String name = request.estimatorOrDefault();
        StaggeredEstimator estimator = estimators.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.at(
                        "/estimator",
                        "must be one of "
                                + estimators.stream()
                                        .map(StaggeredEstimator::name)
                                        .sorted()
                                        .collect(Collectors.joining(", "))));
        PanelInput input = input(request, context);
        context.progress(0.5, "estimating");
        return named(
                request,
                () -> Answers.of(
                        name,
                        estimator.title(),
                        estimator instanceof TwoWayEstimator,
                        input,
                        request,
                        estimator.estimate(input, request),
                        from(request)));
    }
}
