package io.assay.causal.did;

import io.assay.data.NumberColumn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the groups differ in one covariate before the treatment.
 *
 * @param column the covariate
 * @param standardizedDifference difference of the means over the deviation among the treated; null where that is 0
 */
@Schema(name = "DiffInDiffBaseline")
record Baseline(
        String column,
        double treatedMean,
        double controlMean,
        @Nullable Double standardizedDifference) {

    static List<Baseline> of(Observed observed) {
        return observed.data().controls().stream()
                .map(control -> of(control, observed))
                .toList();
    }

    private static Baseline of(NumberColumn control, Observed observed) {
        double[] rows = new double[2];
        double[] mean = new double[2];
        double squares = 0;
        for (int i = 0; i < observed.post().length; i++) {
            if (observed.post()[i] == 0) {
                int group = (int) observed.treated()[i];
                double count = observed.count(i);
                rows[group] += count;
                double off = control.values()[i] - mean[group];
                mean[group] += off * (count / rows[group]);
                squares += group == 1 ? count * off * (control.values()[i] - mean[group]) : 0;
            }
        }
        double deviation = rows[1] > 1 ? Math.sqrt(squares / (rows[1] - 1)) : 0;
        return new Baseline(
                control.name(), mean[1], mean[0], deviation > 0 ? (Double) ((mean[1] - mean[0]) / deviation) : null);
    }
}
