package io.assay.statistics.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The triangular factor of a matrix by Householder reflections, in blocks of rows: each block is reflected into the
 * factor of those before it (Golub and Van Loan 2013, "Matrix computations", section 5.2), so that the matrix is read
 * once and never held. The last column is the outcome.
 */
final class Triangle {

    /** The sine of the angle between a column and those before it at which it is taken for their combination. */
    private static final double COLLINEAR = 1e-10;

    /** So many rows are summed rather than reflected. */
    private static final int MANY = 200_000;

    /** The share of a column's squares that those before it must leave for its products to do. */
    private static final double DISTINCT = 1e-3;

    private final Standardised rows;
    private final int size;
    private final double[][] factor;

    private Triangle(Standardised rows) {
        this.rows = rows;
        this.size = rows.width() + 1;
        this.factor = new double[size][size];
    }

    /**
     * The factor of the standardised columns and the outcome. Many rows of columns that are far from combinations of each
     * other have it from their products, which are summed four times as fast and lose three digits at most.
     */
    static Triangle of(Design design) {
        Triangle fast = design.rows() < MANY ? null : ofProducts(Standardised.near(design));
        return fast == null ? ofReflections(Standardised.of(design)) : fast;
    }

    /** Of what it is the factor. */
    Standardised rows() {
        return rows;
    }

    /** Cholesky's factor of the products; null where a column is near to a combination of those before it, or a number is none. */
    private static @Nullable Triangle ofProducts(Standardised rows) {
        int width = rows.width();
        int size = width + 1;
        double[] products = Kernel.sum(rows.design().rows(), (from, to) -> {
            Kernel.Products part = new Kernel.Products(size * (size + 1) / 2);
            double[][] block = new double[size][Kernel.BLOCK];
            for (int start = from; start < to; start += Kernel.BLOCK) {
                int end = Math.min(to, start + Kernel.BLOCK);
                for (int k = 0; k < width; k++) {
                    rows.load(k, start, end, block[k]);
                }
                rows.loadOutcome(start, end, block[width]);
                for (int j = 0; j < size; j++) {
                    for (int i = 0; i <= j; i++) {
                        part.add(j * (j + 1) / 2 + i, block[i], block[j], end - start);
                    }
                }
            }
            return part.totals();
        });
        Triangle triangle = new Triangle(rows);
        for (int j = 0; j < size; j++) {
            for (int i = 0; i <= j; i++) {
                double rest = products[j * (j + 1) / 2 + i];
                for (int k = 0; k < i; k++) {
                    rest -= triangle.factor[k][i] * triangle.factor[k][j];
                }
                if (i < j) {
                    triangle.factor[i][j] = rest / triangle.factor[i][i];
                } else if (j < width ? !(rest > DISTINCT * products[j * (j + 3) / 2]) : !Double.isFinite(rest)) {
                    return null;
                } else {
                    triangle.factor[j][j] = Math.sqrt(Math.max(0, rest));
                }
            }
        }
        return triangle;
    }

    private static Triangle ofReflections(Standardised rows) {
        int width = rows.width();
        List<Triangle> parts = Kernel.segments(rows.design().rows(), (from, to) -> {
            Triangle triangle = new Triangle(rows);
            double[][] block = new double[width + 1][Kernel.BLOCK];
            for (int start = from; start < to; start += Kernel.BLOCK) {
                int end = Math.min(to, start + Kernel.BLOCK);
                for (int k = 0; k < width; k++) {
                    rows.load(k, start, end, block[k]);
                }
                rows.loadOutcome(start, end, block[width]);
                triangle.reflect(block, end - start);
            }
            return triangle;
        });
        Triangle all = parts.getFirst();
        for (Triangle part : parts.subList(1, parts.size())) {
            all.reflect(part.columns(), part.size);
        }
        return all;
    }

    private double[][] columns() {
        double[][] columns = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i; j < size; j++) {
                columns[j][i] = factor[i][j];
            }
        }
        return columns;
    }

    /** Takes rows in, given by columns, which it destroys. */
    private void reflect(double[][] block, int rows) {
        for (int j = 0; j < size; j++) {
            double below = Kernel.dot(block[j], block[j], rows);
            if (below == 0) {
                continue;
            }
            double head = factor[j][j];
            double norm = Math.sqrt(head * head + below);
            double reflected = head > 0 ? -norm : norm;
            double lead = head - reflected;
            double half = (lead * lead + below) / 2;
            factor[j][j] = reflected;
            for (int l = j + 1; l < size; l++) {
                double share = (lead * factor[j][l] + Kernel.dot(block[j], block[l], rows)) / half;
                factor[j][l] -= share * lead;
                Kernel.add(block[l], -share, block[j], rows);
            }
        }
    }

    /** Columns that are no combination of those before them, their factor, and the outcome's coordinates. */
    Kept keep() {
        double[][] left = columns();
        int width = size - 1;
        List<Integer> kept = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            int rank = kept.size();
            double whole = Kernel.dot(left[j], left[j], size);
            double rest = 0;
            for (int i = rank; i < size; i++) {
                rest += left[j][i] * left[j][i];
            }
            if (rest > COLLINEAR * COLLINEAR * whole && rank < size) {
                reflectBelow(left, rank, j);
                kept.add(j);
            }
        }
        return new Kept(kept.stream().mapToInt(Integer::intValue).toArray(), left);
    }

    private void reflectBelow(double[][] left, int row, int column) {
        double below = 0;
        for (int i = row + 1; i < size; i++) {
            below += left[column][i] * left[column][i];
        }
        if (below == 0) {
            return;
        }
        double head = left[column][row];
        double norm = Math.sqrt(head * head + below);
        double reflected = head > 0 ? -norm : norm;
        double[] vector = left[column].clone();
        Arrays.fill(vector, 0, row, 0);
        vector[row] = head - reflected;
        double half = (vector[row] * vector[row] + below) / 2;
        for (int l = column; l < size; l++) {
            Kernel.add(left[l], -Kernel.dot(vector, left[l], size) / half, vector, size);
        }
        Arrays.fill(left[column], row + 1, size, 0);
    }

    /** The factor R of the columns that were kept, upper triangular. */
    static final class Kept {

        private final int[] terms;
        private final double[][] columns;
        private final double[] outcome;

        private Kept(int[] terms, double[][] left) {
            this.terms = terms;
            this.columns = Arrays.stream(terms).mapToObj(term -> left[term]).toArray(double[][]::new);
            this.outcome = left[left.length - 1];
        }

        /** Which terms were kept, ascending. */
        int[] terms() {
            return terms;
        }

        int rank() {
            return terms.length;
        }

        /** The outcome's coordinates, what the columns leave of it among them. */
        double[] outcome() {
            return outcome;
        }

        double at(int i, int j) {
            return columns[j][i];
        }

        /** |R x|². */
        double squares(double[] x) {
            double squares = 0;
            for (int i = 0; i < rank(); i++) {
                double sum = 0;
                for (int j = i; j < rank(); j++) {
                    sum += columns[j][i] * x[j];
                }
                squares += sum * sum;
            }
            return squares;
        }

        /** The coefficients R^-1 Q'y. */
        double[] solution() {
            return back(Arrays.copyOf(outcome, rank()));
        }

        /** R^-1 R^-T v of the first coordinates of v. */
        double[] normal(double[] v) {
            double[] x = Arrays.copyOf(v, rank());
            for (int j = 0; j < rank(); j++) {
                double sum = x[j];
                for (int i = 0; i < j; i++) {
                    sum -= columns[j][i] * x[i];
                }
                x[j] = sum / columns[j][j];
            }
            return back(x);
        }

        private double[] back(double[] x) {
            for (int j = rank() - 1; j >= 0; j--) {
                x[j] /= columns[j][j];
                for (int i = 0; i < j; i++) {
                    x[i] -= columns[j][i] * x[j];
                }
            }
            return x;
        }

        /** R^-1, row by row. */
        double[][] inverse() {
            double[][] inverse = new double[rank()][rank()];
            for (int j = 0; j < rank(); j++) {
                double[] unit = new double[rank()];
                unit[j] = 1;
                double[] column = back(unit);
                for (int i = 0; i < rank(); i++) {
                    inverse[i][j] = column[i];
                }
            }
            return inverse;
        }
    }
}
