package io.assay.statistics.calibration;

import io.assay.statistics.InvalidInputException;
import io.assay.statistics.classification.BinaryPredictions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ascending function nearest to the outcomes by least squares: outcomes of equal scores are averaged, neighbours that
 * descend are pooled, and between what is left it is a straight line, outside the ends flat. As scikit-learn 1.9's
 * {@code IsotonicRegression(out_of_bounds="clip")}. Source: Ayer et al. (1955), Annals of Mathematical Statistics 26;
 * Zadrozny and Elkan (2002), KDD.
 *
 * @param scores the knots, ascending: the first and last score of each block
 * @param probabilities at the knots, never descending
 */
public record Isotonic(List<Double> scores, List<Double> probabilities) implements Calibrator {

    public Isotonic {
        scores = List.copyOf(scores);
        probabilities = List.copyOf(probabilities);
        if (scores.isEmpty() || scores.size() != probabilities.size()) {
            throw new InvalidInputException("scores", "must be as many as there are probabilities, and not none");
        }
    }

    /** Consecutive scores whose outcomes have one mean. */
    private record Block(double first, double last, double weight, double sum) {

        double mean() {
            return sum / weight;
        }

        Block with(Block next) {
            return new Block(first, next.last, weight + next.weight, sum + next.sum);
        }
    }

    /**
     * Fits.
     *
     * @param scores the higher, the likelier positive
     * @param positive as many, both classes among them
     * @param weights as many, 0 or more; null where all weigh the same
     */
    public static Isotonic fit(double[] scores, boolean[] positive, double @Nullable [] weights) {
        List<Block> blocks = new ArrayList<>();
        for (Block next : distinct(Fitting.checked(scores, positive, weights))) {
            Block block = next;
            while (!blocks.isEmpty() && blocks.getLast().mean() >= block.mean()) {
                block = blocks.removeLast().with(block);
            }
            blocks.add(block);
        }
        List<Double> knots = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        for (Block block : blocks) {
            knots.add(block.first);
            means.add(block.mean());
            if (block.last > block.first) {
                knots.add(block.last);
                means.add(block.mean());
            }
        }
        return new Isotonic(knots, means);
    }

    /** One block for each score that counts. */
    private static List<Block> distinct(BinaryPredictions predictions) {
        double[] sorted = predictions.scores();
        List<Block> blocks = new ArrayList<>();
        int place = 0;
        while (place < sorted.length) {
            double score = sorted[place];
            double weight = 0;
            double sum = 0;
            for (; place < sorted.length && sorted[place] == score; place++) {
                weight += predictions.weight(place);
                sum += predictions.positive()[place] ? predictions.weight(place) : 0;
            }
            if (weight > 0) {
                blocks.add(new Block(score, score, weight, sum));
            }
        }
        return blocks;
    }

    @Override
    public double apply(double score) {
        int last = scores.size() - 1;
        if (score <= scores.getFirst()) {
            return probabilities.getFirst();
        }
        if (score >= scores.get(last)) {
            return probabilities.get(last);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (scores.get(middle) <= score) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double slope = (probabilities.get(high) - probabilities.get(low)) / (scores.get(high) - scores.get(low));
        return probabilities.get(low) + slope * (score - scores.get(low));
    }
}
