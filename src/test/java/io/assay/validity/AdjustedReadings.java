package io.assay.validity;

import io.assay.statistics.Outcome;
import io.assay.statistics.moments.Adjustment;
import io.assay.statistics.moments.ArmData;
import io.assay.statistics.moments.Comparison;
import io.assay.statistics.moments.Comparisons;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One experiment, compared in every way.
 *
 * @param plain without adjustment
 * @param equalVariances without adjustment, for Student's test
 * @param cuped with the value before the experiment as covariate
 * @param stratified by three strata
 * @param both by three strata, with the covariate in each
 */
record AdjustedReadings(Reading plain, Reading equalVariances, Reading cuped, Reading stratified, Reading both) {

    static final double ALPHA = 0.05;

    static AdjustedReadings draw(Scenario scenario, RandomGenerator random) {
        var population = scenario.population();
        ArmData control = population.control(random, scenario.controlN());
        ArmData treatment = population.treatment(random, scenario.treatmentN(), scenario.lift());
        Adjustment.Cuped cuped = population.cuped();
        Outcome<Comparison> plain = Comparisons.compare(population.metric(), new Adjustment.None(), control, treatment);
        return new AdjustedReadings(
                Reading.of(plain, ALPHA),
                Reading.of(plain.then(Comparison::withEqualVariances), ALPHA),
                Reading.of(Comparisons.compare(population.metric(), cuped, control, treatment), ALPHA),
                Reading.of(
                        Comparisons.compare(
                                population.metric(), new Adjustment.PostStratification(List.of()), control, treatment),
                        ALPHA),
                Reading.of(
                        Comparisons.compare(
                                population.metric(),
                                new Adjustment.PostStratification(cuped.covariates(), Adjustment.Residuals.BY_ARM),
                                control,
                                treatment),
                        ALPHA));
    }
}
