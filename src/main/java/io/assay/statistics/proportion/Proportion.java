package io.assay.statistics.proportion;

import io.assay.statistics.InvalidInputException;

/**
 * Successes out of n independent units. Counts up to {@value #LARGEST_N}, so that every count, and the sum of two, is
 * an exact double. Counts outside their range are refused by {@link InvalidInputException}, which names {@code n} or
 * {@code successes}.
 *
 * @param successes units that converted, 0 to n
 * @param n units, 1 to {@value #LARGEST_N}
 */
public record Proportion(long successes, long n) {

    /** The largest n that is accepted. */
    public static final long LARGEST_N = 1_000_000_000_000_000L;

    public Proportion {
        if (n < 1 || n > LARGEST_N) {
            throw new InvalidInputException("n", "must lie between 1 and " + LARGEST_N);
        }
        if (successes < 0 || successes > n) {
            throw new InvalidInputException("successes", "must lie between 0 and n");
        }
    }

    /** Units that did not convert. */
    public long failures() {
        return n - successes;
    }

    /** p = successes / n. */
    public double rate() {
        return (double) successes / n;
    }

    /** 1 - p = failures / n, with all its digits where p is near 1. */
    public double failureRate() {
        return (double) failures() / n;
    }

    /** p (1 - p). */
    double variance() {
        return rate() * failureRate();
    }

    /** The same units, successes counted as failures and the other way round. */
    Proportion complement() {
        return new Proportion(failures(), n);
    }
}
