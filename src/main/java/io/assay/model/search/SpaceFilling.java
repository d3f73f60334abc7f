package io.assay.model.search;

import io.assay.statistics.split.NumpyRandom;

/**
 * Points that fill a cube evenly however many of them are taken: the additive recurrence x_i = frac(s + i (φ⁻¹, φ⁻², …)), φ
 * the positive root of x^(d+1) = x + 1, from a random start. Source: Roberts (2018), "The unreasonable effectiveness of
 * quasirandom sequences", after Kronecker.
 */
final class SpaceFilling {

    private static final int ROUNDS = 100;

    private final double[] start;
    private final double[] step;

    SpaceFilling(int dimensions, long seed) {
        this.start = new double[dimensions];
        this.step = new double[dimensions];
        double phi = 2;
        for (int i = 0; i < ROUNDS; i++) {
            phi = Math.pow(1 + phi, 1.0 / (dimensions + 1));
        }
        NumpyRandom random = new NumpyRandom(seed);
        for (int d = 0; d < dimensions; d++) {
            start[d] = random.nextDouble();
            step[d] = Math.pow(phi, -(d + 1.0));
        }
    }

    /** The i-th point, each coordinate from 0 to 1. */
    double[] point(int i) {
        double[] point = new double[start.length];
        for (int d = 0; d < point.length; d++) {
            double place = start[d] + i * step[d];
            point[d] = place - Math.floor(place);
        }
        return point;
    }
}
