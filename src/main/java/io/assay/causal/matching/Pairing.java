package io.assay.causal.matching;

import io.assay.causal.CausalData;
import io.assay.causal.Key;
import io.assay.causal.matching.MatchingRequest.Distance;
import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.Estimand;
import io.assay.statistics.matching.Matches;
import io.assay.statistics.matching.NearestCovariates;
import io.assay.statistics.matching.NearestScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Partners of the treated, of the untreated, or of both.
 *
 * @param ofTreated null where only the untreated look for partners
 * @param ofUntreated null where only the treated do
 * @param caliper in units of the score; null without one
 */
record Pairing(
        @Nullable Matches ofTreated,
        @Nullable Matches ofUntreated,
        @Nullable Double caliper) {

    /** Finds them. */
    static Pairing find(
            MatchingRequest request,
            Units units,
            double @Nullable [] score,
            int @Nullable [] strata,
            double deviation) {
        Double caliper = request.caliper() == null ? null : request.caliper() * deviation;
        Estimand estimand = request.wantedEstimand();
        return new Pairing(
                estimand == Estimand.ATC ? null : partners(request, units, true, score, strata, caliper, deviation),
                estimand == Estimand.ATT ? null : partners(request, units, false, score, strata, caliper, deviation),
                caliper);
    }

    private static Matches partners(
            MatchingRequest request,
            Units units,
            boolean arm,
            double @Nullable [] score,
            int @Nullable [] strata,
            @Nullable Double caliper,
            double deviation) {
        boolean[] focal = new boolean[units.rows()];
        for (int i = 0; i < focal.length; i++) {
            focal[i] = units.treated()[i] == arm;
        }
        double widest = caliper == null ? Double.POSITIVE_INFINITY : caliper;
        double tolerance = request.wantedTolerance();
        if (request.wantedDistance() == Distance.PROPENSITY && score != null) {
            NearestScore.Sequence order = request.order() == null ? NearestScore.Sequence.LARGEST : request.order();
            return NearestScore.match(
                    score,
                    focal,
                    strata,
                    new NearestScore.Rule(
                            request.wantedRatio(),
                            request.isAgain(),
                            widest,
                            order,
                            tolerance * deviation * deviation));
        }
        Covariates covariates = units.covariates();
        return NearestCovariates.match(
                covariates,
                focal,
                request.wantedDistance() == Distance.MAHALANOBIS
                        ? NearestCovariates.Metric.MAHALANOBIS
                        : NearestCovariates.Metric.INVERSE_VARIANCE,
                strata,
                caliper == null ? null : score,
                null,
                new NearestCovariates.Rule(request.wantedRatio(), request.isAgain(), tolerance, widest));
    }

    /** One code for each combination of the columns that must be equal; null where there are none. */
    static int @Nullable [] strata(CausalData data) {
        List<Key> keys = data.keys("/exact");
        if (keys.isEmpty()) {
            return null;
        }
        int[] strata = keys.getFirst().codes().clone();
        for (Key key : keys.subList(1, keys.size())) {
            Map<Long, Integer> numbers = new HashMap<>();
            for (int row = 0; row < strata.length; row++) {
                long both = (long) strata[row] * key.count() + key.codes()[row];
                Integer known = numbers.putIfAbsent(both, numbers.size());
                strata[row] = known == null ? numbers.size() - 1 : known;
            }
        }
        return strata;
    }

    /** How many units found a partner. */
    int matched() {
        return (ofTreated == null ? 0 : ofTreated.units()) + (ofUntreated == null ? 0 : ofUntreated.units());
    }

    int pairs() {
        return (ofTreated == null ? 0 : ofTreated.pairs()) + (ofUntreated == null ? 0 : ofUntreated.pairs());
    }

    int tied() {
        return (ofTreated == null ? 0 : ofTreated.tied()) + (ofUntreated == null ? 0 : ofUntreated.tied());
    }

    /**
     * What each row counts. Where both arms looked for partners: 1 for having found one, and what it is to others; scaled, in each
     * arm, to add up to the rows with a weight.
     */
    double[] weights(Units units) {
        if (ofUntreated == null && ofTreated != null) {
            return ofTreated.weights();
        }
        if (ofTreated == null && ofUntreated != null) {
            return ofUntreated.weights();
        }
        double[] weights = new double[units.rows()];
        add(weights, ofTreated);
        add(weights, ofUntreated);
        double[] sums = new double[2];
        int[] used = new int[2];
        for (int i = 0; i < weights.length; i++) {
            int arm = units.treated()[i] ? 1 : 0;
            sums[arm] += weights[i];
            used[arm] += weights[i] > 0 ? 1 : 0;
        }
        for (int i = 0; i < weights.length; i++) {
            int arm = units.treated()[i] ? 1 : 0;
            weights[i] *= used[arm] / sums[arm];
        }
        return weights;
    }

    private static void add(double[] weights, @Nullable Matches matches) {
        for (int s = 0; matches != null && s < matches.units(); s++) {
            weights[matches.focal(s)] += 1;
            for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                weights[matches.partner(pair)] += matches.share(pair);
            }
        }
    }
}
