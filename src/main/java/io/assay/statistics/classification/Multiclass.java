package io.assay.statistics.classification;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How good predictions of several classes are, as scikit-learn 1.9 defines it. A class without a row that counts leaves
 * macro averages undefined, since nothing is known of it.
 */
public final class Multiclass {

    private Multiclass() {}

    /**
     * The loss of each row: -ln of its class's probability, no nearer to 0 than {@link LogLoss#CLIP}. Probabilities are
     * taken as they are: they ought to add up to 1.
     */
    public static double[] logLosses(MulticlassPredictions predictions) {
        double[] losses = new double[predictions.rows()];
        for (int row = 0; row < losses.length; row++) {
            losses[row] = -Math.log(
                    LogLoss.clipped(predictions.probabilities()[predictions.classes()[row]][row]));
        }
        return losses;
    }

    /**
     * Σ_k (p_k - y_k)² of each row, from 0 to 2: Brier's (1950) own definition, of two classes twice the usual score
     * ({@code brier_score_loss(scale_by_half=False)}).
     */
    public static double[] brierLosses(MulticlassPredictions predictions) {
        double[] losses = new double[predictions.rows()];
        for (int k = 0; k < predictions.classCount(); k++) {
            double[] p = predictions.probabilities()[k];
            for (int row = 0; row < losses.length; row++) {
                double miss = predictions.classes()[row] == k ? 1 - p[row] : p[row];
                losses[row] += miss * miss;
            }
        }
        return losses;
    }

    /** 1 where the likeliest class is the row's, else 0. */
    public static double[] hits(MulticlassPredictions predictions) {
        double[] hits = new double[predictions.rows()];
        for (int row = 0; row < hits.length; row++) {
            hits[row] = predictions.likeliest(row) == predictions.classes()[row] ? 1 : 0;
        }
        return hits;
    }

    /**
     * The areas under the ROC curves of each class against all others, averaged: {@code roc_auc_score(multi_class='ovr')}.
     *
     * @param byWeight whether a class counts as much as its rows, and not like every other
     * @return null where a class has no row that counts
     */
    public static @Nullable Double rocAuc(MulticlassPredictions predictions, boolean byWeight) {
        double sum = 0;
        double weights = 0;
        for (int k = 0; k < predictions.classCount(); k++) {
            BinaryPredictions against = predictions.against(k);
            Double auc = RocAuc.of(against);
            if (auc == null) {
                return null;
            }
            double weight = byWeight ? against.positiveWeight() : 1;
            sum += weight * auc;
            weights += weight;
        }
        return sum / weights;
    }

    /**
     * How the average area moves with the weight of each row, by row: the average of {@link RocAuc#influences}, and where
     * classes count as much as their rows w (AUC_k - average)/Σw as well.
     *
     * @param predictions of which each class has a row
     */
    public static double[] rocAucInfluences(MulticlassPredictions predictions, boolean byWeight) {
        double average = Objects.requireNonNull(rocAuc(predictions, byWeight));
        double[] influences = new double[predictions.rows()];
        for (int k = 0; k < predictions.classCount(); k++) {
            BinaryPredictions against = predictions.against(k);
            double all = against.totalWeight();
            double share = byWeight ? against.positiveWeight() / all : 1.0 / predictions.classCount();
            double ahead = byWeight ? (Objects.requireNonNull(RocAuc.of(against)) - average) / all : 0;
            double[] ofClass = RocAuc.influences(against);
            for (int row = 0; row < influences.length; row++) {
                influences[row] += share * ofClass[row];
                influences[row] += predictions.classes()[row] == k ? predictions.weight(row) * ahead : 0;
            }
        }
        return influences;
    }

    /**
     * The standard error from how a value moves with the weight of each row, the n_k rows of a class drawn from that class:
     * (Σ_k n_k/(n_k - 1) Σ u²)^½, for an area of two classes DeLong's.
     *
     * @param predictions of rows that weigh the same, two of each class at least
     */
    public static double standardError(MulticlassPredictions predictions, double[] influences) {
        long[] counts = predictions.counts();
        double sum = 0;
        for (int row = 0; row < influences.length; row++) {
            double n = counts[predictions.classes()[row]];
            sum += n / (n - 1) * influences[row] * influences[row];
        }
        return Math.sqrt(sum);
    }

    /** How much weight each class, a row of the table, has in each likeliest class, a column of it. */
    public static double[][] confusion(MulticlassPredictions predictions) {
        double[][] table = new double[predictions.classCount()][predictions.classCount()];
        for (int row = 0; row < predictions.rows(); row++) {
            table[predictions.classes()[row]][predictions.likeliest(row)] += predictions.weight(row);
        }
        return table;
    }

    /** One class of a confusion table against all others. */
    public static Confusion against(double[][] table, int one) {
        double row = Arrays.stream(table[one]).sum();
        double column = Arrays.stream(table).mapToDouble(of -> of[one]).sum();
        double all = Arrays.stream(table).flatMapToDouble(Arrays::stream).sum();
        double hit = table[one][one];
        return new Confusion(hit, column - hit, row - hit, Math.max(0, all - row - column + hit));
    }

    /** The mean of the classes' recalls. */
    public static @Nullable Double balancedAccuracy(MulticlassPredictions predictions) {
        double[][] table = confusion(predictions);
        double sum = 0;
        for (int k = 0; k < table.length; k++) {
            Double recall = against(table, k).recall();
            if (recall == null) {
                return null;
            }
            sum += recall;
        }
        return sum / table.length;
    }

    /** The mean of the classes' F1. */
    public static @Nullable Double macroF1(MulticlassPredictions predictions) {
        double[][] table = confusion(predictions);
        double sum = 0;
        for (int k = 0; k < table.length; k++) {
            Confusion confusion = against(table, k);
            Double f1 = confusion.f1();
            if (confusion.recall() == null || f1 == null) {
                return null;
            }
            sum += f1;
        }
        return sum / table.length;
    }

    /**
     * How balanced accuracy moves with the weight of each row, by row.
     *
     * @param predictions of which each class has a row
     */
    public static double[] balancedAccuracyInfluences(MulticlassPredictions predictions) {
        double[][] table = confusion(predictions);
        double[] influences = new double[predictions.rows()];
        for (int row = 0; row < influences.length; row++) {
            int k = predictions.classes()[row];
            double all = Arrays.stream(table[k]).sum();
            double hit = predictions.likeliest(row) == k ? 1 : 0;
            influences[row] = predictions.weight(row) * (hit - table[k][k] / all) / all / table.length;
        }
        return influences;
    }

    /**
     * How the mean of the classes' F1 moves with the weight of each row, by row: F1 is 2 hits over the class's row and column
     * of the table.
     *
     * @param predictions of which each class has a row
     */
    public static double[] macroF1Influences(MulticlassPredictions predictions) {
        double[][] table = confusion(predictions);
        double[] both = new double[table.length];
        double[] f1 = new double[table.length];
        for (int k = 0; k < table.length; k++) {
            Confusion against = against(table, k);
            both[k] = 2 * against.truePositives() + against.falsePositives() + against.falseNegatives();
            f1[k] = 2 * against.truePositives() / both[k];
        }
        double[] influences = new double[predictions.rows()];
        for (int row = 0; row < influences.length; row++) {
            int k = predictions.classes()[row];
            int likeliest = predictions.likeliest(row);
            double hit = likeliest == k ? 2 / both[k] : 0;
            double move = hit - f1[k] / both[k] - f1[likeliest] / both[likeliest];
            influences[row] = predictions.weight(row) * move / table.length;
        }
        return influences;
    }
}
