package io.assay.feature.leakage;

/**
 * A category turned into the mean target of its rows, in the two ways of which one leaks.
 *
 * <p>In sample: a row's own target is in its mean, so that a category of one row gives the target away. Cross-fitted: the
 * mean of the rows of the other folds; where they have none of the category, of all rows of the other folds. Without
 * smoothing, so that nothing hides the difference. scikit-learn's {@code TargetEncoder(smooth=0)}.
 */
final class Encodings {

    private Encodings() {}

    /**
     * @param codes categories from 0, of rows that have a target
     * @param target as many
     */
    static double[] inSample(int[] codes, int categories, double[] target) {
        double[] sums = new double[categories];
        int[] counts = new int[categories];
        for (int i = 0; i < codes.length; i++) {
            sums[codes[i]] += target[i];
            counts[codes[i]]++;
        }
        double[] encoded = new double[codes.length];
        for (int i = 0; i < codes.length; i++) {
            encoded[i] = sums[codes[i]] / counts[codes[i]];
        }
        return encoded;
    }

    /** @param folds the fold of each row, from 0 */
    static double[] crossFitted(int[] codes, int categories, double[] target, int[] folds, int k) {
        double[] encoded = new double[codes.length];
        for (int fold = 0; fold < k; fold++) {
            double[] sums = new double[categories];
            int[] counts = new int[categories];
            double sum = 0;
            int count = 0;
            for (int i = 0; i < codes.length; i++) {
                if (folds[i] != fold) {
                    sums[codes[i]] += target[i];
                    counts[codes[i]]++;
                    sum += target[i];
                    count++;
                }
            }
            for (int i = 0; i < codes.length; i++) {
                if (folds[i] == fold) {
                    encoded[i] = counts[codes[i]] == 0 ? sum / count : sums[codes[i]] / counts[codes[i]];
                }
            }
        }
        return encoded;
    }
}
