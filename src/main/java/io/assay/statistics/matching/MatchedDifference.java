package io.assay.statistics.matching;

/**
 * The effect among matched units: the difference of weighted mean outcomes, which is the slope of outcome on treatment by
 * weighted least squares, with errors clustered by matched set.
 *
 * <p>With u_i = w_i e_i/W the influence of a row (W the weights of its arm, e_i its distance from the arm's mean, negative
 * for partners), V = (N - 1)/(N - 2) · G/(G - 1) · Σ_sets (Σ_i u_i)². Where partners are used again a row stands in each of its
 * sets, and sets and units are two ways of clustering: V = V_sets + V_units - V_rows, each with its own G/(G - 1) (Cameron,
 * Gelbach and Miller 2011). Student's t with N - 2 degrees of freedom, N the rows of the matched data. Source: Ho, Imai, King
 * and Stuart 2007; Abadie and Spiess 2022 for the clustering.
 */
public final class MatchedDifference {

    private MatchedDifference() {}

    /**
     * Computes.
     *
     * @param outcome one per row of the data
     * @param matches of one unit at least
     * @param focalIsTreated whether the focal units are the treated
     * @param again whether a partner may stand in several sets
     */
    public static Effect of(double[] outcome, Matches matches, boolean focalIsTreated, boolean again) {
        int sets = matches.units();
        double focalSum = 0;
        double partnerSum = 0;
        for (int s = 0; s < sets; s++) {
            focalSum += outcome[matches.focal(s)];
            for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                partnerSum += matches.share(pair) * outcome[matches.partner(pair)];
            }
        }
        double focalMean = focalSum / sets;
        double partnerMean = partnerSum / sets;
        double[] byUnit = new double[again ? outcome.length : 0];
        double bySet = 0;
        double byRow = 0;
        for (int s = 0; s < sets; s++) {
            double own = (outcome[matches.focal(s)] - focalMean) / sets;
            double sum = own;
            byRow += own * own;
            if (again) {
                byUnit[matches.focal(s)] += own;
            }
            for (int pair = matches.start(s); pair < matches.start(s + 1); pair++) {
                int partner = matches.partner(pair);
                double influence = matches.share(pair) * (outcome[partner] - partnerMean) / sets;
                sum -= influence;
                byRow += influence * influence;
                if (again) {
                    byUnit[partner] -= influence;
                }
            }
            bySet += sum * sum;
        }
        double n = sets + (double) matches.pairs();
        double variance = bySet * sets / (sets - 1.0);
        if (again) {
            double units = 0;
            double squares = 0;
            double[] weights = matches.weights();
            for (int row = 0; row < byUnit.length; row++) {
                squares += byUnit[row] * byUnit[row];
                units += weights[row] > 0 ? 1 : 0;
            }
            variance += squares * units / (units - 1) - byRow * n / (n - 1);
        }
        double error = Math.sqrt(variance * (n - 1) / (n - 2));
        double sign = focalIsTreated ? 1 : -1;
        return new Effect(
                sign * (focalMean - partnerMean),
                error,
                focalIsTreated ? focalMean : partnerMean,
                focalIsTreated ? partnerMean : focalMean,
                n - 2);
    }
}
