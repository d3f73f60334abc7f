package io.assay.statistics.classification;

import java.util.Arrays;
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
}
