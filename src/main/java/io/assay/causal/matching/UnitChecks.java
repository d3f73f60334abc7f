package io.assay.causal.matching;

import io.assay.causal.matching.BalanceTable.Row;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.matching.Balance;
import io.assay.statistics.matching.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What has to hold for units to be compared, and the evidence. */
final class UnitChecks {

    /** Standardised differences above which arms are called unlike (Austin 2009), and much unlike (Rubin 2001). */
    private static final double UNLIKE = 0.1;

    private static final double MUCH_UNLIKE = 0.25;
    private static final double VARIANCE_RATIO = 2;
    private static final double OUTSIDE = 0.05;
    private static final double HALF = 0.5;

    private UnitChecks() {}

    /** What no data can tell. */
    static Check unconfounded() {
        return new Check(
                "unconfoundedness",
                Status.UNKNOWN,
                "Whatever differs between the arms and was not given as a control is in the estimate.",
                "Ask POST /api/v1/causal/sensitivity how strong that would have to be.");
    }

    /**
     * Whether the arms are alike.
     *
     * @param after whether after matching or weighting
     * @param advice what to do where they are not
     */
    static Check balance(List<Row> rows, boolean after, String advice) {
        List<String> unlike = new ArrayList<>();
        List<String> spread = new ArrayList<>();
        double worst = 0;
        for (Row row : rows) {
            Balance balance = after ? row.after() : row.before();
            if (balance == null || row.name().equals(BalanceTable.SCORE)) {
                continue;
            }
            Double difference = balance.standardizedDifference();
            if (difference != null && Math.abs(difference) > UNLIKE) {
                unlike.add(String.format(Locale.ROOT, "%s %.2f", row.name(), difference));
                worst = Math.max(worst, Math.abs(difference));
            }
            Double ratio = balance.varianceRatio();
            if (ratio != null && (ratio > VARIANCE_RATIO || ratio < 1 / VARIANCE_RATIO)) {
                spread.add(String.format(Locale.ROOT, "%s %.2f", row.name(), ratio));
            }
        }
        Status status =
                worst > MUCH_UNLIKE ? Status.FAIL : unlike.isEmpty() && spread.isEmpty() ? Status.PASS : Status.WARN;
        String evidence = unlike.isEmpty()
                ? "No standardised difference of a covariate is above 0.1."
                : "Standardised differences above 0.1: " + String.join(", ", unlike) + ".";
        if (!spread.isEmpty()) {
            evidence += " Variances more than twice as large in one arm: " + String.join(", ", spread) + ".";
        }
        return new Check(
                after ? "balance_after" : "balance_before", status, evidence, status == Status.PASS ? null : advice);
    }

    /** Whether there are units to compare with. */
    static Check overlap(Overlap overlap, int rows) {
        double outside = (double) overlap.outside() / rows;
        double extreme = overlap.shareBelow() + overlap.shareAbove();
        Status status = outside > OUTSIDE || overlap.trimming() > 0 ? Status.WARN : Status.PASS;
        return new Check(
                "overlap",
                status,
                String.format(
                        Locale.ROOT,
                        "Scores run from %.3g to %.3g; %d of %d rows lie outside of the range that both arms have; %.1f %% of "
                                + "scores are below 0.1 or above 0.9.",
                        overlap.least(),
                        overlap.greatest(),
                        overlap.outside(),
                        rows,
                        100 * extreme),
                status == Status.PASS
                        ? null
                        : String.format(
                                Locale.ROOT,
                                "Keeping scores from %.3g to %.3g, %d rows, would make the variance least; the effect is then "
                                        + "of those.",
                                overlap.trimming(),
                                1 - overlap.trimming(),
                                overlap.kept()));
    }

    /** The same of the rows that trimming left, with scores fitted among them: those are what is compared. */
    static Check overlapLeft(Overlap given, Overlap left, int rows, int kept) {
        Status status = (double) left.outside() / kept > OUTSIDE ? Status.WARN : Status.PASS;
        return new Check(
                "overlap",
                status,
                String.format(
                        Locale.ROOT,
                        "Trimming left %d of %d rows. Among them scores, fitted anew, run from %.3g to %.3g, and %d lie outside of "
                                + "the range that both arms have; before it scores ran from %.3g to %.3g, and %d lay outside.",
                        kept,
                        rows,
                        left.least(),
                        left.greatest(),
                        left.outside(),
                        given.least(),
                        given.greatest(),
                        given.outside()),
                status == Status.PASS ? null : "Trim more, or match within a caliper.");
    }

    /** Whether a few rows carry the estimate. */
    static Check effective(double treated, int treatedRows, double control, int controlRows) {
        boolean few = treated < HALF * treatedRows || control < HALF * controlRows;
        return new Check(
                "effective_sample_size",
                few ? Status.WARN : Status.PASS,
                String.format(
                        Locale.ROOT,
                        "Weighted, %d treated rows count as %.1f and %d untreated rows as %.1f.",
                        treatedRows,
                        treated,
                        controlRows,
                        control),
                few ? "A few rows carry much of the estimate: look at overlap, or trim." : null);
    }

    /** Whether units were left without a partner. */
    static @Nullable Check unmatched(int unmatched, int of, String whom) {
        return unmatched == 0
                ? null
                : new Check(
                        "unmatched",
                        Status.WARN,
                        "%d of %d %s found no partner.".formatted(unmatched, of, whom),
                        "The effect is that on those who did.");
    }
}
