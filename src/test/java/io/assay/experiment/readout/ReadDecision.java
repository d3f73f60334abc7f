package io.assay.experiment.readout;

import io.assay.experiment.readout.Decision.Verdict;
import java.util.Objects;

/**
 * What a readout comes to, for studies elsewhere.
 *
 * @param ships whether an arm is to be shipped
 * @param naive whether an arm would be by the fixed-horizon figures, whatever was planned
 */
public record ReadDecision(boolean ships, boolean naive) {

    /** Reads an experiment out. */
    public static ReadDecision of(ReadoutInput input) {
        Readout readout = Readouts.read(input);
        boolean naive = readout.metrics().stream()
                .filter(metric -> metric.role() == Role.PRIMARY)
                .flatMap(metric -> metric.comparisons().stream())
                .map(comparison -> comparison.under(InferenceKind.FIXED_HORIZON))
                .filter(Objects::nonNull)
                .anyMatch(ReadDecision::isIncrease);
        return new ReadDecision(readout.decision().decision() == Verdict.SHIP, naive);
    }

    private static boolean isIncrease(InferenceReadout result) {
        Effect absolute = result.absolute();
        return Objects.equals(result.significant(), true) && absolute != null && absolute.estimate() > 0;
    }
}
