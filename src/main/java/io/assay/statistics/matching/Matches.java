package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;

/**
 * Who is compared with whom: for each focal unit (the treated, where the effect on the treated is asked for) partners of the
 * other arm, each with a share of 1. Three arrays, no object for a unit.
 */
public final class Matches {

    /** Of columns with few values ties are as many as the product of the arms. */
    private static final int MOST_PAIRS = 20_000_000;

    private final int rows;
    private final int[] focal;
    private final int[] start;
    private final int[] partners;
    private final double[] shares;
    private final int tied;

    Matches(int rows, int[] focal, int[] start, int[] partners, double[] shares, int tied) {
        this.rows = rows;
        this.focal = focal;
        this.start = start;
        this.partners = partners;
        this.shares = shares;
        this.tied = tied;
    }

    /** Collects matches in the order in which focal units come. */
    static final class Builder {

        private final int rows;
        private int[] focal;
        private int[] start;
        private int[] partners;
        private double[] shares;
        private int units;
        private int pairs;
        private int tied;

        Builder(int rows, int expected) {
            this.rows = rows;
            focal = new int[Math.max(1, expected)];
            start = new int[Math.max(1, expected) + 1];
            partners = new int[Math.max(1, expected)];
            shares = new double[Math.max(1, expected)];
        }

        /**
         * A unit and its partners, the first {@code count} of those given, each with an equal share.
         *
         * @throws InvalidInputException where pairs are more than memory is for
         */
        void add(int unit, int[] found, int count, boolean hasTies) {
            if ((long) pairs + count > MOST_PAIRS) {
                throw new InvalidInputException(
                        "replacement",
                        ("makes more than %,d pairs, as partners that are equally near all share: match without it, in subclasses, "
                                        + "or with ties neighbor")
                                .formatted(MOST_PAIRS));
            }
            if (units == focal.length) {
                focal = Arrays.copyOf(focal, 2 * units);
                start = Arrays.copyOf(start, 2 * units + 1);
            }
            while (pairs + count > partners.length) {
                partners = Arrays.copyOf(partners, 2 * partners.length);
                shares = Arrays.copyOf(shares, partners.length);
            }
            focal[units] = unit;
            for (int i = 0; i < count; i++) {
                partners[pairs] = found[i];
                shares[pairs++] = 1.0 / count;
            }
            start[++units] = pairs;
            tied += hasTies ? 1 : 0;
        }

        Matches build() {
            return new Matches(
                    rows,
                    Arrays.copyOf(focal, units),
                    Arrays.copyOf(start, units + 1),
                    Arrays.copyOf(partners, pairs),
                    Arrays.copyOf(shares, pairs),
                    tied);
        }
    }

    /** How many rows the data have. */
    public int rows() {
        return rows;
    }

    /** How many focal units found a partner. */
    public int units() {
        return focal.length;
    }

    /** How many pairs of a focal unit and a partner there are. */
    public int pairs() {
        return partners.length;
    }

    /** How many focal units had more partners at the same distance than were asked for. */
    public int tied() {
        return tied;
    }

    public int focal(int unit) {
        return focal[unit];
    }

    /** Where the partners of a unit begin; they end where those of the next begin. */
    public int start(int unit) {
        return start[unit];
    }

    public int partner(int pair) {
        return partners[pair];
    }

    public double share(int pair) {
        return shares[pair];
    }

    /**
     * What each row counts: 1 for a matched focal unit, for a partner its shares, scaled so that those of the partners add up
     * to how many of them there are; 0 where unmatched.
     */
    public double[] weights() {
        double[] weights = new double[rows];
        for (int pair = 0; pair < partners.length; pair++) {
            weights[partners[pair]] += shares[pair];
        }
        double sum = 0;
        int used = 0;
        for (double weight : weights) {
            sum += weight;
            used += weight > 0 ? 1 : 0;
        }
        for (int row = 0; row < rows; row++) {
            weights[row] *= used / sum;
        }
        for (int unit : focal) {
            weights[unit] = 1;
        }
        return weights;
    }
}
