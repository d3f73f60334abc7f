package io.assay.statistics.did;

import java.util.ArrayList;
import java.util.List;

/**
 * What the coefficient of a two-way regression on treatment is an average of: every comparison of two cohorts in the
 * periods in which one of them changes and the other does not, later against earlier treated ones included, which are
 * already treated and make their effects' growth look like the other's loss.
 *
 * <p>With n the cohorts' shares, D̄ the share of periods in which each is treated, n_kl = n_k/(n_k + n_l), and k treated more
 * of the time: s_k = ((n_k + n_l)(1 - D̄_l))² n_kl (1 - n_kl) (D̄_k - D̄_l)(1 - D̄_k) / (1 - D̄_l)² / V for k against l in the
 * periods before l, and s_l = ((n_k + n_l) D̄_k)² n_kl (1 - n_kl) D̄_l (D̄_k - D̄_l) / D̄_k² / V for l against k in those from k
 * on; V the sum of all, so that they add up to one. Never treated cohorts have D̄ = 0, always treated ones 1. Source: A.
 * Goodman-Bacon, Journal of Econometrics 225 (2021), 254-277, theorem 1.
 *
 * @param components by comparison
 * @param estimate Σ weight · estimate, the coefficient of the two-way regression
 */
public record GoodmanBacon(List<Component> components, double estimate) {

    /** What is compared. */
    public enum Type {
        EARLIER_VS_LATER_TREATED,
        LATER_VS_ALWAYS_TREATED,
        LATER_VS_EARLIER_TREATED,
        TREATED_VS_NEVER_TREATED
    }

    /**
     * One comparison.
     *
     * @param treated when the cohort that changes is treated first
     * @param control the other's; infinity for never
     * @param type what is compared
     * @param weight its share
     * @param estimate the difference of the two changes
     */
    public record Component(double treated, double control, Type type, double weight, double estimate) {}

    /** The decomposition; there must be two cohorts at least, of which one changes. */
    public static GoodmanBacon of(CohortMoments moments) {
        CohortMoments all = moments.joinedAfterTheEnd();
        double[] periods = all.periods();
        double[] cohorts = all.cohorts();
        double units = all.totalUnits();
        List<Component> raw = new ArrayList<>();
        double total = 0;
        for (int k = 0; k < cohorts.length; k++) {
            for (int l = k + 1; l < cohorts.length; l++) {
                double early = treatedShare(periods, cohorts[k]);
                double late = treatedShare(periods, cohorts[l]);
                double both = (all.units()[k] + all.units()[l]) / units;
                double share = all.units()[k] / (double) (all.units()[k] + all.units()[l]);
                double common = both * both * share * (1 - share) * (early - late);
                boolean never = Double.isInfinite(cohorts[l]);
                if (early < 1 && early > late) {
                    double weight = common * (1 - early);
                    raw.add(new Component(
                            cohorts[k],
                            cohorts[l],
                            never ? Type.TREATED_VS_NEVER_TREATED : Type.EARLIER_VS_LATER_TREATED,
                            weight,
                            difference(all, k, l, Double.NEGATIVE_INFINITY, cohorts[k], cohorts[l])));
                    total += weight;
                }
                if (!never && early > late) {
                    double weight = common * late;
                    raw.add(new Component(
                            cohorts[l],
                            cohorts[k],
                            early < 1 ? Type.LATER_VS_EARLIER_TREATED : Type.LATER_VS_ALWAYS_TREATED,
                            weight,
                            difference(all, l, k, cohorts[k], cohorts[l], Double.POSITIVE_INFINITY)));
                    total += weight;
                }
            }
        }
        List<Component> components = new ArrayList<>();
        double estimate = 0;
        for (Component one : raw) {
            double weight = one.weight() / total;
            components.add(new Component(one.treated(), one.control(), one.type(), weight, one.estimate()));
            estimate += weight * one.estimate();
        }
        return new GoodmanBacon(List.copyOf(components), estimate);
    }

    /** How much of the weight is on comparisons with cohorts that are treated already. */
    public double weightOnTreatedControls() {
        return components.stream()
                .filter(one ->
                        one.type() == Type.LATER_VS_EARLIER_TREATED || one.type() == Type.LATER_VS_ALWAYS_TREATED)
                .mapToDouble(Component::weight)
                .sum();
    }

    private static double treatedShare(double[] periods, double cohort) {
        int treated = 0;
        for (double period : periods) {
            if (period >= cohort) {
                treated++;
            }
        }
        return treated / (double) periods.length;
    }

    /** The change of k from [from, at) to [at, to) less that of l. */
    private static double difference(CohortMoments all, int k, int l, double from, double at, double to) {
        return change(all.means()[k], all.periods(), from, at, to)
                - change(all.means()[l], all.periods(), from, at, to);
    }

    private static double change(double[] means, double[] periods, double from, double at, double to) {
        double before = 0;
        double after = 0;
        int beforeCount = 0;
        int afterCount = 0;
        for (int t = 0; t < periods.length; t++) {
            if (periods[t] >= from && periods[t] < at) {
                before += means[t];
                beforeCount++;
            } else if (periods[t] >= at && periods[t] < to) {
                after += means[t];
                afterCount++;
            }
        }
        return after / afterCount - before / beforeCount;
    }
}
