package io.assay.statistics.regression;

import io.assay.statistics.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A constant for each level of one or more columns, taken out of a regression before it is fitted (Frisch, Waugh and
 * Lovell): what is left of the outcome and the columns has the same coefficients and residuals.
 *
 * <p>One way, and two ways of which every pair of levels has exactly one row, have closed forms. Else the projections are
 * alternated, symmetrically, and accelerated by conjugate gradients (Gaure 2013; Correia 2017), until what is left has 14
 * digits.
 */
public final class FixedEffects {

    /** A column of which so little is left was made of the levels, and what is left is rounding. */
    private static final double ABSORBED = 1e-9;

    private final List<Clusters> ways;
    private final boolean balanced;
    private final int degrees;

    private FixedEffects(List<Clusters> ways) {
        this.ways = List.copyOf(ways);
        this.balanced = isBalanced(ways);
        this.degrees = degrees(ways, balanced);
    }

    /** Constants for the levels of each way. */
    public static FixedEffects of(List<Clusters> ways) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("no way of fixed effects");
        }
        return new FixedEffects(ways);
    }

    /**
     * Which rows to keep: a level with a single row explains it in full, and leaves it out once its own row is gone; that
     * may leave others single.
     */
    public static boolean[] withoutSingletons(List<Clusters> ways) {
        boolean[] keep = new boolean[ways.getFirst().rows()];
        Arrays.fill(keep, true);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Clusters way : ways) {
                int[] sizes = new int[way.count()];
                for (int i = 0; i < keep.length; i++) {
                    sizes[way.codes()[i]] += keep[i] ? 1 : 0;
                }
                for (int i = 0; i < keep.length; i++) {
                    if (keep[i] && sizes[way.codes()[i]] == 1) {
                        keep[i] = false;
                        changed = true;
                    }
                }
            }
        }
        return keep;
    }

    private static boolean isBalanced(List<Clusters> ways) {
        if (ways.size() != 2) {
            return ways.size() == 1;
        }
        Clusters first = ways.getFirst();
        Clusters second = ways.getLast();
        long pairs = (long) first.count() * second.count();
        if (pairs != first.rows()) {
            return false;
        }
        boolean[] seen = new boolean[(int) pairs];
        for (int i = 0; i < first.rows(); i++) {
            int pair = first.codes()[i] * second.count() + second.codes()[i];
            if (seen[pair]) {
                return false;
            }
            seen[pair] = true;
        }
        return true;
    }

    /**
     * The rank of all constants together. Exact for one way and for two, where each part of the levels that is connected
     * by rows has one constant too many; of more ways each further one is taken to share one constant with the others.
     */
    private static int degrees(List<Clusters> ways, boolean balanced) {
        int levels = ways.stream().mapToInt(Clusters::count).sum();
        if (ways.size() == 1) {
            return levels;
        }
        return ways.size() == 2 && !balanced
                ? levels - parts(ways.getFirst(), ways.getLast())
                : levels - (ways.size() - 1);
    }

    private static int parts(Clusters first, Clusters second) {
        int[] parent = IntStream.range(0, first.count() + second.count()).toArray();
        int parts = parent.length;
        for (int i = 0; i < first.rows(); i++) {
            int a = root(parent, first.codes()[i]);
            int b = root(parent, first.count() + second.codes()[i]);
            if (a != b) {
                parent[a] = b;
                parts--;
            }
        }
        return parts;
    }

    private static int root(int[] parent, int start) {
        int node = start;
        while (parent[node] != node) {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        return node;
    }

    /** The ways. */
    public List<Clusters> ways() {
        return ways;
    }

    /** How many parameters they are. */
    public int degrees() {
        return degrees;
    }

    /** Whether taking them out has a closed form; weights undo that of two ways. */
    boolean isClosed(double @Nullable [] weights) {
        return balanced && (ways.size() == 1 || weights == null);
    }

    /**
     * The regression without them.
     *
     * @throws InvalidInputException where the projections do not settle
     */
    public Design absorb(Design design) {
        int width = design.width();
        double[][] columns = new double[width + 1][];
        Demeaning demeaning = new Demeaning(this, design.weights());
        IntStream.rangeClosed(0, width)
                .parallel()
                .forEach(k -> columns[k] = left(demeaning, k < width ? design.column(k) : design.outcome(), k < width));
        double[] outcome = columns[width];
        return design.absorbed(Arrays.copyOf(columns, width), outcome, this);
    }

    private static double[] left(Demeaning demeaning, double[] column, boolean mayVanish) {
        double shift = column[0];
        double[] centred = new double[column.length];
        double mean = 0;
        for (int i = 0; i < column.length; i++) {
            centred[i] = column[i] - shift;
            mean += centred[i];
        }
        mean /= column.length;
        double before = 0;
        for (int i = 0; i < column.length; i++) {
            centred[i] -= mean;
            before += centred[i] * centred[i];
        }
        double[] left = demeaning.of(centred);
        double after = 0;
        for (double value : left) {
            after += value * value;
        }
        if (mayVanish && after <= ABSORBED * ABSORBED * before) {
            Arrays.fill(left, 0);
        }
        return left;
    }
}
