package io.assay.statistics.bayes;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.Quadrature.Feature;

/** One arm's posterior on an axis that all arms share, as the integrals over several arms need it. */
interface Curve {

    double density(double x);

    double cumulative(double x);

    /** Where it changes: all but 1e-18 of the probability, and the width over which it is smooth. */
    Feature feature();

    /** A normal posterior on an axis whose zero is elsewhere. */
    record OfNormal(double mean, double standardDeviation) implements Curve {

        @Override
        public double density(double x) {
            return Normal.density((x - mean) / standardDeviation) / standardDeviation;
        }

        @Override
        public double cumulative(double x) {
            return Normal.cumulative((x - mean) / standardDeviation);
        }

        @Override
        public Feature feature() {
            return Feature.normal(mean, standardDeviation);
        }
    }
}
