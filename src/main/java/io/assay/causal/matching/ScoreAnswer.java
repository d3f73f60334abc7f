package io.assay.causal.matching;

import io.assay.causal.Refused;
import io.assay.statistics.matching.Covariates;
import io.assay.statistics.matching.Propensity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The propensity score and the model that gives it.
 *
 * @param link logit or probit
 * @param coefficients the constant's first
 * @param logLikelihood at the maximum
 * @param iterations of Newton's method
 * @param meanTreated mean score of the treated
 * @param meanControl mean score of the untreated
 * @param scores of the complete rows in order, where they were asked for
 */
@Schema(name = "CausalPropensity")
record ScoreAnswer(
        String link,
        List<Term> coefficients,
        double logLikelihood,
        int iterations,
        double meanTreated,
        double meanControl,
        @Nullable List<Double> scores) {

    /** A coefficient on the scale of the link. */
    @Schema(name = "CausalPropensityTerm")
    record Term(String name, double estimate, double standardError) {}

    ScoreAnswer {
        coefficients = List.copyOf(coefficients);
    }

    /** Fits; refuses covariates that tell treated from untreated without error. */
    static Propensity fit(Covariates covariates, boolean[] treated, Propensity.Link link) {
        Propensity fit = Propensity.fit(covariates, treated, link);
        if (!fit.separating().isEmpty()) {
            throw Refused.at(
                    "/controls",
                    "tell treated from untreated rows without error, so that there is nobody to compare with: see "
                            + String.join(", ", fit.separating()));
        }
        return fit;
    }

    static ScoreAnswer of(Propensity fit, boolean[] treated, Propensity.Link link, boolean withScores) {
        List<Term> terms = new ArrayList<>();
        for (int k = 0; k < fit.names().size(); k++) {
            terms.add(new Term(fit.names().get(k), fit.coefficient(k), fit.standardError(k)));
        }
        double[] sums = new double[2];
        int[] n = new int[2];
        for (int i = 0; i < treated.length; i++) {
            sums[treated[i] ? 1 : 0] += fit.scores()[i];
            n[treated[i] ? 1 : 0]++;
        }
        return new ScoreAnswer(
                link.name().toLowerCase(Locale.ROOT),
                terms,
                fit.logLikelihood(),
                fit.iterations(),
                sums[1] / n[1],
                sums[0] / n[0],
                withScores ? Arrays.stream(fit.scores()).boxed().toList() : null);
    }
}
