package io.assay.validity.population;

import java.util.random.RandomGenerator;

/** Random variates by methods that share no code with the distributions of the product. */
public final class Variates {

    private static final double[] LOG_FACTORIALS = logFactorials(100_000);

    private Variates() {}

    private static double[] logFactorials(int largest) {
        double[] logs = new double[largest + 1];
        for (int k = 2; k <= largest; k++) {
            logs[k] = logs[k - 1] + Math.log(k);
        }
        return logs;
    }

    /** Of scale 1 (Marsaglia and Tsang 2000, "A simple method for generating gamma variables", ACM TOMS 26, 363-372). */
    public static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double root = 1 + c * z;
            if (root > 0) {
                double v = root * root * root;
                if (Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }

    public static double chiSquare(RandomGenerator random, double degreesOfFreedom) {
        return 2 * gamma(random, degreesOfFreedom / 2);
    }

    /** By inversion outwards from the mode; n is at most 100,000. */
    public static int binomial(RandomGenerator random, int n, double p) {
        if (n == 0 || p <= 0) {
            return 0;
        }
        if (p >= 1) {
            return n;
        }
        int mode = Math.min((int) ((n + 1) * p), n);
        double odds = p / (1 - p);
        double atMode = Math.exp(LOG_FACTORIALS[n]
                - LOG_FACTORIALS[mode]
                - LOG_FACTORIALS[n - mode]
                + mode * Math.log(p)
                + (n - mode) * Math.log1p(-p));
        double left = random.nextDouble() - atMode;
        double below = atMode;
        double above = atMode;
        for (int step = 1; left >= 0; step++) {
            int down = mode - step;
            int up = mode + step;
            if (down < 0 && up > n) {
                // what rounding left of the whole
                return mode;
            }
            if (down >= 0) {
                below *= (down + 1) / (odds * (n - down));
                left -= below;
                if (left < 0) {
                    return down;
                }
            }
            if (up <= n) {
                above *= odds * (n - up + 1) / up;
                left -= above;
                if (left < 0) {
                    return up;
                }
            }
        }
        return mode;
    }

    /** Counts of n units over cells whose probabilities add up to 1. */
    public static int[] multinomial(RandomGenerator random, int n, double[] probabilities) {
        int[] counts = new int[probabilities.length];
        int left = n;
        double probabilityLeft = 1;
        for (int cell = 0; cell < counts.length && left > 0; cell++) {
            boolean last = cell == counts.length - 1;
            counts[cell] = last ? left : binomial(random, left, Math.min(1, probabilities[cell] / probabilityLeft));
            left -= counts[cell];
            probabilityLeft -= probabilities[cell];
        }
        return counts;
    }
}
