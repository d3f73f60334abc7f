package io.assay.causal.staggered;

import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.telemetry.AnalysisTimer;
import org.springframework.stereotype.Component;

/** The event study of a regression with unit and period effects. */
@Component
class EventStudyKind extends PanelKind<EventStudyRequest> {

    EventStudyKind(Tables tables, AnalysisTimer timer, CanonicalJson canonical) {
        super(tables, timer, canonical);
    }

    @Override
    public String name() {
        return "event_study";
    }

    @Override
    public Class<EventStudyRequest> parameters() {
        return EventStudyRequest.class;
    }

    @Override
    protected StaggeredAnswer answer(EventStudyRequest request, JobContext context) {
        PanelInput input = input(request, context);
        context.progress(0.5, "estimating");
        return named(
                request,
                () -> Answers.of(
                        "two_way_event_study",
                        "Event study with unit and period effects",
                        true,
                        input,
                        request,
                        TwoWayEstimator.study(input, request.ahead(), request.level()),
                        from(request)));
    }
}
