package io.assay.statistics.proportion;

import java.util.stream.IntStream;

/**
 * The tables of an unconditional exact test that count as at least as extreme as the observed one: for each number of
 * control successes those with few, or many, treatment successes. For all statistics in use the two edges rise with the
 * control successes (Barnard 1947 calls it convexity), so that they are found by walking, and the probability of the
 * region at a common rate takes one pass over each arm.
 */
final class RejectionRegion {

    /** Whether a table with these successes is in the region. */
    @FunctionalInterface
    interface Member {
        boolean contains(int controlSuccesses, int treatmentSuccesses);
    }

    /** The largest probability of a region over the common rate, and where it is reached. */
    record Maximum(double probability, double rate) {}

    private static final int PEAKS = 6;
    private static final int GOLDEN_STEPS = 30;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int[] fewAtMost;
    private final int[] manyAtLeast;
    private final BinomialTails control;
    private final BinomialTails treatment;
    private final int n;

    /**
     * @param few members whose treatment rate is the lower one; none, if it never holds
     * @param many members whose treatment rate is the higher one
     */
    RejectionRegion(int controlN, int treatmentN, Member few, Member many) {
        this.fewAtMost = new int[controlN + 1];
        this.manyAtLeast = new int[controlN + 1];
        this.control = new BinomialTails(controlN);
        this.treatment = new BinomialTails(treatmentN);
        this.n = controlN + treatmentN;
        int low = -1;
        int high = 0;
        for (int x = 0; x <= controlN; x++) {
            while (low < treatmentN && few.contains(x, low + 1)) {
                low++;
            }
            while (high <= treatmentN && !many.contains(x, high)) {
                high++;
            }
            fewAtMost[x] = low;
            manyAtLeast[x] = high;
        }
    }

    /** The probability of the region when both arms have this rate. */
    double probability(double rate) {
        control.fill(rate);
        treatment.fill(rate);
        double sum = 0;
        for (int x = 0; x < fewAtMost.length; x++) {
            sum += control.probability(x) * (treatment.atMost(fewAtMost[x]) + treatment.atLeast(manyAtLeast[x]));
        }
        return Math.min(1, sum);
    }

    /**
     * The supremum over the rate. In θ with rate = sin²θ no peak is narrower than about 1/(2 √n), the standard error of
     * θ, so that a grid of a fifth of that meets them all; golden sections then refine the highest few.
     */
    Maximum maximum() {
        int points = 100 + (int) (16 * Math.sqrt(n));
        double step = Math.PI / 2 / points;
        double[] heights = new double[points + 1];
        for (int i = 1; i < points; i++) {
            heights[i] = probabilityAt(i * step);
        }
        Maximum best = new Maximum(0, 0.5);
        for (int peak : highestPeaks(heights)) {
            Maximum refined = refine((peak - 1) * step, (peak + 1) * step);
            best = refined.probability() > best.probability() ? refined : best;
            if (heights[peak] > best.probability()) {
                best = new Maximum(heights[peak], rate(peak * step));
            }
        }
        return best;
    }

    private static int[] highestPeaks(double[] heights) {
        return IntStream.range(1, heights.length - 1)
                .filter(i -> heights[i] >= heights[i - 1] && heights[i] >= heights[i + 1])
                .boxed()
                .sorted((i, j) -> Double.compare(heights[j], heights[i]))
                .limit(PEAKS)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Maximum refine(double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double leftHeight = probabilityAt(left);
        double rightHeight = probabilityAt(right);
        for (int i = 0; i < GOLDEN_STEPS; i++) {
            if (leftHeight > rightHeight) {
                high = right;
                right = left;
                rightHeight = leftHeight;
                left = high - GOLDEN * (high - low);
                leftHeight = probabilityAt(left);
            } else {
                low = left;
                left = right;
                leftHeight = rightHeight;
                right = low + GOLDEN * (high - low);
                rightHeight = probabilityAt(right);
            }
        }
        return leftHeight > rightHeight ? new Maximum(leftHeight, rate(left)) : new Maximum(rightHeight, rate(right));
    }

    private double probabilityAt(double theta) {
        return probability(rate(theta));
    }

    private static double rate(double theta) {
        double sine = Math.sin(theta);
        return sine * sine;
    }
}
