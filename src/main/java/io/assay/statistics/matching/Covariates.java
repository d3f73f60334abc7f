package io.assay.statistics.matching;

import io.assay.statistics.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns of numbers by which units are compared, with their means and standard deviations (divisor n - 1). The columns are
 * used where they are and never copied; nobody writes to them.
 */
public final class Covariates {

    /** A share of a column's variance that the others leave unexplained below which it is their combination. */
    private static final double COLLINEAR = 1e-10;

    /** Rows that are worked on at a time. */
    static final int BLOCK = 1024;

    private final List<String> names;
    private final double[][] columns;
    private final int rows;
    private final double[] means;
    private final double[] deviations;

    private Covariates(List<String> names, double[][] columns, int rows, double[] means, double[] deviations) {
        this.names = List.copyOf(names);
        this.columns = columns;
        this.rows = rows;
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Covariates.
     *
     * @param columns finite numbers, one array for each name, all of that many rows
     * @throws InvalidInputException where lengths differ or a number is not finite
     */
    public static Covariates of(List<String> names, double[][] columns, int rows) {
        double[] means = new double[columns.length];
        double[] deviations = new double[columns.length];
        for (int k = 0; k < columns.length; k++) {
            double[] column = columns[k];
            if (column.length != rows) {
                throw new InvalidInputException(names.get(k), "must have as many rows as the treatment");
            }
            double sum = 0;
            for (double value : column) {
                sum += value;
            }
            if (!Double.isFinite(sum)) {
                throw new InvalidInputException(names.get(k), "must be finite numbers");
            }
            means[k] = sum / rows;
            double squares = 0;
            double rest = 0;
            for (double value : column) {
                double distance = value - means[k];
                squares += distance * distance;
                rest += distance;
            }
            means[k] += rest / rows;
            double spread = Math.sqrt(Math.max(0, squares - rest * rest / rows) / Math.max(1, rows - 1));
            deviations[k] = spread > 1e-13 * Math.abs(means[k]) ? spread : 0;
        }
        return new Covariates(names, columns, rows, means, deviations);
    }

    public List<String> names() {
        return names;
    }

    public int rows() {
        return rows;
    }

    public int count() {
        return columns.length;
    }

    /** The column itself, by agreement never written to. */
    public double[] column(int k) {
        return columns[k];
    }

    public double mean(int k) {
        return means[k];
    }

    /** 0 where the column does not vary. */
    public double deviation(int k) {
        return deviations[k];
    }

    /** These columns only. */
    Covariates keep(int[] kept) {
        double[][] chosen = new double[kept.length][];
        List<String> chosenNames = new ArrayList<>();
        for (int i = 0; i < kept.length; i++) {
            chosen[i] = columns[kept[i]];
            chosenNames.add(names.get(kept[i]));
        }
        return new Covariates(
                chosenNames,
                chosen,
                rows,
                Arrays.stream(kept).mapToDouble(k -> means[k]).toArray(),
                Arrays.stream(kept).mapToDouble(k -> deviations[k]).toArray());
    }

    /** The rows with these indices. */
    public Covariates take(int[] chosen) {
        double[][] taken = new double[columns.length][chosen.length];
        for (int k = 0; k < columns.length; k++) {
            for (int i = 0; i < chosen.length; i++) {
                taken[k][i] = columns[k][chosen[i]];
            }
        }
        return of(names, taken, chosen.length);
    }

    /**
     * The columns that are neither constant nor a combination of those before them.
     *
     * @return without any column where none varies
     */
    public Covariates independent() {
        double[][] correlations = crossProducts();
        int size = columns.length;
        List<Integer> kept = new ArrayList<>();
        double[][] factor = new double[size][size];
        for (int i = 0; i < size; i++) {
            if (!(deviations[i] > 0)) {
                continue;
            }
            double left = correlations[i][i];
            double[] row = new double[kept.size() + 1];
            for (int j = 0; j < kept.size(); j++) {
                double value = correlations[i][kept.get(j)];
                for (int k = 0; k < j; k++) {
                    value -= row[k] * factor[j][k];
                }
                row[j] = value / factor[j][j];
                left -= row[j] * row[j];
            }
            if (left > COLLINEAR) {
                row[kept.size()] = Math.sqrt(left);
                factor[kept.size()] = row;
                kept.add(i);
            }
        }
        return keep(kept.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Correlations, in blocks of rows that fit the cache. */
    private double[][] crossProducts() {
        int size = columns.length;
        double[][] products = new double[size][size];
        double[][] block = new double[size][BLOCK];
        for (int from = 0; from < rows; from += BLOCK) {
            int length = standardized(from, block);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    products[i][j] += dot(block[i], block[j], length);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] /= rows - 1;
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    /** Fills a block with rows brought to mean 0 and deviation 1, and says how many there were. */
    int standardized(int from, double[][] block) {
        int length = Math.min(BLOCK, rows - from);
        for (int k = 0; k < columns.length; k++) {
            double[] source = columns[k];
            double[] target = block[k];
            double mean = means[k];
            double scale = deviations[k] > 0 ? 1 / deviations[k] : 0;
            for (int i = 0; i < length; i++) {
                target[i] = (source[from + i] - mean) * scale;
            }
        }
        return length;
    }

    /** Four sums side by side, which the processor adds at once. */
    static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }
}
