package io.assay.feature.transform;

/**
 * Count, sum, extremes and squared deviations of values that came one by one or in groups. Two are joined and nothing is
 * ever taken away again, so that a large value leaves no rounding behind when its window has passed.
 *
 * <p>Sums carry a second double with what rounding lost (Knuth's two-sum); deviations are joined by Chan, Golub and
 * LeVeque, "Algorithms for computing the sample variance" (1983), equation 1.5.
 */
final class Aggregate {

    private int count;
    private double sum;
    private double lost;
    private double min;
    private double max;
    private double squares;

    void clear() {
        count = 0;
        sum = 0;
        lost = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        squares = 0;
    }

    /** NaN is missing and changes nothing. */
    void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (count > 0) {
            double delta = value - sum / count;
            squares += delta * delta * count / (count + 1.0);
        }
        join(1, value, 0, value, value);
    }

    void add(Aggregate other) {
        if (other.count == 0) {
            return;
        }
        if (count > 0) {
            double delta = other.sum / other.count - sum / count;
            squares += delta * delta * count * ((double) other.count / (count + (double) other.count));
        }
        squares += other.squares;
        join(other.count, other.sum, other.lost, other.min, other.max);
    }

    private void join(int otherCount, double otherSum, double otherLost, double otherMin, double otherMax) {
        double total = sum + otherSum;
        double part = total - sum;
        lost += otherLost + ((sum - (total - part)) + (otherSum - part));
        sum = total;
        count += otherCount;
        min = Math.min(min, otherMin);
        max = Math.max(max, otherMax);
    }

    int count() {
        return count;
    }

    double sum() {
        return sum + lost;
    }

    /** NaN without values, as are the extremes. */
    double mean() {
        return count == 0 ? Double.NaN : sum() / count;
    }

    double min() {
        return count == 0 ? Double.NaN : min;
    }

    double max() {
        return count == 0 ? Double.NaN : max;
    }

    /** With ddof 1; NaN for fewer than two values, exactly 0 where all are the same. */
    double deviation() {
        if (count < 2) {
            return Double.NaN;
        }
        return min == max ? 0 : Math.sqrt(squares / (count - 1));
    }
}
