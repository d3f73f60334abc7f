package io.assay.statistics.did;

import io.assay.statistics.distribution.Normal;
import io.assay.statistics.distribution.StudentT;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The critical value c of simultaneous intervals, estimate ± c standard errors: P(max |Z_a| ≤ c) = 1 - α for the joint
 * normal distribution of the estimates, or their joint t. No seed: the points are always the same.
 *
 * <p>With Z = L s r, s a direction uniform on the sphere and r² ~ χ²_d, d the rank, P(max |Z_a| &gt; c) = E P(χ²_d &gt; (c /
 * max |L s|)²): the radius is integrated exactly, of joint t with F in the place of chi-square. Directions are drawn as those of Z are when a |Z_a| exceeds c, each a as
 * often, and weighted by what that favours: 2 n Φ(-c) / Σ_a P(χ²_d &gt; (c / |L_a s|)²). Their points are Richtmyer's, of
 * low discrepancy. Off by less than 0.002 for up to some forty estimates; exact for one. Source: Montiel Olea and
 * Plagborg-Møller, Journal of Applied Econometrics 34 (2019), 1-17 (bands); Genz and Bretz, "Computation of multivariate
 * normal and t probabilities" (2009), section 4.1 (radius), Adler, Blanchet and Liu, Annals of Applied Probability 22
 * (2012), 1167-1214 (rare directions).
 */
public final class SupT {

    private static final int LEAST_POINTS = 4096;
    private static final int MOST_POINTS = 16_384;
    private static final int WORK = 1 << 21;
    private static final double RANK = 1e-10;

    /** Pivots that differ by less are equal but for rounding: the first is taken, so that the same estimates have the same root. */
    private static final double TIE = 1e-9;

    private static final double NEGLIGIBLE = 16;
    private static final int MOST_STEPS = 100;
    private static final int SHARE = 1024;

    private SupT() {}

    /** The critical value for combinations of what has this covariance; those without variance do not count. */
    public static double criticalValue(
            List<LinearEffect> effects, double[][] covariance, double degreesOfFreedom, double alpha) {
        List<LinearEffect> unsure =
                effects.stream().filter(effect -> !effect.isReference()).toList();
        double[][] joint = new double[unsure.size()][unsure.size()];
        double[][] turned = new double[unsure.size()][];
        for (int a = 0; a < joint.length; a++) {
            turned[a] = Small.times(covariance, unsure.get(a).weights());
            for (int b = 0; b <= a; b++) {
                joint[a][b] = Small.dot(turned[a], unsure.get(b).weights());
                joint[b][a] = joint[a][b];
            }
        }
        return criticalValue(joint, degreesOfFreedom, alpha);
    }

    /**
     * The critical value.
     *
     * @param covariance of the estimates; rank-deficient ones are fine, zeros on the diagonal do not count
     * @param degreesOfFreedom of the errors, above 0; infinite where they are taken for known
     * @param alpha strictly between 0 and 1
     */
    public static double criticalValue(double[][] covariance, double degreesOfFreedom, double alpha) {
        double[][] root = root(covariance);
        if (root.length == 0 || root[0].length <= 1) {
            return quantile(alpha / 2, degreesOfFreedom);
        }
        double low = quantile(alpha / 2, degreesOfFreedom);
        double high = quantile(alpha / 2 / root.length, degreesOfFreedom);
        // An odd rank gets a dimension that nothing loads on: of even degrees a chi-square tail is a polynomial.
        int pairs = (root[0].length + 1) / 2;
        // Where the points are drawn is near where they are used, and of no matter to what they tend to.
        double[][] points = points(
                root,
                Radius.of(pairs, Double.POSITIVE_INFINITY),
                (Normal.upperQuantile(alpha / 2) + 3 * Normal.upperQuantile(alpha / 2 / root.length)) / 4);
        Radius radius = Radius.of(pairs, degreesOfFreedom);
        double c = high;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] sums = sums(points, radius, c);
            double tail = sums[0];
            double density = sums[1];
            double excess = Math.log(tail / points[0].length) - Math.log(alpha);
            if (excess > 0) {
                low = c;
            } else {
                high = c;
            }
            double next = c + excess * tail / density;
            if (Math.abs(next - c) < 1e-9) {
                return next;
            }
            c = next > low && next < high ? next : (low + high) / 2;
        }
        return c;
    }

    /** Over the points, of P(max |Z_a| &gt; c) and what it falls by. The shares of threads do not depend on how many there are. */
    private static double[] sums(double[][] points, Radius radius, double c) {
        List<double[]> parts = shares(points[0].length, (from, to) -> {
            double[] sums = new double[2];
            double[] both = new double[2];
            for (int i = from; i < to; i++) {
                double ratio = c / points[0][i];
                double half = ratio * ratio / 2;
                both[0] = 0;
                both[1] = 0;
                radius.add(half, points[1][i], both);
                sums[0] += both[0];
                sums[1] += both[1] * 2 * half / c;
            }
            return sums;
        });
        double[] sums = new double[2];
        for (double[] part : parts) {
            sums[0] += part[0];
            sums[1] += part[1];
        }
        return sums;
    }

    /** What is done with points one after another. */
    private interface Share<R> {
        R of(int from, int to);
    }

    private static <R> List<R> shares(int count, Share<R> share) {
        return IntStream.range(0, (count + SHARE - 1) / SHARE)
                .parallel()
                .mapToObj(part -> share.of(part * SHARE, Math.min(count, (part + 1) * SHARE)))
                .toList();
    }

    private static double quantile(double tail, double degreesOfFreedom) {
        return Double.isInfinite(degreesOfFreedom)
                ? Normal.upperQuantile(tail)
                : StudentT.upperQuantile(tail, degreesOfFreedom);
    }

    /** Of directions, the largest |L s| and the weight of the direction. */
    private static double[][] points(double[][] root, Radius radius, double c) {
        int n = root.length;
        int rank = root[0].length;
        double[] step = steps(radius.dimensions() + 1);
        double tail = Normal.survival(c);
        int count = Math.clamp(WORK / ((long) n * rank), LEAST_POINTS, MOST_POINTS);
        double[][] points = new double[2][count];
        shares(count, (from, to) -> {
            double[] z = new double[rank];
            double[] along = new double[n];
            for (int point = from; point < to; point++) {
                double square = direction(root[point % n], step, point, tail, z, radius.dimensions());
                double length = Math.sqrt(square);
                double farthest = 0;
                for (int a = 0; a < n; a++) {
                    along[a] = Math.abs(Small.dot(root[a], z)) / length;
                    farthest = Math.max(farthest, along[a]);
                }
                points[0][point] = farthest;
                points[1][point] = 2 * n * tail / chances(along, c, c / farthest * (c / farthest) / 2, radius);
            }
            return to;
        });
        return points;
    }

    /** Fills in a normal vector that goes beyond the critical value along the chosen one; its squared length. */
    private static double direction(
            double[] chosen, double[] step, int point, double tail, double[] z, int dimensions) {
        int rank = z.length;
        for (int k = 0; k < rank; k++) {
            z[k] = Quantile.normal(inside(fraction((point + 0.5) * step[k + 1])));
        }
        double far = -Quantile.normal(fraction((point + 0.5) * step[0]) * tail) - Small.dot(chosen, z);
        for (int k = 0; k < rank; k++) {
            z[k] += far * chosen[k];
        }
        double square = Small.dot(z, z);
        if (dimensions > rank) {
            double idle = Quantile.normal(inside(fraction((point + 0.5) * step[rank + 1])));
            square += idle * idle;
        }
        return square;
    }

    private static double chances(double[] along, double c, double nearest, Radius radius) {
        double[] sums = new double[2];
        for (double reach : along) {
            double half = c / reach * (c / reach) / 2;
            // What is so much less likely than the largest changes no digit.
            if (half < nearest + NEGLIGIBLE) {
                radius.add(half, 1, sums);
            }
        }
        return sums[0];
    }

    private static double inside(double u) {
        return Math.clamp(u, 1e-16, 1 - 1e-16);
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }

    /** Square roots of the primes. */
    private static double[] steps(int count) {
        double[] steps = new double[count];
        int found = 0;
        for (int candidate = 2; found < count; candidate++) {
            boolean prime = true;
            for (int divisor = 2; divisor * divisor <= candidate && prime; divisor++) {
                prime = candidate % divisor != 0;
            }
            if (prime) {
                steps[found++] = Math.sqrt(candidate);
            }
        }
        return steps;
    }

    /** L with L L' the correlation, by Cholesky with the largest variance left first; as many columns as the rank. */
    private static double[][] root(double[][] covariance) {
        int n = 0;
        int[] kept = new int[covariance.length];
        for (int i = 0; i < covariance.length; i++) {
            if (covariance[i][i] > 0) {
                kept[n++] = i;
            }
        }
        double[][] left = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                left[i][j] = covariance[kept[i]][kept[j]]
                        / Math.sqrt(covariance[kept[i]][kept[i]])
                        / Math.sqrt(covariance[kept[j]][kept[j]]);
            }
        }
        double[][] root = new double[n][n];
        int rank = 0;
        while (rank < n) {
            int pivot = 0;
            for (int i = 1; i < n; i++) {
                if (left[i][i] > left[pivot][pivot] + TIE) {
                    pivot = i;
                }
            }
            if (left[pivot][pivot] <= RANK) {
                break;
            }
            double scale = Math.sqrt(left[pivot][pivot]);
            for (int i = 0; i < n; i++) {
                root[i][rank] = left[i][pivot] / scale;
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    left[i][j] -= root[i][rank] * root[j][rank];
                }
            }
            rank++;
        }
        for (int i = 0; i < n; i++) {
            root[i] = Arrays.copyOf(root[i], rank);
        }
        return root;
    }
}
