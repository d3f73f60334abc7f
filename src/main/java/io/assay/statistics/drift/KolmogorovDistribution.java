package io.assay.statistics.drift;

import io.assay.statistics.distribution.Binomial;
import java.util.Arrays;

/**
 * The distribution of D(n) = sup |F(n) - F|, the distance of n values from their continuous distribution, by the method that
 * is exact or nearly so for each n and distance: Simard and L'Ecuyer, "Computing the two-sided Kolmogorov-Smirnov
 * distribution", Journal of Statistical Software 39 (2011), 11.
 */
final class KolmogorovDistribution {

    /** From n d² = 2.2 on the two one-sided events hardly ever happen at once. */
    private static final double APART = 2.2;

    private static final double APART_OF_FEW = 4;
    private static final int FEW = 140;
    private static final double MATRIX = 1.4;
    private static final double MANY = 100_000;
    private static final double NOTHING = 370;

    /** Where numbers of the matrix are brought back, a power of 2 so that no digit is lost. */
    private static final double LARGE = 0x1p450;

    private static final int LARGE_EXPONENT = 450;

    private KolmogorovDistribution() {}

    /**
     * P(D(n) ≥ d).
     *
     * @param d from 0 to 1
     * @param n whole, at least 1
     */
    static double survival(double d, double n) {
        double t = n * d;
        double square = t * d;
        if (t <= 0.5) {
            return 1;
        }
        if (d >= 1 || square >= NOTHING) {
            return 0;
        }
        if (t <= 1) {
            return 1 - allNear(n, t);
        }
        if (t >= n - 1) {
            return 2 * Math.pow(1 - d, n);
        }
        if (d >= 0.5 || square >= (n <= FEW ? APART_OF_FEW : APART)) {
            return Math.min(1, 2 * oneSided(d, n));
        }
        double cumulative =
                n <= FEW || (n <= MANY && n * Math.pow(d, 1.5) <= MATRIX) ? matrix(d, (int) n) : series(d, n);
        return Math.clamp(1 - cumulative, 0, 1);
    }

    /** Ruben and Gambino: n! (2d - 1/n)^n, where every value has a place of its own. */
    private static double allNear(double n, double t) {
        double log = 0;
        for (int i = 1; i <= n; i++) {
            log += Math.log(i / n * (2 * t - 1));
        }
        return Math.exp(log);
    }

    /**
     * P(D⁺(n) ≥ d) = d Σ C(n, j) (d + j/n)^(j - 1) (1 - d - j/n)^(n - j) over j ≤ n(1 - d), Smirnov's formula (Birnbaum and
     * Tingey 1951). Each term is a binomial probability divided by its d + j/n, and none is negative.
     */
    private static double oneSided(double d, double n) {
        double sum = 0;
        int last = (int) Math.floor(n * (1 - d));
        for (int j = 0; j <= last; j++) {
            double p = d + j / n;
            double q = Math.max(0, (n - j) / n - d);
            sum += Math.exp(Binomial.logProbability(j, n, p, q)) / p;
        }
        return d * sum;
    }

    /** Durbin's matrix (1968), powered as Marsaglia, Tsang and Wang do: Journal of Statistical Software 8 (2003), 18. */
    private static double matrix(double d, int n) {
        int k = (int) Math.ceil(n * d);
        double h = k - n * d;
        int size = 2 * k - 1;
        double[] transition = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                transition[i * size + j] = i - j + 1 < 0 ? 0 : 1;
            }
        }
        for (int i = 0; i < size; i++) {
            transition[i * size] -= Math.pow(h, i + 1);
            transition[(size - 1) * size + i] -= Math.pow(h, size - i);
        }
        transition[(size - 1) * size] += 2 * h - 1 > 0 ? Math.pow(2 * h - 1, size) : 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int g = 2; g <= i - j + 1; g++) {
                    transition[i * size + j] /= g;
                }
            }
        }
        Power power = Power.of(transition, size, n, k - 1);
        double value = power.matrix[(k - 1) * size + k - 1];
        int exponent = power.exponent;
        for (int i = 1; i <= n; i++) {
            value = value * i / n;
            if (value < 1 / LARGE) {
                value *= LARGE;
                exponent -= LARGE_EXPONENT;
            }
        }
        return Math.scalb(value, exponent);
    }

    /** A matrix times a power of 2. */
    private static final class Power {

        private final double[] matrix;
        private final int exponent;

        private Power(double[] matrix, int exponent) {
            this.matrix = matrix;
            this.exponent = exponent;
        }

        /** A power of a matrix, kept in range by the size of its middle. */
        static Power of(double[] base, int size, int n, int middle) {
            if (n == 1) {
                return new Power(base, 0);
            }
            Power half = of(base, size, n / 2, middle);
            double[] product = multiplied(half.matrix, half.matrix, size);
            int exponent = 2 * half.exponent;
            if (n % 2 == 1) {
                product = multiplied(base, product, size);
            }
            if (product[middle * size + middle] > LARGE) {
                for (int i = 0; i < product.length; i++) {
                    product[i] /= LARGE;
                }
                exponent += LARGE_EXPONENT;
            }
            return new Power(product, exponent);
        }

        private static double[] multiplied(double[] a, double[] b, int size) {
            double[] product = new double[size * size];
            for (int i = 0; i < size; i++) {
                for (int k = 0; k < size; k++) {
                    double factor = a[i * size + k];
                    for (int j = 0; j < size; j++) {
                        product[i * size + j] += factor * b[k * size + j];
                    }
                }
            }
            return product;
        }
    }

    /** Pelz and Good, "Approximating the lower tail-areas of the Kolmogorov-Smirnov one-sample statistic" (1976). */
    private static double series(double d, double n) {
        double z = d * Math.sqrt(n);
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double pi2 = Math.PI * Math.PI;
        double[] order = new double[4];
        for (int k = 0; ; k++) {
            double u = pi2 * (k + 0.5) * (k + 0.5);
            double near = Math.exp(-u / (2 * z2));
            double v = pi2 * k * k;
            double between = k == 0 ? 0 : Math.exp(-v / (2 * z2));
            if (near == 0 && between == 0) {
                break;
            }
            double[] before = order.clone();
            order[0] += near;
            order[1] += 2 * (u - z2) * near;
            order[2] += 2 * (6 * z6 + 2 * z4 + u * (2 * z4 - 5 * z2) + u * u * (1 - 2 * z2)) * near / 72
                    - 2 * v * z4 * between / 36;
            order[3] += 2
                            * (u * u * u * (5 - 30 * z2)
                                    + u * u * (-60 * z2 + 212 * z4)
                                    + u * (135 * z4 - 96 * z6)
                                    - 30 * z6
                                    - 90 * z4 * z4)
                            * near
                            / 6480
                    + 2 * (3 * v * z2 - v * v) * z4 * between / 216;
            if (k > 0 && Arrays.equals(before, order)) {
                break;
            }
        }
        double root = Math.sqrt(Math.PI / 2);
        return 2 * root / z * order[0]
                + root / (6 * z4) / Math.sqrt(n) * order[1]
                + root / (z6 * z) / n * order[2]
                + root / (z6 * z4) / (n * Math.sqrt(n)) * order[3];
    }
}
