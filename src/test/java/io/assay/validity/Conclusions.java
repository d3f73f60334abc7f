package io.assay.validity;

/** What the tables mean, in words: why methods miss, and from which n they hold. */
final class Conclusions {

    static final String TEXT = """

            ## What this means for `analyze`

            - `p_value` (`pooled_z`), `difference_ci` (`miettinen_nurminen`) and `lift_ci` (`score`) miss in no row, and the run
              fails if they do. With few conversions they are cautious: they find less than was planned for.
            - `ci_95` (`wald_pooled`) misses where the smaller arm has the higher of two low rates, however large n is: its standard
              error takes the two as equal. No warning about counts catches that; take `difference_ci`.
            - `small_counts` warns by expected counts. A warning by observed ones lets through the experiments of unequal arms whose
              small arm has an unusually high count, and errs among them: see the rows 9:1 under `observed < 20`.

            ## Why means and ratios miss, and from which n they hold

            - **Equal arms**: Welch's test holds from 100 units an arm for all data here, log-normal ones (skewness 6.18) included,
              since without an effect the skewness of the two arms cancels; clustered data with a lift need 1,000.
            - **Unequal arms**: the skewness of the smaller arm is left. What counts are its conversions: with 2 at 180/20 or 1,800/200
              units (10 %, 1 %) the test errs in 13 to 14 % of the experiments, with 20 in 5.6 %, with 200 it holds. Log-normal data
              hold from 18,000/2,000 units two-sided; the rule 355 skewness² asks for 13,570 an arm. Clustered ones hold from there.
            - **One-sided tests** see the skewness twice: that for an increase is cautious, that for a decrease errs more, by as much.
              They need ten times the units of the two-sided test; log-normal data at 18,000/2,000 still miss.
            - **Normal instead of t quantiles** (`z`, `chance_to_win`, `flat_posterior`) miss with 20 units in an arm, on normal data
              too, and hold from 200.
            - **`student`** is exact for equal variances. Where variances differ and arms are unequal it misses whatever n is: 25 %
              false positives with twice the deviation in the small arm. Take `welch`.
            - **`cuped`** and **`post_stratification`** miss where the plain comparison does, CUPED a little less, as it takes skewness
              out. Few units in a stratum of an arm leave no answer.
            - **`post_stratification, covariate`** takes the residual variance of both arms of a stratum as equal, and so misses like
              `student` whatever n is: with unequal arms it needs an effect that leaves the variance as it is.
            - **Relative effects**: `delta` misses where the control mean is noisy: 92 % with ten conversions in control, 93.6 % for 100
              log-normal units; it holds from 100 conversions and from 1,000 units. `fieller` and `log_ratio` hold there already;
              with unequal arms all three miss where the difference does. `none` is the control mean's own interval reaching 0.
            - **Margins**: a margin relative to control should be tested by `fieller`, which holds with ten conversions in control; the
              delta method errs in 11 % of those experiments, in 6.6 % with 100 and still in 5.5 % with 1,000 conversions. `share` forgets
              the noise of the control mean, so no n helps. `equivalence` is cautious while its interval is wider than the margins.
              For rates the score tests hold wherever `small_counts` is silent, but for unequal arms of few conversions.
            - **Quantiles** are cautious with few values beyond the quantile, as ranks are rounded outwards; with 200 units in the
              smaller arm the median misses by half a point, since the distance of two order statistics is a noisy variance.
            - **Beta posteriors** have a prior worth two units an arm: with 20 units in one of them, or two expected conversions, the
              chance to win is too high for the arm with fewer units.
            - **Observations as units**: see the clustered rows; a ratio by unit needs no correction for clusters.
            """;

    private Conclusions() {}
}
