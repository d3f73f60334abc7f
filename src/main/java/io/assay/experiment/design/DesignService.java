package io.assay.experiment.design;

import io.assay.platform.telemetry.AnalysisTimer;
import org.springframework.stereotype.Service;

/** Designs, timed under their own name. */
@Service
final class DesignService {

    private final AnalysisTimer timer;

    DesignService(AnalysisTimer timer) {
        this.timer = timer;
    }

    DesignAnswer design(DesignRequest request) {
        return timer.time("design", () -> DesignAnswer.of(request));
    }
}
