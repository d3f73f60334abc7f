package io.assay.statistics.matching;

import io.assay.statistics.sample.Order;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Nearest neighbours on one number, such as the propensity score: scores are sorted once, and a partner is found beside the
 * place where a unit would stand. Without replacement the partners that are gone are skipped by paths that shorten as they are
 * walked (Tarjan 1975, union-find), so that all of it takes about as long as the sorting.
 */
public final class NearestScore {

    private static final int NONE = -1;

    private NearestScore() {}

    /** In which order focal units choose, where a partner is given away once. */
    public enum Sequence {
        LARGEST,
        SMALLEST,
        DATA
    }

    /**
     * Pairs.
     *
     * @param ratio how many partners a unit takes at most
     * @param replacement whether partners can be chosen again
     * @param caliper the greatest distance allowed, in units of the score; infinity for none
     * @param sequence who chooses first, without replacement
     * @param tieTolerance with replacement, by how much a squared distance may exceed that of the last partner taken and still
     *     count as equal; all of those share equally. Negative infinity: the unit takes those who stand beside it in the order
     *     of scores, equal scores in the order of rows, and no more. Without replacement the first row wins
     */
    public record Rule(int ratio, boolean replacement, double caliper, Sequence sequence, double tieTolerance) {}

    /**
     * Matches.
     *
     * @param score one per row, never NaN
     * @param focal which rows look for partners among the others
     * @param strata codes of which partners must be equal; null where none must
     */
    public static Matches match(double[] score, boolean[] focal, int @Nullable [] strata, Rule rule) {
        int[] order = byStratum(Order.ascending(score), strata);
        int[] seekers = new int[count(focal)];
        int[] others = new int[score.length - seekers.length];
        int[] place = new int[seekers.length];
        int s = 0;
        int o = 0;
        for (int row : order) {
            if (focal[row]) {
                place[s] = o;
                seekers[s++] = row;
            } else {
                others[o++] = row;
            }
        }
        Search search = new Search(score, strata, others, rule);
        return rule.replacement() ? search.again(seekers, place) : search.once(seekers, place, focal);
    }

    private static int count(boolean[] focal) {
        int count = 0;
        for (boolean one : focal) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** The order, stratum by stratum. */
    private static int[] byStratum(int[] order, int @Nullable [] strata) {
        if (strata == null) {
            return order;
        }
        int[] starts = new int[Arrays.stream(strata).max().orElse(0) + 2];
        for (int stratum : strata) {
            starts[stratum + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] sorted = new int[order.length];
        for (int row : order) {
            sorted[starts[strata[row]]++] = row;
        }
        return sorted;
    }

    /** The partners in ascending order of their score within strata, and which of them are still to be had. */
    private static final class Search {

        private final double[] score;
        private final int[] others;
        private final double[] values;
        /** For each place the first one in its stratum with the same score. */
        private final int[] firstOfEqual;

        private final int @Nullable [] strata;

        private final Rule rule;
        private final int rows;
        private int[] found;

        Search(double[] score, int @Nullable [] strata, int[] others, Rule rule) {
            this.score = score;
            this.others = others;
            this.rule = rule;
            this.strata = strata;
            rows = score.length;
            values = new double[others.length];
            firstOfEqual = new int[others.length];
            for (int i = 0; i < others.length; i++) {
                values[i] = score[others[i]];
                firstOfEqual[i] =
                        i > 0 && values[i - 1] == values[i] && sameStratum(i - 1, i) ? firstOfEqual[i - 1] : i;
            }
            found = new int[Math.max(8, rule.ratio())];
        }

        private boolean fits(int place, int row) {
            return place >= 0
                    && place < others.length
                    && (strata == null || strata[others[place]] == strata[row])
                    && Math.abs(values[place] - score[row]) <= rule.caliper();
        }

        private double distance(int place, int row) {
            return Math.abs(values[place] - score[row]);
        }

        /** With replacement: outwards from the unit's place until ratio are found, and those equally near with the last. */
        Matches again(int[] seekers, int[] place) {
            Matches.Builder builder = new Matches.Builder(rows, seekers.length);
            int[] at = places(seekers);
            for (int row = 0; row < rows; row++) {
                if (at[row] == NONE) {
                    continue;
                }
                int left = place[at[row]] - 1;
                int right = place[at[row]];
                int count = 0;
                double last = Double.POSITIVE_INFINITY;
                while (true) {
                    boolean hasLeft = fits(left, row);
                    boolean hasRight = fits(right, row);
                    if (!hasLeft && !hasRight) {
                        break;
                    }
                    boolean goLeft = hasLeft && (!hasRight || distance(left, row) <= distance(right, row));
                    int next = goLeft ? left-- : right++;
                    double distance = distance(next, row);
                    if (count >= rule.ratio() && distance * distance > last * last + rule.tieTolerance()) {
                        break;
                    }
                    if (count < rule.ratio()) {
                        last = distance;
                    }
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = others[next];
                }
                if (count > 0) {
                    Arrays.sort(found, 0, count);
                    builder.add(row, found, count, count > rule.ratio());
                }
            }
            return builder.build();
        }

        /** For each row its place among the seekers. */
        private int[] places(int[] seekers) {
            int[] at = new int[rows];
            Arrays.fill(at, NONE);
            for (int s = 0; s < seekers.length; s++) {
                at[seekers[s]] = s;
            }
            return at;
        }

        /** Without replacement: round after round everybody takes the nearest that is left. */
        Matches once(int[] seekers, int[] place, boolean[] focal) {
            int n = others.length;
            int[] right = new int[n + 1];
            int[] left = new int[n + 1];
            // Places are shifted by one on the left side, so that 0 is beyond the first.
            for (int i = 0; i <= n; i++) {
                right[i] = i;
                left[i] = i;
            }
            int[] taken = new int[Math.multiplyExact(seekers.length, rule.ratio())];
            int[] counts = new int[seekers.length];
            boolean[] ties = new boolean[seekers.length];
            int[] queue = queue(seekers, focal);
            for (int round = 0; round < rule.ratio(); round++) {
                for (int s : queue) {
                    int row = seekers[s];
                    int best = nearest(row, place[s], left, right, ties, s);
                    if (best != NONE) {
                        taken[s * rule.ratio() + counts[s]++] = others[best];
                        right[best] = best + 1;
                        left[best + 1] = best;
                    }
                }
            }
            int[] at = places(seekers);
            Matches.Builder builder = new Matches.Builder(rows, seekers.length);
            for (int row = 0; row < rows; row++) {
                int s = at[row];
                if (s != NONE && counts[s] > 0) {
                    System.arraycopy(taken, s * rule.ratio(), found, 0, counts[s]);
                    builder.add(row, found, counts[s], ties[s]);
                }
            }
            return builder.build();
        }

        /** The place of the nearest partner that is left; of several that are equally near the one whose row comes first. */
        private int nearest(int row, int at, int[] left, int[] right, boolean[] ties, int s) {
            int above = root(right, at);
            int below = root(left, at) - 1;
            boolean hasAbove = above < others.length && fits(above, row);
            boolean hasBelow = below >= 0 && fits(below, row);
            if (hasBelow) {
                // Of equal scores the first row stands lowest.
                int last = below;
                below = root(right, firstOfEqual[below]);
                ties[s] |= below != last;
            }
            if (!hasAbove || !hasBelow) {
                if (hasAbove) {
                    ties[s] |= hasEqualAbove(above, right);
                    return above;
                }
                return hasBelow ? below : NONE;
            }
            double up = distance(above, row);
            double down = distance(below, row);
            if (up == down) {
                ties[s] = true;
                return others[above] < others[below] ? above : below;
            }
            if (up < down) {
                ties[s] |= hasEqualAbove(above, right);
                return above;
            }
            return below;
        }

        private boolean hasEqualAbove(int place, int[] right) {
            int next = root(right, place + 1);
            return next < others.length && values[next] == values[place] && sameStratum(next, place);
        }

        private boolean sameStratum(int a, int b) {
            return strata == null || strata[others[a]] == strata[others[b]];
        }

        private static int root(int[] path, int from) {
            int at = from;
            while (path[at] != at) {
                path[at] = path[path[at]];
                at = path[at];
            }
            return at;
        }

        /** The places of seekers in the order in which they choose; of equal scores the first row first. */
        private int[] queue(int[] seekers, boolean[] focal) {
            double[] keys = new double[seekers.length];
            int[] position = new int[rows];
            for (int s = 0; s < seekers.length; s++) {
                position[seekers[s]] = s;
            }
            int[] byRow = new int[seekers.length];
            int i = 0;
            for (int row = 0; row < rows; row++) {
                if (focal[row]) {
                    byRow[i] = position[row];
                    keys[i++] = switch (rule.sequence()) {
                        case LARGEST -> -score[row];
                        case SMALLEST -> score[row];
                        case DATA -> 0;
                    };
                }
            }
            int[] order = Order.ascending(keys);
            for (int k = 0; k < order.length; k++) {
                order[k] = byRow[order[k]];
            }
            return order;
        }
    }
}
