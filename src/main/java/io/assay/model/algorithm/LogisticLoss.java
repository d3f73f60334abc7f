package io.assay.model.algorithm;

import io.assay.statistics.Logarithm;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What logistic regression minimises, {@code sum_i w_i (-ln p_i) + lambda / 2 sum of squared coefficients}, the intercepts
 * free, with its gradient and Hessian: of two classes one vector of coefficients, of K classes K of them.
 *
 * <p>Rows are added up in chunks, and chunks in their order, so that the bits are the same for any number of threads.
 */
final class LogisticLoss {

    /** The chunks of one pass, unless their matrices would take too much memory. */
    private static final int MOST_CHUNKS = 64;

    private static final long MOST_NUMBERS = 1 << 23;

    private final Design design;
    private final double[] target;
    private final double @Nullable [] weights;
    private final double[] penalties;
    private final int outputs;
    private final int chunks;
    private final int chunkRows;
    private final double[] sizes;

    /** Room to work in that no thread is using: a pass has more chunks than threads. */
    private final Queue<Room> idle = new ConcurrentLinkedQueue<>();

    /** @param outputs 1 for two classes, else how many classes there are */
    LogisticLoss(TrainingSet data, Design design, int outputs, double lambda) {
        this.design = design;
        this.target = data.target();
        this.weights = data.weights();
        this.penalties = Arrays.stream(design.penalties())
                .map(penalty -> lambda * penalty)
                .toArray();
        this.outputs = outputs;
        long numbers = (long) pairs() * design.size() * design.size();
        int wanted = Math.clamp(MOST_NUMBERS / numbers, 1, MOST_CHUNKS);
        int blocks = (design.rows() + Design.BLOCK - 1) / Design.BLOCK;
        this.chunkRows = Math.max(1, (blocks + wanted - 1) / wanted) * Design.BLOCK;
        this.chunks = (design.rows() + chunkRows - 1) / chunkRows;
        this.sizes = sizes();
    }

    private int pairs() {
        return outputs * (outputs + 1) / 2;
    }

    /** Of each coefficient what its part of the gradient is small against: the weight of the rows that it is for. */
    private double[] sizes() {
        double[] ones = new double[Design.BLOCK];
        double[] found = new double[design.size()];
        double total = 0;
        Design.Block block = design.new Block();
        for (int from = 0; from < design.rows(); from += Design.BLOCK) {
            int end = Math.min(from + Design.BLOCK, design.rows());
            for (int row = from; row < end; row++) {
                ones[row - from] = weight(row);
                total += weight(row);
            }
            block.read(from, end);
            block.gradient(ones, found);
        }
        // Standardised numbers have no sum.
        for (int i = 0; i < found.length; i++) {
            found[i] = found[i] > 1e-6 * total ? found[i] : total;
        }
        return found;
    }

    private double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** The intercepts with which every row is given the shares of the classes. */
    double[] start() {
        double[] coefficients = new double[outputs * design.size()];
        double[] shares = new double[Math.max(outputs, 2)];
        for (int row = 0; row < design.rows(); row++) {
            shares[(int) target[row]] += weight(row);
        }
        if (outputs == 1) {
            coefficients[design.size() - 1] = Math.log(shares[1] / shares[0]);
        } else {
            double mean = Arrays.stream(shares).map(Math::log).average().orElse(0);
            for (int output = 0; output < outputs; output++) {
                coefficients[(output + 1) * design.size() - 1] = Math.log(shares[output]) - mean;
            }
        }
        return coefficients;
    }

    /** The loss at some coefficients, those of one output after those of the other; called in a pool. */
    Point at(double[] coefficients, boolean curved) {
        List<Part> parts = IntStream.range(0, chunks)
                .parallel()
                .mapToObj(chunk -> part(chunk * chunkRows, coefficients, curved))
                .toList();
        Part sum = parts.getFirst();
        parts.stream().skip(1).forEach(sum::add);
        double loss = sum.loss;
        for (int i = 0; i < coefficients.length; i++) {
            double penalty = penalties[i % design.size()];
            loss += penalty * coefficients[i] * coefficients[i] / 2;
            sum.gradient[i] += penalty * coefficients[i];
        }
        return new Point(loss, sum.gradient, curved ? hessian(sum.grams) : null);
    }

    private Part part(int from, double[] coefficients, boolean curved) {
        Room room = idle.poll();
        if (room == null) {
            room = new Room();
        }
        Part part = new Part(curved);
        Design.Block block = room.block;
        double[][] sums = room.sums;
        int size = design.size();
        int end = Math.min(from + chunkRows, design.rows());
        for (int first = from; first < end; first += Design.BLOCK) {
            int next = Math.min(first + Design.BLOCK, end);
            block.read(first, next);
            for (int output = 0; output < outputs; output++) {
                block.sums(Arrays.copyOfRange(coefficients, output * size, (output + 1) * size), sums[output]);
            }
            if (outputs == 1) {
                part.addBinary(block, sums[0], first, next);
            } else {
                part.addClasses(block, sums, first, next);
            }
        }
        idle.add(room);
        return part;
    }

    /** One matrix of the pairs of outputs, its lower triangle. */
    private double[][] hessian(double[][][] grams) {
        int size = design.size();
        double[][] hessian = new double[outputs * size][outputs * size];
        int pair = 0;
        double trace = 0;
        for (int one = 0; one < outputs; one++) {
            for (int other = 0; other <= one; other++, pair++) {
                double[][] gram = grams[pair];
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        hessian[one * size + i][other * size + j] = gram[Math.max(i, j)][Math.min(i, j)];
                    }
                }
            }
            for (int i = 0; i < size; i++) {
                hessian[one * size + i][one * size + i] += penalties[i];
            }
            trace += hessian[(one + 1) * size - 1][(one + 1) * size - 1];
        }
        if (outputs > 1) {
            // The same to all intercepts changes nothing, so nothing holds their sum, which stays what it is: 0.
            for (int one = 0; one < outputs; one++) {
                for (int other = 0; other <= one; other++) {
                    hessian[(one + 1) * size - 1][(other + 1) * size - 1] += trace / outputs;
                }
            }
        }
        return hessian;
    }

    /** The largest part of a gradient against what it is small against. */
    double steepest(double[] gradient) {
        double steepest = 0;
        for (int i = 0; i < gradient.length; i++) {
            double part = Math.abs(gradient[i]) / sizes[i % sizes.length];
            // NaN has to win.
            steepest = part <= steepest ? steepest : part;
        }
        return steepest;
    }

    /** Where a chunk is worked out, block after block. */
    private final class Room {

        private final Design.Block block = design.new Block();
        private final double[][] sums = new double[outputs][Design.BLOCK];
    }

    /** The loss somewhere, its gradient, and the lower triangle of its Hessian where that was asked for. */
    static final class Point {

        private final double loss;
        private final double[] gradient;
        private final double @Nullable [][] hessian;

        Point(double loss, double[] gradient, double @Nullable [][] hessian) {
            this.loss = loss;
            this.gradient = gradient;
            this.hessian = hessian;
        }

        double loss() {
            return loss;
        }

        double[] gradient() {
            return gradient;
        }

        double @Nullable [][] hessian() {
            return hessian;
        }
    }

    /** The sums of some rows. */
    private final class Part {

        private final double[] gradient = new double[outputs * design.size()];
        private final double[][][] grams;
        private final double[] residuals = new double[Design.BLOCK];
        private final double[] curvatures = new double[Design.BLOCK];
        private double loss;

        Part(boolean curved) {
            grams = new double[curved ? pairs() : 0][design.size()][];
            for (double[][] gram : grams) {
                Arrays.setAll(gram, row -> new double[row + 1]);
            }
        }

        /** Nothing is taken from one that is nearly 1: of a sum of 40 that would leave no digit. */
        void addBinary(Design.Block block, double[] sums, int first, int next) {
            for (int row = first; row < next; row++) {
                int i = row - first;
                double sum = sums[i];
                double small = Math.exp(-Math.abs(sum));
                double rare = small / (1 + small);
                boolean positive = target[row] == 1;
                boolean expected = sum >= 0 == positive;
                double weight = weight(row);
                loss += weight * (Logarithm.ofOnePlus(small) + (expected ? 0 : Math.abs(sum)));
                double missed = weight * (expected ? rare : 1 / (1 + small));
                residuals[i] = positive ? -missed : missed;
                curvatures[i] = weight * rare / (1 + small);
            }
            block.gradient(residuals, gradient);
            if (grams.length > 0) {
                block.gram(curvatures, grams[0]);
            }
        }

        void addClasses(Design.Block block, double[][] sums, int first, int next) {
            for (int row = first; row < next; row++) {
                int i = row - first;
                double largest = Double.NEGATIVE_INFINITY;
                for (double[] ofOutput : sums) {
                    largest = Math.max(largest, ofOutput[i]);
                }
                double own = sums[(int) target[row]][i];
                double total = 0;
                for (double[] ofOutput : sums) {
                    ofOutput[i] = Math.exp(ofOutput[i] - largest);
                    total += ofOutput[i];
                }
                loss += weight(row) * (largest + Math.log(total) - own);
                for (double[] ofOutput : sums) {
                    ofOutput[i] /= total;
                }
            }
            int pair = 0;
            for (int one = 0; one < outputs; one++) {
                addGradient(block, sums[one], one, first, next);
                for (int other = 0; other <= one && grams.length > 0; other++, pair++) {
                    for (int row = first; row < next; row++) {
                        int i = row - first;
                        double p = sums[one][i];
                        curvatures[i] = weight(row) * (one == other ? p * (1 - p) : -p * sums[other][i]);
                    }
                    block.gram(curvatures, grams[pair]);
                }
            }
        }

        private void addGradient(Design.Block block, double[] probabilities, int output, int first, int next) {
            int size = design.size();
            for (int row = first; row < next; row++) {
                residuals[row - first] = weight(row) * (probabilities[row - first] - (target[row] == output ? 1 : 0));
            }
            double[] ofOutput = new double[size];
            block.gradient(residuals, ofOutput);
            for (int i = 0; i < size; i++) {
                gradient[output * size + i] += ofOutput[i];
            }
        }

        void add(Part other) {
            loss += other.loss;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += other.gradient[i];
            }
            for (int pair = 0; pair < grams.length; pair++) {
                for (int i = 0; i < grams[pair].length; i++) {
                    for (int j = 0; j <= i; j++) {
                        grams[pair][i][j] += other.grams[pair][i][j];
                    }
                }
            }
        }
    }
}
