package io.assay.causal.matching;

import io.assay.causal.Series;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Estimand;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How alike the arms are, covariate by covariate, before and after. */
final class BalanceTable {

    /** The name of the propensity score among the covariates. */
    static final String SCORE = "propensity_score";

    private static final int BINS = 20;

    private BalanceTable() {}

    /**
     * One covariate.
     *
     * @param after null where nothing was matched or weighted
     */
    @Schema(name = "CausalBalanceRow")
    record Row(String name, Balance before, @Nullable Balance after) {}

    /**
     * Compares; columns are shared among a few threads, and no row of the table depends on another.
     *
     * @param score first row of the table; null for none
     * @param weights what each row counts after; null for a table of before only
     */
    static List<Row> of(
            Units units,
            double @Nullable [] score,
            double @Nullable [] weights,
            Estimand estimand,
            Balance.BinaryVariance binaryVariance) {
        List<String> names = new ArrayList<>();
        List<double[]> columns = new ArrayList<>();
        if (score != null) {
            names.add(SCORE);
            columns.add(score);
        }
        for (Units.Told told : units.told()) {
            names.add(told.name());
            columns.add(told.column().values());
        }
        return IntStream.range(0, columns.size())
                .parallel()
                .mapToObj(k -> new Row(
                        names.get(k),
                        Balance.of(columns.get(k), units.treated(), null, estimand, binaryVariance),
                        weights == null
                                ? null
                                : Balance.of(columns.get(k), units.treated(), weights, estimand, binaryVariance)))
                .toList();
    }

    /** Standardised differences without their sign, as Love plots have them. */
    static List<Series> loves(List<Row> rows) {
        List<Series> series = new ArrayList<>();
        series.add(love("love_plot_before", rows, false));
        if (rows.stream().anyMatch(row -> row.after() != null)) {
            series.add(love("love_plot_after", rows, true));
        }
        return series;
    }

    private static Series love(String name, List<Row> rows, boolean after) {
        List<@Nullable Double> sizes = new ArrayList<>();
        for (Row row : rows) {
            Balance balance = after ? row.after() : row.before();
            Double difference = balance == null ? null : balance.standardizedDifference();
            sizes.add(difference == null ? null : Math.abs(difference));
        }
        return new Series(name, rows.stream().<Object>map(Row::name).toList(), sizes, null, null);
    }

    /** Which share of an arm's rows has a score in each twentieth. */
    static List<Series> scores(double[] score, boolean[] treated) {
        int[][] counts = new int[2][BINS];
        int[] n = new int[2];
        for (int i = 0; i < score.length; i++) {
            int arm = treated[i] ? 1 : 0;
            counts[arm][Math.min(BINS - 1, (int) (score[i] * BINS))]++;
            n[arm]++;
        }
        List<Object> middles = IntStream.range(0, BINS)
                .<Object>mapToObj(bin -> (2 * bin + 1.0) / (2 * BINS))
                .toList();
        List<Series> series = new ArrayList<>();
        for (int arm = 1; arm >= 0; arm--) {
            List<@Nullable Double> shares = new ArrayList<>();
            for (int count : counts[arm]) {
                shares.add((double) count / n[arm]);
            }
            series.add(new Series(arm == 1 ? "scores_treated" : "scores_control", middles, shares, null, null));
        }
        return series;
    }
}
