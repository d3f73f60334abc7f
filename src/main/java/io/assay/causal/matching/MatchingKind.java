package io.assay.causal.matching;

import io.assay.causal.CausalData;
import io.assay.causal.CausalKind;
import io.assay.causal.Dropped;
import io.assay.causal.Provenance;
import io.assay.causal.Refused;
import io.assay.causal.Series;
import io.assay.causal.matching.MatchingAnswer.Arms;
import io.assay.causal.matching.MatchingAnswer.Counts;
import io.assay.causal.matching.MatchingAnswer.Rows;
import io.assay.causal.matching.MatchingAnswer.Samples;
import io.assay.causal.matching.MatchingRequest.Discard;
import io.assay.causal.matching.MatchingRequest.Distance;
import io.assay.causal.matching.MatchingRequest.Method;
import io.assay.data.Tables;
import io.assay.job.JobContext;
import io.assay.platform.telemetry.AnalysisTimer;
import io.assay.statistics.Check;
import io.assay.statistics.Check.Status;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.Matches;
import io.assay.statistics.matching.Subclasses;
import io.assay.statistics.matching.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares units with partners that are like them. */
@Component
class MatchingKind extends CausalKind<MatchingRequest> {

    MatchingKind(Tables tables, AnalysisTimer timer) {
        super(tables, timer);
    }

    @Override
    public String name() {
        return "causal_matching";
    }

    @Override
    public Class<MatchingRequest> parameters() {
        return MatchingRequest.class;
    }

    /** What was matched, and with what result. */
    private static final class Found {

        private final @Nullable MatchedEffects effects;
        private final double[] weights;
        private final Counts counts;
        private final @Nullable List<@Nullable Integer> sets;

        Found(
                @Nullable MatchedEffects effects,
                double[] weights,
                Counts counts,
                @Nullable List<@Nullable Integer> sets) {
            this.effects = effects;
            this.weights = weights;
            this.counts = counts;
            this.sets = sets;
        }
    }

    @Override
    protected Object answer(MatchingRequest request, JobContext context) {
        CausalData data = read(request);
        Units all = Units.of(data, request.controls());
        boolean needsScore = request.wantedMethod() == Method.SUBCLASS
                || request.wantedDistance() == Distance.PROPENSITY
                || request.caliper() != null
                || discard(request) != Discard.NONE;
        context.progress(0.2, "fitting the propensity score");
        Scored scored = needsScore ? Scored.of(all, null, request.wantedLink()) : null;
        int[] kept = scored == null ? IntStream.range(0, all.rows()).toArray() : scored.within(discard(request));
        Units units = kept.length == all.rows() ? all : all.take(kept);
        if (units.count(true) < 2 || units.count(false) < 2) {
            throw Refused.at("/discard", "leaves fewer than two rows of an arm");
        }
        double[] score = scored == null ? null : of(scored.propensity().scores(), kept);
        context.progress(0.4, "looking for partners");
        Found found = request.wantedMethod() == Method.SUBCLASS
                ? classes(request, units, Objects.requireNonNull(score))
                : nearest(request, units, score, of(Pairing.strata(data), kept), scored);
        context.progress(0.8, "comparing covariates");
        double[] weights = spread(found.weights, kept, all.rows());
        List<BalanceTable.Row> balance = BalanceTable.of(
                all,
                scored == null ? null : scored.propensity().scores(),
                weights,
                request.wantedEstimand(),
                request.wantedVariance());
        return answer(request, data, all, kept, scored, found, weights, balance);
    }

    private static Discard discard(MatchingRequest request) {
        return Objects.requireNonNullElse(request.discard(), Discard.NONE);
    }

    private static double[] of(double[] values, int[] rows) {
        return values.length == rows.length
                ? values
                : IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static int @Nullable [] of(int @Nullable [] values, int[] rows) {
        return values == null || values.length == rows.length
                ? values
                : IntStream.of(rows).map(row -> values[row]).toArray();
    }

    private static double[] spread(double[] weights, int[] kept, int rows) {
        double[] spread = new double[rows];
        for (int i = 0; i < kept.length; i++) {
            spread[kept[i]] = weights[i];
        }
        return spread;
    }

    private static Found nearest(
            MatchingRequest request,
            Units units,
            double @Nullable [] score,
            int @Nullable [] strata,
            @Nullable Scored scored) {
        Pairing pairing = Pairing.find(request, units, score, strata, scored == null ? 1 : scored.deviation());
        if (pairing.matched() < 2) {
            throw Refused.at(
                    request.caliper() == null ? "/exact" : "/caliper",
                    "leaves fewer than two units with a partner: there is no overlap");
        }
        Matches one = pairing.ofTreated() == null ? pairing.ofUntreated() : pairing.ofTreated();
        List<@Nullable Integer> sets = null;
        if (Boolean.TRUE.equals(request.returnRows()) && one != null) {
            sets = request.isAgain() ? numbers(units.rows()) : sets(one);
        }
        return new Found(
                units.hasOutcome() ? MatchedEffects.of(request, units, pairing) : null,
                pairing.weights(units),
                new Counts(pairing.matched(), pairing.pairs(), pairing.tied(), pairing.caliper(), null),
                sets);
    }

    private static List<@Nullable Integer> numbers(int rows) {
        List<@Nullable Integer> none = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            none.add(null);
        }
        return none;
    }

    /** The number of the matched set of each row. */
    private static List<@Nullable Integer> sets(Matches matches) {
        List<@Nullable Integer> sets = numbers(matches.rows());
        for (int s = 0; s < matches.units(); s++) {
            sets.set(matches.focal(s), s);
            for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                sets.set(matches.partner(pair), s);
            }
        }
        return sets;
    }

    private static Found classes(MatchingRequest request, Units units, double[] score) {
        Subclasses classes =
                Subclasses.of(score, units.treated(), request.wantedEstimand(), request.wantedSubclasses());
        List<Arms> sizes = IntStream.range(0, classes.count())
                .mapToObj(k -> new Arms(classes.size(k, false), classes.size(k, true)))
                .toList();
        MatchedEffects effects = units.hasOutcome()
                ? new MatchedEffects(
                        Estimation.of(classes.effect(units.outcome()), request.wantedConfidence()),
                        "variances within classes, the classes taken as given",
                        List.of())
                : null;
        List<@Nullable Integer> sets = Boolean.TRUE.equals(request.returnRows())
                ? IntStream.range(0, units.rows())
                        .<@Nullable Integer>mapToObj(classes::subclass)
                        .toList()
                : null;
        return new Found(effects, classes.weights(), new Counts(units.rows(), 0, 0, null, sizes), sets);
    }

    private MatchingAnswer answer(
            MatchingRequest request,
            CausalData data,
            Units all,
            int[] kept,
            @Nullable Scored scored,
            Found found,
            double[] weights,
            List<BalanceTable.Row> balance) {
        Samples samples = samples(all, kept, weights);
        MatchedEffects effects = found.effects;
        Estimation headline = effects == null ? null : effects.headline();
        RawDifference raw =
                all.hasOutcome() ? RawDifference.of(all.outcome(), all.treated(), request.wantedConfidence()) : null;
        Dropped dropped =
                data.dropped(scored == null ? List.of() : scored.propensity().dropped());
        List<Series> series = new ArrayList<>(BalanceTable.loves(balance));
        if (scored != null) {
            series.addAll(BalanceTable.scores(scored.propensity().scores(), all.treated()));
        }
        String reason = null;
        if (headline == null) {
            reason = "no outcome was named";
        } else if (headline.standardError() == null) {
            reason = "a class, or the outcome among the matched, does not vary enough to tell an error";
        }
        return new MatchingAnswer(
                headline == null ? null : headline.estimate(),
                headline == null ? null : headline.standardError(),
                headline == null ? null : headline.interval(),
                headline == null ? null : headline.pValue(),
                headline == null ? null : headline.distribution(),
                headline == null ? null : headline.degreesOfFreedom(),
                reason,
                estimand(request, samples),
                effects == null ? null : effects.how(),
                effects == null ? List.of() : effects.alternatives(),
                raw,
                samples,
                found.counts,
                scored == null
                        ? null
                        : ScoreAnswer.of(
                                scored.propensity(),
                                all.treated(),
                                request.wantedLink(),
                                Boolean.TRUE.equals(request.returnRows())),
                scored == null ? null : scored.overlap(),
                balance,
                rows(data, all, kept, weights, found.sets),
                dropped,
                checks(request, all, scored, samples, found.counts, balance),
                series,
                summary(headline, raw, samples, request),
                new Provenance(provenance(request), source(request), null));
    }

    private static @Nullable Rows rows(
            CausalData data, Units all, int[] kept, double[] weights, @Nullable List<@Nullable Integer> sets) {
        if (sets == null) {
            return null;
        }
        List<@Nullable Integer> spread = numbers(all.rows());
        for (int i = 0; i < kept.length; i++) {
            spread.set(kept[i], sets.get(i));
        }
        return new Rows(
                IntStream.range(0, all.rows()).mapToObj(data::row).toList(),
                IntStream.range(0, all.rows()).mapToObj(i -> weights[i]).toList(),
                spread);
    }

    private static Samples samples(Units all, int[] kept, double[] weights) {
        double[] matched = new double[2];
        double[] inside = new double[2];
        for (int row : kept) {
            inside[all.treated()[row] ? 1 : 0]++;
        }
        for (int row = 0; row < weights.length; row++) {
            matched[all.treated()[row] ? 1 : 0] += weights[row] > 0 ? 1 : 0;
        }
        double[] n = {all.count(false), all.count(true)};
        return new Samples(
                new Arms(n[0], n[1]),
                new Arms(matched[0], matched[1]),
                new Arms(
                        Weighting.effectiveSize(weights, all.treated(), false),
                        Weighting.effectiveSize(weights, all.treated(), true)),
                new Arms(inside[0] - matched[0], inside[1] - matched[1]),
                new Arms(n[0] - inside[0], n[1] - inside[1]));
    }

    private static String estimand(MatchingRequest request, Samples samples) {
        Estimand estimand = request.wantedEstimand();
        double wanted = switch (estimand) {
            case ATE -> samples.all().treated() + samples.all().control();
            case ATT -> samples.all().treated();
            case ATC -> samples.all().control();
        };
        double had = switch (estimand) {
            case ATE -> samples.matched().treated() + samples.matched().control();
            case ATT -> samples.matched().treated();
            case ATC -> samples.matched().control();
        };
        return estimand.words() + (had < wanted ? ", those alone that found partners" : "");
    }

    private static String provenance(MatchingRequest request) {
        return request.wantedMethod() == Method.SUBCLASS
                ? "propensity_subclassification"
                : "nearest_neighbor_" + request.wantedDistance().name().toLowerCase(Locale.ROOT);
    }

    private static List<Check> checks(
            MatchingRequest request,
            Units all,
            @Nullable Scored scored,
            Samples samples,
            Counts counts,
            List<BalanceTable.Row> balance) {
        List<Check> checks = new ArrayList<>();
        checks.add(UnitChecks.balance(balance, false, "Read the effect after matching, not the raw difference."));
        checks.add(UnitChecks.balance(
                balance,
                true,
                "Try a caliper, exact columns, another distance or weights; the estimate still has what differs."));
        if (scored != null) {
            checks.add(UnitChecks.overlap(scored.overlap(), all.rows()));
        }
        Check unmatched = switch (request.wantedEstimand()) {
            case ATC -> UnitChecks.unmatched((int) samples.unmatched().control(), all.count(false), "untreated rows");
            case ATT, ATE -> UnitChecks.unmatched((int) samples.unmatched().treated(), all.count(true), "treated rows");
        };
        if (unmatched != null) {
            checks.add(unmatched);
        }
        checks.add(UnitChecks.effective(
                samples.matchedEffective().treated(),
                (int) samples.matched().treated(),
                samples.matchedEffective().control(),
                (int) samples.matched().control()));
        if (counts.tied() > 0) {
            checks.add(new Check(
                    "ties",
                    request.isAgain() ? Status.PASS : Status.WARN,
                    "%d units had several partners equally near%s."
                            .formatted(
                                    counts.tied(),
                                    request.isAgain()
                                            ? ", who share equally"
                                            : ", of whom the first row was taken: another order of rows gives another estimate"),
                    request.isAgain() ? null : "With replacement ties share, and the order of rows does not matter."));
        }
        checks.add(UnitChecks.unconfounded());
        return checks;
    }

    private static String summary(
            @Nullable Estimation headline, @Nullable RawDifference raw, Samples samples, MatchingRequest request) {
        String found = String.format(
                Locale.ROOT,
                "%.0f of %.0f treated and %.0f of %.0f untreated rows are compared.",
                samples.matched().treated(),
                samples.all().treated(),
                samples.matched().control(),
                samples.all().control());
        if (headline == null || raw == null) {
            return found;
        }
        return String.format(
                        Locale.ROOT,
                        "%s: %s, where the raw difference of means is %.6g. ",
                        request.wantedEstimand().name(),
                        Words.of(headline),
                        raw.estimate())
                + found;
    }
}
