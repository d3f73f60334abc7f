package io.assay.causal.matching;

import io.assay.causal.matching.MatchingAnswer.Alternative;
import io.assay.statistics.InvalidInputException;
import io.assay.statistics.matching.AbadieImbens;
import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.Effect;
import io.assay.statistics.matching.MatchedDifference;
import io.assay.statistics.matching.Matches;
import io.assay.statistics.regression.ClusterRobust;
import io.assay.statistics.regression.Clusters;
import io.assay.statistics.regression.Covariance;
import io.assay.statistics.regression.Design;
import io.assay.statistics.regression.LeastSquares;
import io.assay.statistics.regression.Preset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effect that a pairing gives, in the way that fits it, and in others.
 *
 * @param headline the one to be read
 * @param how its standard error was had
 * @param alternatives the others
 */
record MatchedEffects(Estimation headline, String how, List<Alternative> alternatives) {

    private static final String TREATMENT = "treatment";

    static MatchedEffects of(MatchingRequest request, Units units, Pairing pairing) {
        double confidence = request.wantedConfidence();
        List<Alternative> alternatives = new ArrayList<>();
        Matches one = pairing.ofTreated() == null ? pairing.ofUntreated() : pairing.ofTreated();
        boolean oneSided = pairing.ofTreated() == null || pairing.ofUntreated() == null;
        Alternative clustered = null;
        if (oneSided && one != null) {
            Effect effect = MatchedDifference.of(units.outcome(), one, pairing.ofTreated() != null, request.isAgain());
            clustered = new Alternative(
                    "matched_difference",
                    request.isAgain()
                            ? "difference of weighted means, errors clustered by matched set and by unit"
                            : "difference of weighted means, errors clustered by matched set",
                    Estimation.of(effect, confidence));
            Alternative regression = regression(units, one, request.isAgain(), confidence);
            if (regression != null) {
                alternatives.add(regression);
            }
        }
        if (!request.isAgain() && clustered != null) {
            return new MatchedEffects(clustered.effect(), clustered.how(), alternatives);
        }
        boolean adjust = Boolean.TRUE.equals(request.biasAdjust());
        Covariates covariates = adjust ? units.covariates().independent() : null;
        AbadieImbens.Result result =
                AbadieImbens.estimate(units.outcome(), pairing.ofTreated(), pairing.ofUntreated(), covariates);
        if (adjust) {
            alternatives.addFirst(new Alternative(
                    "unadjusted",
                    "without the bias adjustment, as if pairs were independent",
                    Estimation.of(result.unadjusted(), result.naiveError(), Double.POSITIVE_INFINITY, confidence)));
        } else {
            alternatives.addFirst(new Alternative(
                    "naive",
                    "as if pairs were independent",
                    Estimation.of(result.unadjusted(), result.naiveError(), Double.POSITIVE_INFINITY, confidence)));
        }
        if (clustered != null) {
            alternatives.add(clustered);
        }
        return new MatchedEffects(
                Estimation.of(result.effect(), confidence),
                "Abadie and Imbens 2006, partners that serve several units counted as often as they do"
                        + (adjust ? "; adjusted for the covariates that still differ" : ""),
                alternatives);
    }

    /** Least squares of the outcome on treatment and covariates in the matched data; null where that has no answer. */
    private static @Nullable Alternative regression(Units units, Matches matches, boolean again, double confidence) {
        int sets = matches.units();
        int n = sets + matches.pairs();
        int[] unit = new int[n];
        int[] set = new int[n];
        double[] weights = new double[n];
        double[] outcome = new double[n];
        double[] treatment = new double[n];
        int at = 0;
        for (int s = 0; s < sets; s++) {
            for (int pair = matches.start(s) - 1; pair < matches.start(s + 1); pair++) {
                boolean focal = pair < matches.start(s);
                unit[at] = focal ? matches.focal(s) : matches.partner(pair);
                weights[at] = focal ? 1 : matches.share(pair);
                set[at] = s;
                outcome[at] = units.outcome()[unit[at]];
                treatment[at] = units.treated()[unit[at]] ? 1 : 0;
                at++;
            }
        }
        Covariates covariates = units.covariates().take(unit);
        List<String> names = new ArrayList<>(List.of(TREATMENT));
        List<double[]> columns = new ArrayList<>(List.of(treatment));
        for (int k = 0; k < covariates.count(); k++) {
            names.add(covariates.names().get(k));
            columns.add(covariates.column(k));
        }
        try {
            LeastSquares fit = LeastSquares.fit(
                    Design.of(names, columns.toArray(double[][]::new), outcome).weighted(weights));
            int place = fit.indexOf(TREATMENT);
            if (place < 0) {
                return null;
            }
            List<Clusters> ways = new ArrayList<>(List.of(Clusters.of("matched set", set)));
            if (again) {
                ways.add(Clusters.of("unit", unit));
            }
            Covariance covariance = new ClusterRobust(ways, Preset.STATSMODELS.convention()).of(fit);
            return new Alternative(
                    "regression",
                    "least squares on treatment and controls among the matched, errors clustered by matched set"
                            + (again ? " and by unit" : ""),
                    Estimation.of(
                            fit.coefficient(place),
                            covariance.standardError(place),
                            fit.residualDegrees(),
                            confidence));
        } catch (InvalidInputException tooFew) {
            return null;
        }
    }
}
