package io.assay.experiment.readout;

import io.assay.experiment.readout.MetricInput.Tolerance;
import io.assay.statistics.multiplicity.AdjustedPValues;
import io.assay.statistics.multiplicity.Correction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All guardrails over all arms: each decides by itself, and beside it stands what a correction would have said. */
final class Guardrails {

    private Guardrails() {}

    static IdentityHashMap<Contrast, Guardrail> of(
            List<Contrast> contrasts, Inference inference, MultiplicityMethod method, double alpha) {
        List<Guardrail> guardrails = new ArrayList<>(contrasts.size());
        List<@Nullable Double> pValues = new ArrayList<>(contrasts.size());
        for (Contrast contrast : contrasts) {
            Tolerance tolerance = contrast.metric().tolerance();
            if (tolerance == null) {
                throw new IllegalStateException("a guardrail has a tolerance");
            }
            Guardrail guardrail = Guardrail.of(contrast, tolerance, inference, alpha);
            guardrails.add(guardrail);
            pValues.add(guardrail.pValue());
        }
        Correction correction = method.correction();
        AdjustedPValues adjusted =
                AdjustedPValues.of(pValues, correction == null ? Correction.BONFERRONI : correction, alpha);
        IdentityHashMap<Contrast, Guardrail> byContrast = new IdentityHashMap<>();
        for (int i = 0; i < contrasts.size(); i++) {
            byContrast.put(
                    contrasts.get(i),
                    guardrails.get(i).withAdjusted(adjusted.adjusted().get(i)));
        }
        return byContrast;
    }
}
