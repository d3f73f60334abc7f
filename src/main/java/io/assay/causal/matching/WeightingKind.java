package io.assay.causal.matching;

import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.matching.MatchingAnswer.Arms;
import io.assay.causal.matching.WeightingRequest.Method;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import io.assay.statistics.matching.CrossFit;
import io.assay.statistics.matching.Effect;
import io.assay.statistics.matching.EntropyBalancing;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.Overlap;
import io.assay.statistics.matching.Weighting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares units that are weighted to be alike. */
@Component
class WeightingKind extends CausalKind<WeightingRequest> {

    WeightingKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_weighting";
    }

    @Override
    public Class<WeightingRequest> parameters() {
        return WeightingRequest.class;
    }

    /** What was estimated; weights are null where nothing is weighted. */
    private static final class Found {

        private final Effect effect;
        private final String how;
        private final @Nullable Double influenceError;
        private final @Nullable Double horvitzThompson;
        private final double @Nullable [] weights;
        private final boolean drawn;

        Found(
                Effect effect,
                String how,
                @Nullable Double influenceError,
                @Nullable Double horvitzThompson,
                double @Nullable [] weights,
                boolean drawn) {
            this.effect = effect;
            this.how = how;
            this.influenceError = influenceError;
            this.horvitzThompson = horvitzThompson;
            this.weights = weights;
            this.drawn = drawn;
        }
    }

    @Override
    protected Object answer(WeightingRequest request, JobContext context) {
        CausalData data = read(request);
        Units units = Units.of(data, request.controls());
        Dropped dropped = data.dropped(List.of());
        context.progress(0.2, "fitting the propensity score");
        // Regressions and balancing weights do not use the score, but without overlap they are as wrong as what does.
        Scored scored = Scored.of(units, request.propensityControls(), request.wantedLink());
        Overlap overlap = scored.overlap();
        Double trimmed = trimAt(request, overlap);
        if (trimmed != null) {
            int[] kept = scored.between(trimmed);
            int before = units.rows();
            units = units.take(kept);
            if (units.count(true) < 2 || units.count(false) < 2) {
                throw Refused.at("/trim", "leaves fewer than two rows of an arm");
            }
            dropped = dropped.and(
                    String.format(Locale.ROOT, "a propensity score outside of %.4g to %.4g", trimmed, 1 - trimmed),
                    before - kept.length);
            scored = Scored.of(units, request.propensityControls(), request.wantedLink());
        }
        context.progress(0.5, "estimating");
        Found found = estimate(request, units, scored);
        context.progress(0.8, "comparing covariates");
        return answer(request, units, scored, overlap, trimmed, found, dropped);
    }

    private static @Nullable Double trimAt(WeightingRequest request, Overlap overlap) {
        return switch (request.wantedTrim()) {
            case NONE -> null;
            case CRUMP -> overlap.trimming();
            case FIXED -> Objects.requireNonNull(request.trimAt());
        };
    }

    private static Found estimate(WeightingRequest request, Units units, Scored scored) {
        Estimand estimand = request.wantedEstimand();
        Method method = request.wantedMethod();
        String stacked =
                "stacked estimating equations: scores and outcome regressions are estimated, and their errors in it";
        if (method == Method.ENTROPY_BALANCING) {
            EntropyBalancing balanced =
                    EntropyBalancing.of(units.outcome(), units.treated(), units.covariates(), estimand);
            return new Found(balanced.effect(), stacked, null, null, balanced.weights(), false);
        }
        Weighting weighting = new Weighting(
                units.outcome(),
                units.treated(),
                scored.propensity(),
                units.covariates(request.outcomeControls(), "/outcome_controls"),
                estimand);
        if (request.folds() != null) {
            Effect effect = CrossFit.aipw(
                    units.outcome(),
                    units.treated(),
                    units.covariates(),
                    estimand,
                    request.folds(),
                    request.wantedSeed());
            return new Found(
                    effect,
                    "the influence function, scores and outcome regressions being of other folds",
                    null,
                    null,
                    weighting.weights(),
                    true);
        }
        Weighting.Result result = weighting.estimate(
                switch (method) {
                    case IPW -> Weighting.Method.IPW;
                    case AIPW -> Weighting.Method.AIPW;
                    case AIPW_WLS -> Weighting.Method.AIPW_WLS;
                    case IPW_RA -> Weighting.Method.IPW_RA;
                    case REGRESSION_ADJUSTMENT -> Weighting.Method.RA;
                    case ENTROPY_BALANCING -> throw new IllegalStateException("has no score");
                });
        return new Found(
                result.effect(),
                stacked,
                method == Method.AIPW || method == Method.AIPW_WLS || method == Method.IPW
                        ? result.influenceError()
                        : null,
                method == Method.IPW && estimand == Estimand.ATE ? weighting.horvitzThompson() : null,
                method == Method.REGRESSION_ADJUSTMENT ? null : weighting.weights(),
                false);
    }

    private WeightingAnswer answer(
            WeightingRequest request,
            Units units,
            Scored scored,
            Overlap overlap,
            @Nullable Double trimmed,
            Found found,
            Dropped dropped) {
        Estimation effect = Estimation.of(found.effect, units.outcome(), request.wantedConfidence());
        double[] weights = found.weights == null ? null : scaled(found.weights, units);
        double[] score = scored.propensity().scores();
        List<BalanceTable.Row> balance =
                BalanceTable.of(units, score, weights, request.wantedEstimand(), request.wantedVariance());
        List<Series> series = new ArrayList<>(BalanceTable.loves(balance));
        series.addAll(BalanceTable.scores(score, units.treated()));
        Arms samples = new Arms(units.count(false), units.count(true));
        Arms effective = weights == null
                ? samples
                : new Arms(
                        Weighting.effectiveSize(weights, units.treated(), false),
                        Weighting.effectiveSize(weights, units.treated(), true));
        RawDifference raw = RawDifference.of(units.outcome(), units.treated(), request.wantedConfidence());
        boolean returned = Boolean.TRUE.equals(request.returnRows());
        return new WeightingAnswer(
                effect.estimate(),
                effect.standardError(),
                effect.interval(),
                effect.pValue(),
                effect.distribution(),
                effect.standardError() == null ? "the outcome leaves nothing to tell an error by" : null,
                request.wantedEstimand().words() + (trimmed == null ? "" : ", of the rows that trimming left"),
                found.how,
                found.influenceError,
                found.effect.treatedMean(),
                found.effect.controlMean(),
                found.horvitzThompson,
                raw,
                samples,
                effective,
                ScoreAnswer.of(scored.propensity(), units.treated(), request.wantedLink(), returned),
                overlap,
                trimmed,
                balance,
                returned && weights != null ? Arrays.stream(weights).boxed().toList() : null,
                new Dropped(
                        dropped.rowsGiven(),
                        dropped.rowsUsed(),
                        dropped.missing(),
                        dropped.reasons(),
                        scored.propensity().dropped()),
                checks(
                        units,
                        overlap,
                        trimmed == null ? null : scored.overlap(),
                        rows(dropped),
                        effective,
                        balance,
                        weights != null),
                series,
                String.format(
                        Locale.ROOT,
                        "%s: %s, where the raw difference of means is %.6g. %.0f treated rows count as %.1f and %.0f untreated "
                                + "rows as %.1f.",
                        request.wantedEstimand().name(),
                        Words.of(effect),
                        raw.estimate(),
                        samples.treated(),
                        effective.treated(),
                        samples.control(),
                        effective.control()),
                new Provenance(
                        request.wantedMethod().name().toLowerCase(Locale.ROOT),
                        source(request),
                        found.drawn ? request.wantedSeed() : null));
    }

    /** How many rows there were before trimming. */
    private static int rows(Dropped dropped) {
        return dropped.rowsUsed()
                + dropped.reasons().stream().mapToInt(Dropped.Reason::rows).sum();
    }

    /** Within each arm adding up to its rows. */
    private static double[] scaled(double[] weights, Units units) {
        double[] sums = new double[2];
        for (int i = 0; i < weights.length; i++) {
            sums[units.treated()[i] ? 1 : 0] += weights[i];
        }
        double[] factors = {units.count(false) / sums[0], units.count(true) / sums[1]};
        double[] scaled = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = weights[i] * factors[units.treated()[i] ? 1 : 0];
        }
        return scaled;
    }

    private static List<Check> checks(
            Units units,
            Overlap given,
            @Nullable Overlap left,
            int rows,
            Arms effective,
            List<BalanceTable.Row> balance,
            boolean weighted) {
        List<Check> checks = new ArrayList<>();
        checks.add(UnitChecks.balance(balance, false, "Read the weighted effect, not the raw difference."));
        if (weighted) {
            checks.add(UnitChecks.balance(
                    balance, true, "Entropy balancing makes means equal; or match within a caliper."));
        }
        checks.add(
                left == null
                        ? UnitChecks.overlap(given, rows)
                        : UnitChecks.overlapLeft(given, left, rows, units.rows()));
        checks.add(
                UnitChecks.effective(effective.treated(), units.count(true), effective.control(), units.count(false)));
        checks.add(UnitChecks.unconfounded());
        return checks;
    }
}
