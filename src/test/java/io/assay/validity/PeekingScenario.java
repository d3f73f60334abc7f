package io.assay.validity;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import io.assay.statistics.moments.Strata;
import io.assay.statistics.moments.Strata.Stratum;
import io.assay.validity.population.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An experiment that is read while it grows.
 *
 * @param adjustment with which it is read
 * @param adjustmentName what the page calls it
 * @param controlShare of the units
 * @param looks units of both arms together at each look
 */
record PeekingScenario(
        Population population,
        double lift,
        Adjustment adjustment,
        String adjustmentName,
        double controlShare,
        List<Integer> looks,
        long seed) {

    /** So many looks from the first to the last, each the same factor later than the one before. */
    static List<Integer> geometric(int first, int last, int count) {
        List<Integer> looks = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            looks.add((int) Math.round(first * Math.pow((double) last / first, k / (count - 1.0))));
        }
        return looks;
    }

    double difference() {
        return lift * population.value();
    }

    /** Draws the units between the looks one look after the other. */
    Growing start(RandomGenerator random) {
        return new Growing(random);
    }

    /** One experiment on its way. */
    final class Growing {

        private final RandomGenerator random;
        private Strata control;
        private Strata treatment;
        private int look;

        private Growing(RandomGenerator random) {
            this.random = random;
            this.control = population.control(random, controlN(0));
            this.treatment = population.treatment(random, looks.getFirst() - controlN(0), lift);
        }

        Outcome<Comparison> read() {
            return Comparisons.compare(population.metric(), adjustment, control, treatment);
        }

        void grow() {
            int more = looks.get(look + 1) - looks.get(look);
            int moreControl = controlN(look + 1) - controlN(look);
            control = joined(control, population.control(random, moreControl));
            treatment = joined(treatment, population.treatment(random, more - moreControl, lift));
            look++;
        }

        private int controlN(int at) {
            return (int) Math.round(controlShare * looks.get(at));
        }
    }

    private static Strata joined(Strata before, Strata more) {
        List<Stratum> joined = new ArrayList<>();
        for (int s = 0; s < before.strata().size(); s++) {
            Stratum stratum = before.strata().get(s);
            joined.add(new Stratum(
                    stratum.key(), stratum.moments().plus(more.strata().get(s).moments())));
        }
        return new Strata(joined);
    }
}
