package io.assay.causal.did;

import io.assay.data.NumberColumn;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Estimand;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    static List<Baseline> of(TwoByTwo analysis) {
        int[] before = IntStream.range(0, analysis.post().length)
                .filter(i -> analysis.post()[i] == 0)
                .toArray();
        boolean[] treated = new boolean[before.length];
        for (int i = 0; i < before.length; i++) {
            treated[i] = analysis.treated()[before[i]] == 1;
        }
        List<Baseline> all = new ArrayList<>();
        for (NumberColumn control : analysis.data().controls()) {
            double[] column =
                    IntStream.of(before).mapToDouble(i -> control.values()[i]).toArray();
            Balance balance = Balance.of(column, treated, null, Estimand.ATT, Balance.BinaryVariance.SAMPLE);
            all.add(new Baseline(
                    control.name(), balance.treatedMean(), balance.controlMean(), balance.standardizedDifference()));
        }
        return all;
    }
}
