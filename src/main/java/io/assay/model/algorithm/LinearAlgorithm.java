package io.assay.model.algorithm;

import io.assay.model.scoring.LinearModel;
import io.assay.model.scoring.Link;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.Task;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Linear regression with an L2 penalty (ridge), the intercept free: the normal equations of standardised features by
 * Cholesky's factorisation, then twice corrected by what their solution leaves of the gradient.
 */
@Component
final class LinearAlgorithm extends DescribedAlgorithm<LinearHyperparameters> {

    private static final int CORRECTIONS = 2;
    private static final int MOST_CHUNKS = 64;
    private static final long MOST_NUMBERS = 1 << 23;
    private static final long MOST_COEFFICIENTS = 4_000;

    LinearAlgorithm() {
        super(
                "linear_regression",
                EnumSet.of(Task.REGRESSION),
                LinearHyperparameters.class,
                LinearHyperparameters.DEFAULTS,
                10,
                List.of(new Dimension("alpha", 1e-3, 1e4, true, false)));
    }

    @Override
    public long bytes(long rows, int features) {
        long size = features + 1L;
        return 4 * rows * features + (64L << 20) + 24 * size * size;
    }

    @Override
    public Model train(TrainingSet data, LinearHyperparameters hyperparameters, Training training) {
        TrainingSets.requireLearnable(data);
        TrainingSets.requireComplete(data, name());
        int features = data.names().size();
        if (features >= MOST_COEFFICIENTS) {
            throw Refusal.of("Linear regression takes %d coefficients at most, and there would be %d."
                    .formatted(MOST_COEFFICIENTS, features + 1));
        }
        double[] found = OwnPool.run(training.threads(), () -> new Squares(data, hyperparameters.alpha()).minimum());
        training.watch().round(1, 1);
        return new LinearModel(
                data.task(), data.names(), Link.IDENTITY, new double[] {found[features]}, new double[][] {
                    Arrays.copyOf(found, features)
                });
    }

    /** The penalised squares of a training set. */
    private static final class Squares {

        private final Design design;
        private final double[] target;
        private final double @Nullable [] weights;
        private final double[] penalties;
        private final int chunkRows;

        Squares(TrainingSet data, double alpha) {
            this.design = new Design(data);
            this.target = data.target();
            this.weights = data.weights();
            this.penalties = Arrays.stream(design.penalties())
                    .map(penalty -> alpha * penalty)
                    .toArray();
            int wanted = Math.clamp(MOST_NUMBERS / ((long) design.size() * design.size()), 1, MOST_CHUNKS);
            int blocks = (design.rows() + Design.BLOCK - 1) / Design.BLOCK;
            this.chunkRows = (blocks + wanted - 1) / wanted * Design.BLOCK;
        }

        double[] minimum() {
            double[] coefficients = new double[design.size()];
            Sums sums = sums(coefficients, true);
            for (int i = 0; i < penalties.length; i++) {
                sums.gram[i][i] += penalties[i];
            }
            Cholesky factor = Cholesky.of(sums.gram);
            if (factor == null) {
                throw Refusal.of("Some features are combinations of others, so that least squares has no single answer:"
                        + " give an alpha above 0.");
            }
            for (int correction = 0; correction <= CORRECTIONS; correction++) {
                double[] step = factor.solve(sums.gradient);
                for (int i = 0; i < step.length; i++) {
                    coefficients[i] -= step[i];
                }
                sums = sums(coefficients, false);
            }
            return design.onFeatures(coefficients);
        }

        /** Chunks are added up in their order, for the same bits on any number of threads. */
        private Sums sums(double[] coefficients, boolean curved) {
            int chunks = (design.rows() + chunkRows - 1) / chunkRows;
            List<Sums> parts = IntStream.range(0, chunks)
                    .parallel()
                    .mapToObj(chunk -> part(chunk * chunkRows, coefficients, curved))
                    .toList();
            Sums all = parts.getFirst();
            parts.stream().skip(1).forEach(all::add);
            for (int i = 0; i < coefficients.length; i++) {
                all.gradient[i] += penalties[i] * coefficients[i];
            }
            return all;
        }

        private Sums part(int from, double[] coefficients, boolean curved) {
            Sums sums = new Sums(design.size(), curved);
            Design.Block block = design.new Block();
            double[] residuals = new double[Design.BLOCK];
            double[] ones = new double[Design.BLOCK];
            int end = Math.min(from + chunkRows, design.rows());
            for (int first = from; first < end; first += Design.BLOCK) {
                int next = Math.min(first + Design.BLOCK, end);
                block.read(first, next);
                block.sums(coefficients, residuals);
                for (int row = first; row < next; row++) {
                    double weight = weights == null ? 1 : weights[row];
                    ones[row - first] = weight;
                    residuals[row - first] = weight * (residuals[row - first] - target[row]);
                }
                block.gradient(residuals, sums.gradient);
                if (curved) {
                    block.gram(ones, sums.gram);
                }
            }
            return sums;
        }
    }

    /** Xᵀ (X b - y) and the lower triangle of XᵀX. */
    private static final class Sums {

        private final double[] gradient;
        private final double[][] gram;

        Sums(int size, boolean curved) {
            this.gradient = new double[size];
            this.gram = curved ? new double[size][size] : new double[0][];
        }

        void add(Sums other) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += other.gradient[i];
            }
            for (int i = 0; i < gram.length; i++) {
                for (int j = 0; j <= i; j++) {
                    gram[i][j] += other.gram[i][j];
                }
            }
        }
    }
}
