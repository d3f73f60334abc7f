package io.assay.experiment;

import io.assay.platform.telemetry.AnalysisTimer;
import org.springframework.stereotype.Service;

/** The stateless analyses, each timed under its own name. */
@Service
final class ExperimentService {

    private final AnalysisTimer timer;

    ExperimentService(AnalysisTimer timer) {
        this.timer = timer;
    }

    SampleSizeAnswer sampleSize(SampleSizeRequest request) {
        return timer.time("sample_size", () -> SampleSizeAnswer.of(request));
    }

    AnalyzeAnswer analyze(AnalyzeRequest request) {
        return timer.time("analyze", () -> AnalyzeAnswer.of(request));
    }

    SrmAnswer sampleRatioMismatch(SrmRequest request) {
        return timer.time("srm", () -> SrmAnswer.of(request));
    }
}
