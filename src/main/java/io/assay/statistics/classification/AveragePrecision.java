package io.assay.statistics.classification;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.Normal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Average precision, the area under the precision-recall curve as a sum of steps: Σ (R_k - R_{k-1}) P_k over the distinct
 * scores, descending. Rows of one score are one threshold. It is not the area under straight lines between the points,
 * which is too large. Source: scikit-learn 1.9, {@code average_precision_score}; Davis and Goadrich (2006), "The
 * relationship between precision-recall and ROC curves".
 */
public final class AveragePrecision {

    private AveragePrecision() {}

    /** From 0 to 1; null, undefined, without a positive row. */
    public static @Nullable Double of(BinaryPredictions predictions) {
        double all = predictions.positiveWeight();
        if (!(all > 0)) {
            return null;
        }
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double found = 0;
        double taken = 0;
        double sum = 0;
        int place = scores.length - 1;
        while (place >= 0) {
            double score = scores[place];
            double here = 0;
            for (; place >= 0 && scores[place] == score; place--) {
                double weight = predictions.weight(place);
                taken += weight;
                here += positive[place] ? weight : 0;
            }
            if (here > 0) {
                found += here;
                sum += here * found / taken;
            }
        }
        return sum / all;
    }

    /**
     * How it moves with the weight of each row, w ∂AP/∂w, by row. With TP and T the positives and all rows at a score h or
     * above and t the positives at it, n₁ AP is Σ t TP/T; a positive row changes that by its own TP/T and by t (T - TP)/T² of
     * each score up to its own, a negative one by -t TP/T² of each.
     *
     * @param predictions with a positive row
     */
    public static double[] influences(BinaryPredictions predictions) {
        double all = predictions.positiveWeight();
        double average = Objects.requireNonNull(of(predictions));
        Steps steps = Steps.of(predictions);
        double[] scores = predictions.scores();
        boolean[] positive = predictions.positive();
        double[] influences = new double[scores.length];
        double gained = 0;
        double lost = 0;
        int place = 0;
        for (int step = steps.size() - 1; step >= 0; step--) {
            double found = steps.truePositives(step);
            double taken = found + steps.falsePositives(step);
            double here = found - (step == 0 ? 0 : steps.truePositives(step - 1));
            double precision = taken > 0 ? found / taken : 0;
            gained += taken > 0 ? here * (1 - precision) / taken : 0;
            lost += taken > 0 ? here * precision / taken : 0;
            for (; place < scores.length && scores[place] == steps.threshold(step); place++) {
                double move = positive[place] ? precision + gained - average : -lost;
                influences[predictions.order()[place]] = predictions.weight(place) * move / all;
            }
        }
        return influences;
    }

    /**
     * logit(AP) ± z/sqrt(n₁ AP (1 - AP)), turned back: it stays within 0 and 1. Source: Boyd, Eng and Page (2013), "Area
     * under the precision-recall curve: point estimates and confidence intervals", ECML PKDD.
     *
     * @param precision the average precision
     * @param positives n₁, all of one weight
     */
    public static Outcome<Interval> interval(double precision, long positives, double confidence) {
        if (positives == 0) {
            return Outcome.notAvailable("there is no positive row");
        }
        if (precision >= 1 || precision <= 0) {
            return Outcome.notAvailable("at 0 and 1 the logit does not exist");
        }
        double centre = Math.log(precision) - Math.log1p(-precision);
        double half = Normal.upperQuantile((1 - confidence) / 2) / Math.sqrt(positives * precision * (1 - precision));
        return Outcome.of(new Interval(logistic(centre - half), logistic(centre + half), confidence, "logit"));
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
