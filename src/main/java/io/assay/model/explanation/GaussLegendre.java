package io.assay.model.explanation;

/**
 * Points and weights by which an integral from 0 to 1 is a sum, exactly for every polynomial of a degree below twice their
 * number. The points are the roots of Legendre's polynomial, found by Newton's method (Abramowitz and Stegun 1964,
 * 25.4.29).
 */
final class GaussLegendre {

    private static final int STEPS = 100;

    private final double[] points;
    private final double[] weights;

    GaussLegendre(int count) {
        points = new double[count];
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            double change = 1;
            for (int step = 0; step < STEPS && Math.abs(change) > 1e-16; step++) {
                double before = 1;
                double value = x;
                for (int degree = 2; degree <= count; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
                    before = value;
                    value = next;
                }
                slope = count * (x * value - before) / (x * x - 1);
                change = value / slope;
                x -= change;
            }
            points[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }

    /** Nobody writes to it. */
    double[] points() {
        return points;
    }

    /** Nobody writes to it. */
    double[] weights() {
        return weights;
    }
}
