package io.assay.experiment;

import io.assay.platform.telemetry.AnalysisTimer;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Service;

/** The stateless analyses, each timed under its own name. */
@Service
final class ExperimentService {

    /** The exact tests take the whole of a processor for a while; one is left for all other calls. */
    private final Semaphore exactTests =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

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

    TwoByTwoAnswer twoByTwo(TwoByTwoRequest request) {
        exactTests.acquireUninterruptibly();
        try {
            return timer.time("two_by_two", () -> TwoByTwoAnswer.of(request));
        } finally {
            exactTests.release();
        }
    }

    OneArmIntervalAnswer oneArmInterval(OneArmIntervalRequest request) {
        return timer.time("one_arm_interval", () -> OneArmIntervalAnswer.of(request));
    }
}
