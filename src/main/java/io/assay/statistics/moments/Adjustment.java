package io.assay.statistics.moments;

import java.util.List;

/** What reduces the variance of a comparison. Covariates are measured before the experiment, so that no arm changes them. */
public sealed interface Adjustment {

    /** No adjustment; strata are joined. */
    record None() implements Adjustment {}

    /**
     * CUPED: value - θ·covariates (Deng, Xu, Kohavi, Walker 2013, "Improving the sensitivity of online controlled
     * experiments by utilizing pre-experiment data", WSDM); strata are joined.
     *
     * @param covariates at least one
     * @param slopes where θ comes from
     * @param liftGradient the variance of its relative effect
     */
    record Cuped(List<Quantity> covariates, Slopes slopes, LiftGradient liftGradient) implements Adjustment {

        public Cuped {
            covariates = List.copyOf(covariates);
        }

        /** As platforms do it for a mean or proportion: slopes over the arms joined, gradient on the raw means. */
        public static Cuped ofMean(List<Quantity> covariates) {
            return new Cuped(covariates, new Slopes.ArmsJoined(), LiftGradient.RAW_MEANS);
        }

        /** As platforms do it for a ratio: slopes within the arms, full gradient. */
        public static Cuped ofRatio(List<Quantity> covariates) {
            return new Cuped(covariates, new Slopes.WithinArms(), LiftGradient.ADJUSTED_MEANS);
        }
    }

    /**
     * Post-stratification: strata weighted by their share of both arms together (Miratrix, Sekhon, Yu 2013, "Adjusting
     * treatment effect estimates by post-stratification in randomized experiments", JRSS B 75, 369-396).
     *
     * @param covariates for a regression within each stratum on top; may be empty
     * @param residuals of that regression
     */
    record PostStratification(List<Quantity> covariates, Residuals residuals) implements Adjustment {

        public PostStratification {
            covariates = List.copyOf(covariates);
        }

        /** As platforms do it: ordinary least squares, whose residuals have one variance. */
        public PostStratification(List<Quantity> covariates) {
            this(covariates, Residuals.ONE_VARIANCE);
        }
    }

    /** The variance of what a regression within a stratum leaves unexplained. */
    enum Residuals {
        /** The same in both arms. Where it is not, and the arms are of different size, the level is wrong whatever n is. */
        ONE_VARIANCE,
        /** Each arm its own, as in Welch's test. */
        BY_ARM
    }

    /** Where the slopes θ of CUPED come from. */
    sealed interface Slopes {

        /** Regression over the units of both arms together, around their joint means. */
        record ArmsJoined() implements Slopes {}

        /** The arms' sample covariances, each around its own means (and with its own gradient), summed over the arms. */
        record WithinArms() implements Slopes {}

        /**
         * Given beforehand.
         *
         * @param values one a covariate
         */
        record Fixed(List<Double> values) implements Slopes {

            public Fixed {
                values = List.copyOf(values);
            }
        }
    }

    /**
     * The derivative of the relative effect Δ'/Y_a in the control mean Y_a, Δ' = Δ - θ(X_b - X_a). The two differ by what
     * the covariate means of the arms differ by chance.
     */
    enum LiftGradient {
        /** -Y_b/Y_a², the arms' covariate means taken as equal. */
        RAW_MEANS,
        /** -(Y_a + Δ')/Y_a², exact. */
        ADJUSTED_MEANS
    }
}
