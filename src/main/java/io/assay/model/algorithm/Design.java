package io.assay.model.algorithm;

import java.util.Arrays;

/**
 * The features of a training set as linear models add them up: numbers standardised, so that what is added up is of one
 * size, one-hot encoded categories as codes, so that their zeros cost nothing, and a one at the end for the intercept.
 *
 * <p>It is read in blocks of rows. Coefficients on it are those of the features after {@link #onFeatures}.
 */
final class Design {

    /** As many rows as keep a block of some dozen numbers in the first level of the cache. */
    static final int BLOCK = 256;

    /** A standard deviation that is less than this share of the largest value is rounding. */
    private static final double CONSTANT = 1e-13;

    private final int rows;
    private final double[][] numbers;
    private final int[] numberPlaces;
    private final double[] means;
    private final double[] scales;
    private final OneHotBlocks blocks;
    private final int[] starts;
    private final int features;

    Design(TrainingSet data) {
        this.rows = data.rows();
        this.features = data.names().size();
        this.blocks = OneHotBlocks.of(data);
        this.numberPlaces = blocks.others(features);
        this.numbers = Arrays.stream(numberPlaces)
                .mapToObj(place -> data.columns()[place])
                .toArray(double[][]::new);
        this.means = new double[numbers.length];
        this.scales = new double[numbers.length];
        for (int j = 0; j < numbers.length; j++) {
            measure(j);
        }
        this.starts = new int[blocks.size()];
        int start = numbers.length;
        for (int block = 0; block < starts.length; block++) {
            starts[block] = start;
            start += blocks.places(block).length;
        }
    }

    private void measure(int j) {
        double sum = 0;
        double largest = 0;
        for (double number : numbers[j]) {
            sum += number;
            largest = Math.max(largest, Math.abs(number));
        }
        double mean = sum / rows;
        double squares = 0;
        for (double number : numbers[j]) {
            squares += (number - mean) * (number - mean);
        }
        double deviation = Math.sqrt(squares / rows);
        means[j] = mean;
        scales[j] = deviation > CONSTANT * largest ? deviation : 1;
    }

    int rows() {
        return rows;
    }

    /** How many coefficients there are, the intercept the last of them. */
    int size() {
        return features + 1;
    }

    /** What a square of each coefficient costs when that of a feature's own costs 1; nothing that of the intercept. */
    double[] penalties() {
        double[] penalties = new double[size()];
        Arrays.fill(penalties, 0, features, 1);
        for (int j = 0; j < scales.length; j++) {
            penalties[j] = 1 / (scales[j] * scales[j]);
        }
        return penalties;
    }

    /** The coefficients of the features in their order, and the intercept after them. */
    double[] onFeatures(double[] coefficients) {
        double[] own = new double[size()];
        double intercept = coefficients[features];
        for (int j = 0; j < numbers.length; j++) {
            double coefficient = coefficients[j] / scales[j];
            own[numberPlaces[j]] = coefficient;
            intercept -= coefficient * means[j];
        }
        for (int block = 0; block < starts.length; block++) {
            int[] places = blocks.places(block);
            for (int code = 0; code < places.length; code++) {
                own[places[code]] = coefficients[starts[block] + code];
            }
        }
        own[features] = intercept;
        return own;
    }

    /** The other way round. */
    double[] ofFeatures(double[] own) {
        double[] coefficients = new double[size()];
        double intercept = own[features];
        for (int j = 0; j < numbers.length; j++) {
            coefficients[j] = own[numberPlaces[j]] * scales[j];
            intercept += own[numberPlaces[j]] * means[j];
        }
        for (int block = 0; block < starts.length; block++) {
            int[] places = blocks.places(block);
            for (int code = 0; code < places.length; code++) {
                coefficients[starts[block] + code] = own[places[code]];
            }
        }
        coefficients[features] = intercept;
        return coefficients;
    }

    /** Some rows of it, for one thread, which reads one block after the other. */
    final class Block {

        private final double[][] values = new double[numbers.length][BLOCK];
        private final double[][] products = new double[numbers.length][BLOCK];
        private int from;
        private int count;

        void read(int first, int end) {
            from = first;
            count = end - first;
            for (int j = 0; j < values.length; j++) {
                double[] column = numbers[j];
                double[] block = values[j];
                double mean = means[j];
                double scale = 1 / scales[j];
                for (int i = 0; i < count; i++) {
                    block[i] = (column[from + i] - mean) * scale;
                }
            }
        }

        /** The sums of the rows. */
        void sums(double[] coefficients, double[] sums) {
            Arrays.fill(sums, 0, count, coefficients[features]);
            for (int j = 0; j < values.length; j++) {
                double[] block = values[j];
                double coefficient = coefficients[j];
                for (int i = 0; i < count; i++) {
                    sums[i] += coefficient * block[i];
                }
            }
            for (int b = 0; b < starts.length; b++) {
                int[] codes = blocks.codes(b);
                for (int i = 0; i < count; i++) {
                    int code = codes[from + i];
                    sums[i] += code == OneHotBlocks.NONE ? 0 : coefficients[starts[b] + code];
                }
            }
        }

        /** Adds Xᵀ r to the gradient. */
        void gradient(double[] residuals, double[] gradient) {
            for (int j = 0; j < values.length; j++) {
                gradient[j] += Kernels.dot(values[j], residuals, count);
            }
            for (int b = 0; b < starts.length; b++) {
                int[] codes = blocks.codes(b);
                for (int i = 0; i < count; i++) {
                    if (codes[from + i] != OneHotBlocks.NONE) {
                        gradient[starts[b] + codes[from + i]] += residuals[i];
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                gradient[features] += residuals[i];
            }
        }

        /** Adds the lower triangle of Xᵀ diag(w) X to the rows of a matrix. */
        void gram(double[] weights, double[][] matrix) {
            for (int j = 0; j < values.length; j++) {
                double[] product = products[j];
                double[] block = values[j];
                double sum = 0;
                for (int i = 0; i < count; i++) {
                    product[i] = weights[i] * block[i];
                    sum += product[i];
                }
                matrix[features][j] += sum;
            }
            Kernels.addProducts(products, values, count, matrix);
            for (int b = 0; b < starts.length; b++) {
                gramOfCategory(b, weights, matrix);
            }
            for (int i = 0; i < count; i++) {
                matrix[features][features] += weights[i];
            }
        }

        private void gramOfCategory(int b, double[] weights, double[][] matrix) {
            int[] codes = blocks.codes(b);
            for (int i = 0; i < count; i++) {
                if (codes[from + i] == OneHotBlocks.NONE) {
                    continue;
                }
                int place = starts[b] + codes[from + i];
                double[] row = matrix[place];
                for (int j = 0; j < products.length; j++) {
                    row[j] += products[j][i];
                }
                for (int other = 0; other < b; other++) {
                    int code = blocks.codes(other)[from + i];
                    if (code != OneHotBlocks.NONE) {
                        row[starts[other] + code] += weights[i];
                    }
                }
                row[place] += weights[i];
                matrix[features][place] += weights[i];
            }
        }
    }
}
