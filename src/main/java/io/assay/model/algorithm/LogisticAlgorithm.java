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
 * Logistic regression with an L2 penalty, of several classes the multinomial one. Converged: Smile's coefficients, where
 * Smile is quick, taken to the minimum by Newton's method, so that the last digits depend on nothing but the data.
 */
@Component
final class LogisticAlgorithm extends DescribedAlgorithm<LogisticHyperparameters> {

    /** Newton's method solves systems of so many coefficients at most. */
    private static final long MOST_COEFFICIENTS = 4_000;

    /** From here on an eighth of the rows is where to begin. */
    private static final int MANY_ROWS = 40_000;

    private static final int PART = 8;

    /** Of the rarest class in it, for each feature: fewer say little of where the minimum is. */
    private static final int FEW_FOR_EACH = 5;

    /** The part's own minimum is further from that of all rows. */
    private static final double NEAR = 1e-5;

    LogisticAlgorithm() {
        super(
                "logistic_regression",
                EnumSet.of(Task.BINARY, Task.MULTICLASS),
                LogisticHyperparameters.class,
                LogisticHyperparameters.DEFAULTS,
                10,
                List.of(new Dimension("c", 1e-3, 1e3, true, false)));
    }

    /** Codes of categories, Smile's copy of the rows, and the matrices of a pass and of Newton's system. */
    @Override
    public long bytes(long rows, int features) {
        long size = features + 1L;
        return 4 * rows * features + 8 * Math.min(rows, 20_000) * features + (64L << 20) + 24 * size * size;
    }

    @Override
    public List<String> warnings(TrainingSet data, Model model) {
        if (!(model instanceof LinearModel linear)) {
            return List.of();
        }
        Steepest steepest = Steepest.of(linear, data);
        return steepest.isSeparating()
                ? List.of(
                        ("The coefficient of %s is beyond %.0f for a standard deviation: this feature, or several together, tells"
                                        + " the classes apart all but without error, and little but the penalty keeps it finite.")
                                .formatted(steepest.feature(), Steepest.SEPARATING))
                : List.of();
    }

    @Override
    public Model train(TrainingSet data, LogisticHyperparameters hyperparameters, Training training) {
        TrainingSets.requireLearnable(data);
        TrainingSets.requireComplete(data, name());
        int outputs = data.task() == Task.BINARY ? 1 : data.classes();
        long coefficients = (data.names().size() + 1L) * outputs;
        if (coefficients > MOST_COEFFICIENTS) {
            throw Refusal.of("Logistic regression takes %d coefficients at most, and there would be %d: take fewer"
                            .formatted(MOST_COEFFICIENTS, coefficients)
                    + " categories or classes, or xgboost.");
        }
        double lambda = 1 / hyperparameters.c();
        double[][] found = OwnPool.run(training.threads(), () -> found(data, outputs, lambda, training.watch()));
        int features = data.names().size();
        return new LinearModel(
                data.task(),
                data.names(),
                outputs == 1 ? Link.LOGIT : Link.SOFTMAX,
                Arrays.stream(found).mapToDouble(ofOutput -> ofOutput[features]).toArray(),
                Arrays.stream(found)
                        .map(ofOutput -> Arrays.copyOf(ofOutput, features))
                        .toArray(double[][]::new));
    }

    private static double[][] found(TrainingSet data, int outputs, double lambda, Training.Watch watch) {
        Design design = new Design(data);
        LogisticLoss loss = new LogisticLoss(data, design, outputs, lambda);
        double[] start = loss.start();
        double[][] begun =
                data.rows() >= MANY_ROWS ? ofPart(data, outputs, lambda, watch) : SmileLogistic.fit(data, lambda);
        if (begun != null) {
            for (int output = 0; output < outputs; output++) {
                double[] coefficients = design.ofFeatures(begun[output]);
                System.arraycopy(coefficients, 0, start, output * design.size(), design.size());
            }
        }
        return onFeatures(design, outputs, new Newton(loss, watch).minimum(start));
    }

    private static double[][] onFeatures(Design design, int outputs, double[] coefficients) {
        double[][] found = new double[outputs][];
        Arrays.setAll(
                found,
                output -> design.onFeatures(
                        Arrays.copyOfRange(coefficients, output * design.size(), (output + 1) * design.size())));
        return found;
    }

    /**
     * Near the minimum of one row in eight, which of many rows is near that of all, and takes an eighth of the time; null where
     * a class has few of them.
     */
    private static double @Nullable [][] ofPart(TrainingSet data, int outputs, double lambda, Training.Watch watch) {
        int[] rows = IntStream.range(0, data.rows() / PART)
                .map(place -> place * PART)
                .toArray();
        TrainingSet part = data.take(rows);
        int[] counts = new int[data.classes()];
        for (double number : part.target()) {
            counts[(int) number]++;
        }
        if (Arrays.stream(counts).min().orElse(0) < FEW_FOR_EACH * data.names().size()) {
            return null;
        }
        Design design = new Design(part);
        LogisticLoss loss = new LogisticLoss(part, design, outputs, lambda / PART);
        double[] near = new Newton(loss, (done, of) -> watch.round(0, of)).near(loss.start(), NEAR);
        return onFeatures(design, outputs, near);
    }
}
