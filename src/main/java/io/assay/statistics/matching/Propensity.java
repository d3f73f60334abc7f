package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.distribution.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * The probability of being treated given covariates: logistic or probit regression by maximum likelihood.
 *
 * <p>p = 1/(1 + exp(-η)) or Φ(η) with η = a + b'x; Newton's method with halved steps on standardised columns, to the point where a step moves
 * nothing. The covariance is the inverse information at the solution. A column that is constant or a combination of those
 * before it is left out and named. Where covariates tell treated from untreated without error (Albert and Anderson 1984)
 * there is no maximum: {@link #separating()} names the columns whose coefficients grow without end.
 */
public final class Propensity {

    public static final String INTERCEPT = "(Intercept)";

    /** What makes a probability of a + b'x. */
    public enum Link {
        LOGIT,
        PROBIT
    }

    private final Link link;
    private final boolean[] treated;
    private final Covariates used;
    private final List<String> dropped;
    private final List<String> separating;
    private final double[] coefficients;
    private final double[][] covariance;
    private final double[] scores;
    private final double[] predictors;
    private final double logLikelihood;
    private final int iterations;

    private Propensity(Covariates used, boolean[] treated, Link link, PropensityNewton newton, List<String> dropped) {
        this.link = link;
        this.treated = treated;
        this.used = used;
        this.dropped = dropped;
        this.separating = newton.separating();
        this.coefficients = newton.coefficients();
        this.covariance = newton.covariance();
        this.predictors = newton.predictors();
        this.scores = newton.scores();
        this.logLikelihood = newton.logLikelihood();
        this.iterations = newton.steps();
    }

    /**
     * Fits.
     *
     * @param covariates at least none: without any everybody has the same score
     * @param treated one per row, some true and some false
     * @throws InvalidInputException where all or none are treated
     */
    public static Propensity fit(Covariates covariates, boolean[] treated) {
        return fit(covariates, treated, Link.LOGIT);
    }

    /** The same with another link. */
    public static Propensity fit(Covariates covariates, boolean[] treated, Link link) {
        int n1 = 0;
        for (boolean one : treated) {
            n1 += one ? 1 : 0;
        }
        if (n1 == 0 || n1 == treated.length) {
            throw new InvalidInputException("treatment_col", "must have both treated and untreated rows");
        }
        Covariates used = covariates.independent();
        List<String> dropped = new ArrayList<>(covariates.names());
        dropped.removeAll(used.names());
        PropensityNewton newton = new PropensityNewton(used, treated, n1, link);
        newton.run();
        return new Propensity(used, treated, link, newton, List.copyOf(dropped));
    }

    /** {@link #INTERCEPT}, then the columns that are in the model. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(INTERCEPT);
        names.addAll(used.names());
        return names;
    }

    /** The columns that are in the model. */
    public Covariates used() {
        return used;
    }

    /** Columns left out, being constant or combinations of others. */
    public List<String> dropped() {
        return dropped;
    }

    /** Columns that separate treated from untreated; empty where there is a maximum. */
    public List<String> separating() {
        return separating;
    }

    public double coefficient(int k) {
        return coefficients[k];
    }

    public double standardError(int k) {
        return Math.sqrt(covariance[k][k]);
    }

    public double covariance(int j, int k) {
        return covariance[j][k];
    }

    /** The probability of each row; by agreement never written to. */
    public double[] scores() {
        return scores;
    }

    /** η of each row, with the logistic link the log odds; by agreement never written to. */
    public double[] predictors() {
        return predictors;
    }

    /** dp/dη of a row. */
    double slope(int row) {
        return switch (link) {
            case LOGIT -> scores[row] * (1 - scores[row]);
            case PROBIT -> Normal.density(predictors[row]);
        };
    }

    /** The slope of the row's log likelihood by η. */
    double residual(int row) {
        return switch (link) {
            case LOGIT -> (treated[row] ? 1 : 0) - scores[row];
            case PROBIT -> (treated[row] ? 1 : -1) * Probit.hazard(treated[row] ? predictors[row] : -predictors[row]);
        };
    }

    /** Minus the curvature of the row's log likelihood by η. */
    double curvature(int row) {
        return switch (link) {
            case LOGIT -> scores[row] * (1 - scores[row]);
            case PROBIT -> {
                double eta = treated[row] ? predictors[row] : -predictors[row];
                double hazard = Probit.hazard(eta);
                yield hazard * (hazard + eta);
            }
        };
    }

    public double logLikelihood() {
        return logLikelihood;
    }

    public int iterations() {
        return iterations;
    }
}
