package io.assay.causal.matching;

import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.matching.MatchingAnswer.Arms;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.matching.Overlap;
import io.assay.statistics.matching.Propensity;
import io.assay.statistics.matching.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells how alike the arms are, before anything is estimated. */
@Component
class BalanceKind extends CausalKind<BalanceRequest> {

    private static final String UNLIKE =
            "Match or weight: POST /api/v1/causal/matching, POST /api/v1/causal/weighting.";

    BalanceKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_balance";
    }

    @Override
    public Class<BalanceRequest> parameters() {
        return BalanceRequest.class;
    }

    @Override
    protected Object answer(BalanceRequest request, JobContext context) {
        CausalData data = read(request);
        Units units = Units.of(data, request.controls());
        double[] weights = data.has("/weights_col") ? weights(data, units) : null;
        context.progress(0.3, "fitting the propensity score");
        Propensity fit = Propensity.fit(units.covariates(), units.treated(), request.wantedLink());
        boolean separated = !fit.separating().isEmpty();
        String reason = separated
                ? "there is no propensity score: treated and untreated rows are told apart without error by "
                        + String.join(", ", fit.separating())
                : null;
        double[] score = separated ? null : fit.scores();
        Overlap overlap = score == null ? null : Overlap.of(score, units.treated());
        context.progress(0.6, "comparing covariates");
        List<BalanceTable.Row> balance =
                BalanceTable.of(units, score, weights, request.wantedEstimand(), request.wantedVariance());
        List<Series> series = new ArrayList<>(BalanceTable.loves(balance));
        if (score != null) {
            series.addAll(BalanceTable.scores(score, units.treated()));
        }
        Arms effective = weights == null
                ? null
                : new Arms(
                        Weighting.effectiveSize(weights, units.treated(), false),
                        Weighting.effectiveSize(weights, units.treated(), true));
        List<Check> checks = new ArrayList<>();
        checks.add(UnitChecks.balance(balance, false, UNLIKE));
        if (effective != null) {
            checks.add(UnitChecks.balance(balance, true, "These weights do not make the arms alike."));
            checks.add(UnitChecks.effective(
                    effective.treated(), units.count(true), effective.control(), units.count(false)));
        }
        checks.add(overlap(overlap, reason, units.rows()));
        return new BalanceAnswer(
                balance,
                new Arms(units.count(false), units.count(true)),
                effective,
                separated
                        ? null
                        : ScoreAnswer.of(
                                fit, units.treated(), request.wantedLink(), Boolean.TRUE.equals(request.returnRows())),
                overlap,
                reason,
                data.dropped(fit.dropped()),
                checks,
                series,
                summary(balance, units, weights != null),
                new Provenance("standardized_differences", source(request), null));
    }

    private static Check overlap(@Nullable Overlap overlap, @Nullable String reason, int rows) {
        return overlap == null
                ? new Check(
                        "overlap",
                        Status.FAIL,
                        "There is no overlap: " + reason + ".",
                        "No adjustment can compare these arms; leave the columns out only if they do not matter.")
                : UnitChecks.overlap(overlap, rows);
    }

    private static double[] weights(CausalData data, Units units) {
        double[] weights = data.number("/weights_col");
        double[] sums = new double[2];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] < 0) {
                throw Refused.at(
                        "/weights_col",
                        "must be 0 or more; row %d, counted from 0, has %s".formatted(data.row(i), weights[i]));
            }
            sums[units.treated()[i] ? 1 : 0] += weights[i];
        }
        if (!(sums[0] > 0 && sums[1] > 0)) {
            throw Refused.at("/weights_col", "must have a weight above 0 in each arm");
        }
        return weights;
    }

    private static String summary(List<BalanceTable.Row> rows, Units units, boolean weighted) {
        double before = 0;
        double after = 0;
        String worst = "";
        for (BalanceTable.Row row : rows) {
            if (row.name().equals(BalanceTable.SCORE)) {
                continue;
            }
            Double difference = row.before().standardizedDifference();
            if (difference != null && Math.abs(difference) > before) {
                before = Math.abs(difference);
                worst = row.name();
            }
            Double left = row.after() == null ? null : row.after().standardizedDifference();
            after = Math.max(after, left == null ? 0 : Math.abs(left));
        }
        return String.format(
                        Locale.ROOT,
                        "%d treated and %d untreated rows; the largest standardised difference is %.2f%s",
                        units.count(true),
                        units.count(false),
                        before,
                        worst.isEmpty() ? "" : " (" + worst + ")")
                + (weighted ? String.format(Locale.ROOT, ", weighted %.2f.", after) : ".");
    }
}
