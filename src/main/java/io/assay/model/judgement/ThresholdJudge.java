package io.assay.model.judgement;

import io.assay.model.judgement.JudgeOptions.Capacity;
import io.assay.model.judgement.JudgeOptions.Costs;
import io.assay.model.judgement.ThresholdReading.Chosen;
import io.assay.model.judgement.ThresholdReading.Cost;
import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.classification.BinaryPredictions;
import io.assay.statistics.classification.Confusion;
import io.assay.statistics.classification.ConfusionIntervals;
import io.assay.statistics.classification.GroupedConfusionIntervals;
import io.assay.statistics.classification.RateIntervals;
import io.assay.statistics.classification.Thresholds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses a threshold and says what it comes to. */
final class ThresholdJudge {

    private static final double HALF = 0.5;
    private static final double NEARLY = 1e-12;

    private ThresholdJudge() {}

    static ThresholdReading read(BinaryPredictions predictions, JudgeOptions options, List<String> warnings) {
        Costs costs = options.costs();
        Capacity capacity = options.capacity();
        JudgeOptions.Threshold given = options.threshold();
        Chosen chosen;
        double threshold;
        if (given != null) {
            chosen = given.chosen();
            threshold = given.value();
        } else if (capacity != null) {
            chosen = Chosen.CAPACITY;
            threshold = Thresholds.withCapacity(predictions, most(predictions, capacity));
        } else if (costs != null) {
            chosen = Chosen.COSTS;
            threshold = Thresholds.cheapest(predictions, costs.falsePositive(), costs.falseNegative());
        } else {
            chosen = Chosen.DEFAULT;
            threshold = HALF;
        }
        Confusion confusion = Confusion.at(predictions, threshold);
        if (chosen == Chosen.COSTS) {
            warnings.add("The threshold was chosen on these very rows, so its cost on others will be a little higher.");
        }
        double taken = confusion.truePositives() + confusion.falsePositives();
        boolean isRowLeft = predictions.rows() > 0 && predictions.scores()[0] < threshold;
        if (capacity != null
                && chosen == Chosen.CAPACITY
                && isRowLeft
                && taken < Math.floor(most(predictions, capacity))) {
            warnings.add("The capacity is not used up: the next rows have one probability, and not all of them fit.");
        }
        return new ThresholdReading(
                threshold,
                chosen,
                confusion,
                rates(predictions, confusion, threshold, options.confidence()),
                costs == null ? null : cost(confusion, costs));
    }

    /** Rows that fit, or the weight of them. */
    private static double most(BinaryPredictions predictions, Capacity capacity) {
        Long rows = capacity.rows();
        Double share = capacity.share();
        if (rows != null) {
            return rows;
        }
        if (share == null) {
            return predictions.totalWeight();
        }
        double most = share * predictions.totalWeight();
        // 0.29 of 100 rows are 28.999999999999996 in floating point, and 29 to who asks.
        double whole = Math.rint(most);
        return Math.abs(most - whole) <= NEARLY * whole ? whole : most;
    }

    private static Cost cost(Confusion confusion, Costs costs) {
        double positives = confusion.truePositives() + confusion.falseNegatives();
        double negatives = confusion.falsePositives() + confusion.trueNegatives();
        double total =
                costs.falsePositive() * confusion.falsePositives() + costs.falseNegative() * confusion.falseNegatives();
        return new Cost(
                total,
                total / confusion.total(),
                costs.falseNegative() * positives,
                costs.falsePositive() * negatives,
                costs.falsePositive() / (costs.falsePositive() + costs.falseNegative()));
    }

    private static Map<String, Measured> rates(
            BinaryPredictions predictions, Confusion confusion, double threshold, double confidence) {
        Map<String, Measured> rates = new LinkedHashMap<>();
        boolean isGrouped = predictions.groups() != null;
        boolean weighted = predictions.isWeighted() && !isGrouped;
        RateIntervals intervals = isGrouped
                ? new GroupedConfusionIntervals(predictions, threshold, confidence)
                : new ConfusionIntervals(confusion, confidence);
        put(
                rates,
                weighted,
                "precision",
                confusion.precision(),
                Better.HIGHER,
                "no row is taken",
                intervals::precision);
        put(
                rates,
                weighted,
                "recall",
                confusion.recall(),
                Better.HIGHER,
                "there is no positive row",
                intervals::recall);
        put(
                rates,
                weighted,
                "specificity",
                confusion.specificity(),
                Better.HIGHER,
                "there is no negative row",
                intervals::specificity);
        put(rates, weighted, "f1", confusion.f1(), Better.HIGHER, "no row is positive or taken", intervals::f1);
        put(rates, weighted, "accuracy", confusion.accuracy(), Better.HIGHER, "no row counts", intervals::accuracy);
        put(
                rates,
                weighted,
                "balanced_accuracy",
                confusion.balancedAccuracy(),
                Better.HIGHER,
                "there are rows of one class only",
                intervals::balancedAccuracy);
        put(
                rates,
                weighted,
                "mcc",
                confusion.matthews(),
                Better.HIGHER,
                "rows are of one class only, or all are taken or none",
                intervals::matthews);
        put(rates, weighted, "flagged", confusion.flagged(), null, "no row counts", intervals::flagged);
        return Collections.unmodifiableMap(rates);
    }

    private static void put(
            Map<String, Measured> rates,
            boolean weighted,
            String name,
            @Nullable Double value,
            @Nullable Better better,
            String reason,
            Supplier<Outcome<Interval>> interval) {
        if (value == null) {
            rates.put(name, new Measured(null, better, null, reason));
        } else if (weighted) {
            rates.put(
                    name,
                    new Measured(
                            value,
                            better,
                            null,
                            "its interval is for rows that weigh the same, or that come in groups"));
        } else {
            Outcome<Interval> limits = interval.get();
            rates.put(name, new Measured(value, better, limits.valueOrNull(), limits.reasonOrNull()));
        }
    }
}
