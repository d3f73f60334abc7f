package io.assay.model.explanation;

import io.assay.model.scoring.Arithmetic;
import io.assay.model.scoring.Tree;
import java.util.Arrays;

/**
 * The Shapley values of one tree, path-dependent: a feature that is not known sends a row both ways, in the shares of the
 * training rows that went there (Lundberg, Erion and Lee 2018, "Consistent individualized feature attribution for tree
 * ensembles", algorithm 2).
 *
 * <p>Of a leaf with value v and d different features on the way to it, feature j's value is v (o_j - z_j) times
 * {@code sum over sets S of the others of |S|! (d-|S|-1)! / d! prod_(i in S) o_i prod_(i not in S) z_i}, where o_i is 1 if
 * the row's own feature i leads to it, else 0, and z_i the share that goes there when i is not known. With
 * {@code k! (d-k-1)! / d! = integral from 0 to 1 of t^k (1-t)^(d-k-1) dt} the sum over sets becomes
 * {@code integral of prod_(i != j) (t o_i + (1-t) z_i) dt}: a polynomial of degree d - 1, and d/2 points of Gauss and
 * Legendre integrate it without error, whatever d is of other leaves. So what all leaves below an edge have in common is
 * added up once: down the tree a product for each point, up the tree sums of them, and time grows with the nodes and not,
 * as there, with leaves times depth squared.
 */
final class ShapTree {

    private final int nodes;
    private final int[] feature;
    private final double[] value;
    private final int[] right;
    private final boolean[] missingLeft;
    private final int[] parent;
    /** The nearest edge above that splits on the same feature, by the node that it leads to; 0 where there is none. */
    private final int[] above;

    private final int points;
    /** For each edge and point what the product is multiplied by: by the way that its own feature takes, and another. */
    private final double[] along;

    private final double[] aside;
    /** The same where the edge above was not taken already. */
    private final double[] share;
    /** For each edge and point the weight over the edge's factor, times o - z, of an edge that is taken. */
    private final double[] gain;
    /** The same of one that is not: it depends on the point alone. */
    private final double[] loss;

    private final double mean;

    ShapTree(Tree tree, Arithmetic arithmetic) {
        nodes = tree.nodes();
        feature = tree.feature();
        right = tree.right();
        value = Arrays.stream(tree.value()).map(arithmetic::round).toArray();
        missingLeft = new boolean[nodes];
        parent = new int[nodes];
        above = new int[nodes];
        share = new double[nodes];
        double[] shares = new double[nodes];
        int[] different = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            missingLeft[node] = tree.missingLeft()[node] == 1;
            if (feature[node] != Tree.LEAF) {
                enter(node + 1, node, tree, shares, different);
                enter(right[node], node, tree, shares, different);
            }
        }
        var rule = new GaussLegendre(Math.max(1, (Arrays.stream(different).max().orElse(0) + 1) / 2));
        points = rule.points().length;
        along = new double[nodes * points];
        aside = new double[nodes * points];
        gain = new double[nodes * points];
        loss = new double[points];
        Arrays.setAll(loss, point -> -rule.weights()[point] / (1 - rule.points()[point]));
        for (int node = 1; node < nodes; node++) {
            fill(node, shares, rule);
        }
        mean = meansBelow()[0];
    }

    private void enter(int node, int from, Tree tree, double[] shares, int[] different) {
        parent[node] = from;
        double whole = tree.cover()[from];
        // Where no training row came nothing is known of shares.
        share[node] = whole > 0 ? tree.cover()[node] / whole : 0.5;
        int edge = from;
        while (edge > 0 && feature[parent[edge]] != feature[from]) {
            edge = parent[edge];
        }
        above[node] = edge;
        shares[node] = edge > 0 ? shares[edge] * share[node] : share[node];
        different[node] = different[from] + (edge > 0 ? 0 : 1);
    }

    private void fill(int node, double[] shares, GaussLegendre rule) {
        for (int point = 0; point < points; point++) {
            double t = rule.points()[point];
            double known = t + (1 - t) * shares[node];
            double unknown = (1 - t) * shares[node];
            double before = above[node] > 0 ? t + (1 - t) * shares[above[node]] : 1;
            along[node * points + point] = known / before;
            aside[node * points + point] = unknown / before;
            gain[node * points + point] = rule.weights()[point] * (1 - shares[node]) / known;
        }
    }

    private double[] meansBelow() {
        double[] means = new double[nodes];
        for (int node = nodes - 1; node >= 0; node--) {
            means[node] = feature[node] == Tree.LEAF
                    ? value[node]
                    : share[node + 1] * means[node + 1] + share[right[node]] * means[right[node]];
        }
        return means;
    }

    /** What it says of a row of which nothing is known. */
    double mean() {
        return mean;
    }

    int points() {
        return points;
    }

    int nodes() {
        return nodes;
    }

    /** Room for the numbers of one row. */
    static final class Scratch {

        private double[] products = new double[0];
        private double[] sums = new double[0];
        private boolean[] taken = new boolean[0];

        private void reserve(int nodes, int points) {
            if (products.length < nodes * points) {
                products = new double[nodes * points];
                sums = new double[nodes * points];
            }
            if (taken.length < nodes) {
                taken = new boolean[nodes];
            }
        }
    }

    /**
     * Adds the values of a row's features.
     *
     * @param rows numbers as the tree compares them, the row's own from {@code offset} on
     * @param phi where the values are added, those of the row from {@code offset} on
     */
    void add(double[] rows, int offset, Scratch scratch, double[] phi) {
        scratch.reserve(nodes, points);
        down(rows, offset, scratch.products, scratch.taken);
        up(offset, scratch, phi);
    }

    private void down(double[] rows, int offset, double[] products, boolean[] taken) {
        Arrays.fill(products, 0, points, 1);
        for (int node = 0; node < nodes; node++) {
            int split = feature[node];
            if (split != Tree.LEAF) {
                double number = rows[offset + split];
                boolean left = number < value[node] || (missingLeft[node] && Double.isNaN(number));
                follow(node + 1, node, left, products, taken);
                follow(right[node], node, !left, products, taken);
            }
        }
    }

    private void follow(int node, int from, boolean chosen, double[] products, boolean[] taken) {
        int to = node * points;
        int of = from * points;
        int edge = above[node];
        if (edge > 0 && !taken[edge]) {
            taken[node] = false;
            double part = share[node];
            for (int point = 0; point < points; point++) {
                products[to + point] = products[of + point] * part;
            }
            return;
        }
        taken[node] = chosen;
        double[] factors = chosen ? along : aside;
        for (int point = 0; point < points; point++) {
            products[to + point] = products[of + point] * factors[to + point];
        }
    }

    private void up(int offset, Scratch scratch, double[] phi) {
        double[] sums = scratch.sums;
        Arrays.fill(sums, 0, nodes * points, 0);
        for (int node = nodes - 1; node > 0; node--) {
            int at = node * points;
            if (feature[node] == Tree.LEAF) {
                for (int point = 0; point < points; point++) {
                    sums[at + point] = value[node] * scratch.products[at + point];
                }
            }
            int to = parent[node] * points;
            for (int point = 0; point < points; point++) {
                sums[to + point] += sums[at + point];
            }
            double said = valueOf(node, sums, at, scratch.taken);
            int edge = above[node];
            // The edge above counts the leaves below this one as if there were none between.
            phi[offset + feature[parent[node]]] += edge > 0 ? said - valueOf(edge, sums, at, scratch.taken) : said;
        }
    }

    private double valueOf(int edge, double[] sums, int at, boolean[] taken) {
        double said = 0;
        if (taken[edge]) {
            for (int point = 0; point < points; point++) {
                said += gain[edge * points + point] * sums[at + point];
            }
        } else {
            for (int point = 0; point < points; point++) {
                said += loss[point] * sums[at + point];
            }
        }
        return said;
    }
}
