package io.assay.causal.matching;

import io.assay.causal.Percent;
import io.assay.statistics.Interval;
import java.util.Locale;

/** An effect in words. */
final class Words {

    private Words() {}

    static String of(Estimation effect) {
        Interval interval = effect.interval();
        Double error = effect.standardError();
        Double pValue = effect.pValue();
        if (interval == null || error == null || pValue == null) {
            return String.format(Locale.ROOT, "%.6g", effect.estimate());
        }
        return String.format(
                Locale.ROOT,
                "%.6g (standard error %.6g, %s %% interval %.6g to %.6g, p = %.3g)",
                effect.estimate(),
                error,
                Percent.of(interval.level()),
                interval.lower(),
                interval.upper(),
                pValue);
    }
}
