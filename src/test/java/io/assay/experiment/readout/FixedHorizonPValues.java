package io.assay.experiment.readout;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures of a readout for tests of other packages, which do not see into its answer. */
public final class FixedHorizonPValues {

    private FixedHorizonPValues() {}

    /** Of every metric and arm, uncorrected. */
    public static List<@Nullable Double> of(ReadoutInput input) {
        List<@Nullable Double> pValues = new ArrayList<>();
        for (MetricReadout metric : Readouts.read(input).metrics()) {
            for (ComparisonReadout comparison : metric.comparisons()) {
                InferenceReadout result = comparison.under(InferenceKind.FIXED_HORIZON);
                pValues.add(result == null ? null : result.pValue());
            }
        }
        return pValues;
    }
}
