package io.assay.statistics.resampling;

import io.assay.statistics.Interval;
import io.assay.statistics.Outcome;
import io.assay.statistics.distribution.StudentT;
import java.util.Arrays;

/**
 * The infinitesimal jackknife of whole groups: u_g is the sum of the u_i of a group's rows, var = G/(G - 1) Σ u_g², with
 * Student's t of G - 1 degrees of freedom. Of a mean it is the cluster-robust variance, of an area Obuchowski's. Sources:
 * Obuchowski (1997), "Nonparametric analysis of clustered ROC curve data", Biometrics 53; Cameron and Miller (2015), Journal
 * of Human Resources 50, for the degrees of freedom.
 *
 * @param standardError 0 where there is one group
 * @param groups how many have a row
 */
public record GroupedJackknife(double standardError, int groups) {

    /**
     * From how the value moves with the weight of each row.
     *
     * @param influences u_i of each row, see {@link InfinitesimalJackknife}
     * @param groups of each row the number of its group, from 0
     */
    public static GroupedJackknife of(double[] influences, int[] groups) {
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        double[] sums = new double[count];
        boolean[] there = new boolean[count];
        for (int row = 0; row < influences.length; row++) {
            sums[groups[row]] += influences[row];
            there[groups[row]] = true;
        }
        double[] ofGroups = new double[count];
        int present = 0;
        for (int group = 0; group < count; group++) {
            if (there[group]) {
                ofGroups[present++] = sums[group];
            }
        }
        return new GroupedJackknife(
                present < 2 ? 0 : InfinitesimalJackknife.standardError(Arrays.copyOf(ofGroups, present)), present);
    }

    /**
     * value ± t se.
     *
     * @param scale of what it was computed from, such as the value itself or the two of which it is the difference
     * @param lowest that the value can be
     * @param highest that it can be
     */
    public Outcome<Interval> interval(double value, double scale, double confidence, double lowest, double highest) {
        if (groups < 2) {
            return Outcome.notAvailable("all rows are of one group, which does not tell how groups differ");
        }
        if (InfinitesimalJackknife.isRounding(standardError, scale)) {
            return Outcome.notAvailable("its estimated variance is 0, which no data support");
        }
        double half = StudentT.upperQuantile((1 - confidence) / 2, groups - 1.0) * standardError;
        return Outcome.of(new Interval(
                Math.max(lowest, value - half), Math.min(highest, value + half), confidence, "jackknife_of_groups"));
    }

    /** Two-sided, of a value of 0. */
    public double pValue(double value) {
        return StudentT.twoSidedP(value / standardError, groups - 1.0);
    }
}
