package io.assay.statistics.matching;

import java.util.Arrays;

/**
 * A k-d tree of some rows, in arrays: node i has the children 2i + 1 and 2i + 2, each of half its rows, and the box that holds
 * them. Rows can be removed.
 */
final class PointTree {

    private static final int LEAF = 12;
    private static final int NONE = -1;
    /** Sums of squares that are equal but for rounding are equal. */
    private static final double ROUNDING = 1e-12;

    /** Whether a row may be the partner of another at all. */
    @FunctionalInterface
    interface Filter {
        boolean allows(int row, int other);
    }

    private final double[] points;
    private final int width;
    private final int[] rows;
    private final int[] place;
    private final boolean[] gone;
    private final int levels;
    /** By node the least and then the greatest coordinates. */
    private final double[] boxes;

    private final int[] left;
    private int[] found = new int[16];
    private double[] nearest = new double[0];
    private int count;

    PointTree(double[] points, int width, int[] rows) {
        this.points = points;
        this.width = width;
        this.rows = rows.clone();
        int depth = 0;
        while ((rows.length >> depth) > LEAF) {
            depth++;
        }
        levels = depth;
        int nodes = (2 << depth) - 1;
        boxes = new double[nodes * 2 * width];
        left = new int[nodes];
        build(0, 0, this.rows.length, 0);
        place = new int[points.length / width];
        Arrays.fill(place, NONE);
        for (int i = 0; i < this.rows.length; i++) {
            place[this.rows[i]] = i;
        }
        gone = new boolean[rows.length];
    }

    private void build(int node, int from, int to, int depth) {
        left[node] = to - from;
        int box = node * 2 * width;
        Arrays.fill(boxes, box, box + width, Double.POSITIVE_INFINITY);
        Arrays.fill(boxes, box + width, box + 2 * width, Double.NEGATIVE_INFINITY);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < width; k++) {
                double value = points[rows[i] * width + k];
                boxes[box + k] = Math.min(boxes[box + k], value);
                boxes[box + width + k] = Math.max(boxes[box + width + k], value);
            }
        }
        if (depth == levels) {
            return;
        }
        int widest = 0;
        for (int k = 1; k < width; k++) {
            widest = extent(box, k) > extent(box, widest) ? k : widest;
        }
        int middle = (from + to) >>> 1;
        select(from, to - 1, middle, widest);
        build(2 * node + 1, from, middle, depth + 1);
        build(2 * node + 2, middle, to, depth + 1);
    }

    private double extent(int box, int k) {
        return boxes[box + width + k] - boxes[box + k];
    }

    /** Brings the row that belongs to a place there, smaller ones before it (Hoare's selection, the middle as pivot). */
    private void select(int from, int to, int wanted, int axis) {
        int low = from;
        int high = to;
        while (low < high) {
            double pivot = points[rows[(low + high) >>> 1] * width + axis];
            int i = low;
            int j = high;
            while (i <= j) {
                while (points[rows[i] * width + axis] < pivot) {
                    i++;
                }
                while (points[rows[j] * width + axis] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int row = rows[i];
                    rows[i++] = rows[j];
                    rows[j--] = row;
                }
            }
            if (wanted <= j) {
                high = j;
            } else if (wanted >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /** The nearest row that is left and allowed, of several the first; -1 where there is none. */
    int first(int row, Filter filter) {
        return nearest(row, 1, 0, filter) == 0 ? NONE : found[0];
    }

    /** Takes a row out. */
    void remove(int row) {
        int at = place[row];
        gone[at] = true;
        int node = 0;
        int from = 0;
        int to = rows.length;
        for (int depth = 0; depth <= levels; depth++) {
            left[node]--;
            int middle = (from + to) >>> 1;
            if (at < middle) {
                node = 2 * node + 1;
                to = middle;
            } else {
                node = 2 * node + 2;
                from = middle;
            }
        }
    }

    /**
     * Finds the nearest rows, and those whose squared distance is within the tolerance of the last one's; {@link #found} has
     * them in ascending order.
     */
    int nearest(int row, int ratio, double tolerance, Filter filter) {
        if (nearest.length != ratio) {
            nearest = new double[ratio];
        }
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        search(0, 0, rows.length, 0, row, filter);
        double last = nearest[ratio - 1];
        count = 0;
        collect(0, 0, rows.length, 0, row, filter, last + tolerance + ROUNDING * last);
        Arrays.sort(found, 0, count);
        return count;
    }

    int[] found() {
        return found;
    }

    private void search(int node, int from, int to, int depth, int row, Filter filter) {
        int last = nearest.length - 1;
        if (left[node] == 0 || toBox(node, row) >= nearest[last]) {
            return;
        }
        if (depth == levels) {
            for (int i = from; i < to; i++) {
                double distance = distance(row, rows[i]);
                if (distance < nearest[last] && !gone[i] && filter.allows(row, rows[i])) {
                    int at = last;
                    while (at > 0 && nearest[at - 1] > distance) {
                        nearest[at] = nearest[at - 1];
                        at--;
                    }
                    nearest[at] = distance;
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        if (toBox(2 * node + 1, row) <= toBox(2 * node + 2, row)) {
            search(2 * node + 1, from, middle, depth + 1, row, filter);
            search(2 * node + 2, middle, to, depth + 1, row, filter);
        } else {
            search(2 * node + 2, middle, to, depth + 1, row, filter);
            search(2 * node + 1, from, middle, depth + 1, row, filter);
        }
    }

    private void collect(int node, int from, int to, int depth, int row, Filter filter, double limit) {
        if (left[node] == 0 || toBox(node, row) > limit) {
            return;
        }
        if (depth == levels) {
            for (int i = from; i < to; i++) {
                if (!gone[i] && distance(row, rows[i]) <= limit && filter.allows(row, rows[i])) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, 2 * count);
                    }
                    found[count++] = rows[i];
                }
            }
            return;
        }
        int middle = (from + to) >>> 1;
        collect(2 * node + 1, from, middle, depth + 1, row, filter, limit);
        collect(2 * node + 2, middle, to, depth + 1, row, filter, limit);
    }

    private double distance(int a, int b) {
        double sum = 0;
        int i = a * width;
        int j = b * width;
        for (int k = 0; k < width; k++) {
            double difference = points[i + k] - points[j + k];
            sum += difference * difference;
        }
        return sum;
    }

    /** The squared distance of a row to the box of a node. */
    private double toBox(int node, int row) {
        double sum = 0;
        int box = node * 2 * width;
        int at = row * width;
        for (int k = 0; k < width; k++) {
            double value = points[at + k];
            double outside = Math.max(0, Math.max(boxes[box + k] - value, value - boxes[box + width + k]));
            sum += outside * outside;
        }
        return sum;
    }
}
