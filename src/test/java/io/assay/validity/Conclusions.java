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
              since without an effect the skewness of the two arms cancels; clustered data need 1,000.
            - **Unequal arms**: the skewness of the smaller arm is left. What counts are its conversions: with 2 of them (1,800/200
              units at 1 %, 180/20 at 10 %) the test errs in 13 to 14 % of the experiments, with 20 in 5.6 %, with 200 it holds.
              Log-normal and clustered data hold from 18,000/2,000 units; the rule 355 skewness² asks for 13,570 log-normal ones.
            - **One-sided tests** see the skewness of unequal arms twice: that for an increase is cautious, that for a decrease errs
              more, by as much. Binomial (10 %) and log-normal data still miss at 18,000/2,000 units; with equal arms they hold.
            - **Normal instead of t quantiles** (`z`, `chance_to_win`, `flat_posterior`) miss with 20 units in an arm, on normal data
              too, and hold from 200.
            - **`student`** is exact for equal variances. Where variances differ and arms are unequal it misses whatever n is: 25 %
              false positives with twice the deviation in the small arm. Take `welch`.
            - **`cuped`** and **`post_stratification`** miss where the plain comparison does, CUPED a little less, as it takes skewness
              out, and hold from the same n. A stratum with fewer than two units in an arm leaves no answer.
            - **Relative effects**: `delta` misses where the control mean is noisy: 92 % with ten conversions in control, 93.6 % for 100
              log-normal units; with equal arms it holds from 100 conversions and from 1,000 units. `fieller` holds before that where
              the difference does, `log_ratio` but for 100 log-normal units; with unequal arms all miss where the difference does.
              `none` is a control mean whose own interval contains 0.
            - **Margins**: a margin relative to control is tested by `beyond_share`, which with equal arms holds from ten conversions
              in control; the delta method finds a decrease in 11 % of those experiments, with 100 conversions in 6.6 %, with 1,000
              in 5.5 %. `share` forgets the noise of the control mean, so no n helps. `equivalence` is cautious while its interval
              is wider than the margins. For rates the score tests hold with equal arms everywhere, with unequal ones from 20
              conversions in the smaller arm but for half a point.
            - **Clusters**: observations taken as units err in 12 % of the experiments whatever n is; the ratio by unit holds from
              1,000 units an arm.
            - **Quantiles** are cautious with few values beyond the quantile, as ranks are rounded outwards; with 200 units in the
              smaller arm the median misses by half a point, since the distance of two order statistics is a noisy variance.
            - **Beta posteriors** carry a prior worth two units an arm: with two expected conversions in one arm its chance to win is
              too high. Coverage of their intervals does not suffer.
            - **Families**: with no correction ten true hypotheses give a discovery in 40 % of the families, correlated ones in 29 %.

            ## Why sequential methods miss, and from which look they hold

            - **`asymptotic_cs`** of the difference errs in 1 % of the experiments up to the plan and in 2 % up to four times that, at
              equal arms from the earliest first looks: 200 units at 1 %, 100 at 10 % and of log-normal data. At 90/10 it misses where
              the small arm begins with one or two conversions, or with 10 to 50 log-normal units; with five it holds at 10 %, and
              at 1 % not yet.
            - **`relative`** divides by the control mean, as `delta` does: at 1 % it misses at a first look with one to five
              conversions in control, and is no longer cautious at 25. Read the difference until there are a hundred.
            - **`normal_mixture`** with an estimated standard error trusts the first looks more, and misses more at 90/10.
            - **`fixed_horizon`** read at 50 looks finds an effect in 14 to 42 % of the experiments at equal arms, `chance_to_win`
              above 95 % in 13 to 35 %: the later the first look, the fewer.
            - **Group-sequential plans** hold their level on data of known variance at any looks, planned or not. z against a normal
              bound forgets the degrees of freedom: with 10 to 40 units in an arm at the first look Pocock's bounds err in 5.8 to
              6.1 %, and hold with the z of Welch's p. Early looks use the far tail, so unequal arms of skewed data miss more than at a
              fixed horizon: 6.5 to 19 % with 2 to 4 conversions in the small arm at the first look, up to 6.1 % with 20; they hold
              with 40.
            - **After stopping**, the fixed-horizon interval covers 93 to 95 % and its estimate is too large in up to 59 % of the
              experiments with an effect; the stagewise estimate is too large in half of them, as it should be. Repeated
              intervals are cautious by design: they hold at all looks together.

            ## Why effects without a lot miss

            - **The raw difference** covers the truth in no sample: it has the covariates in it. Every other column asks for less faith.
            - **Matching without replacement** and **subclasses** leave a rest of the covariates between partners (bias 0.1 and 0.15 of an
              effect of 1 here), which their errors do not know of: match again, adjust for the bias, or weight. Partners with replacement
              and bias adjustment hold where the outcome is a line.
            - **`regression_adjustment`** is as good as its line and covers nothing where the line is wrong; **`ipw`** as good as its score, and
              loose where overlap is little. **`aipw`**, **`ipw_ra`** and **`entropy`** need one of the two models; with both wrong nothing holds.
            - **Few clusters**: a regressor that clusters share is found to have an effect by `hc3` in 36 to 59 % of the samples. `crv1` errs in
              17 % with 6 clusters, 11 % with 10, 8 % with 20 and 6 % with 50, and in 22, 18, 12 and 8 % where clusters are unequal. `crv3` errs in at
              most 6.8 % of these, `cr2` and the bootstraps in at most 6 %: report one of them below 50. With 3 or 5 clusters `crv1` errs in 27 and 18 % and no
              vector of signs can be rare enough for `wild`: endpoints give no p-value by fewer than six.
            - **One treated cluster** seems to have an effect in 65 % of the samples whatever clustered error is taken, so there is no p-value. With two or three
              treated of 20 `crv3` errs in 14 and 9 %, while `cr2` and `wild` find next to nothing; from six on they hold. Where the treated vary more than the others
              and are few, everything errs.
            - **Two groups and two times**: `hc3`, the headline, holds where rows are independent, from 5 in a cell, and where cells vary unlike. Units seen again make it
              cautious where they differ for good (it covers 99.6 %) and wrong where noise goes on (82 to 93 %); `by_unit` covers 94 to 95 % of all these. Shocks of whole
              groups leave both with 33 to 85 %, but for 50 groups of 10 units, where two errors of `hc3` cancel: cluster by what treatment was given to, and take the
              jackknife where few of the groups were treated.
            - **Trends parallel given covariates**: `unadjusted` compares trends that differ. `reg` is as good as its line, `ipw` as good as its score; doubly robust
              methods hold with one of them right, short of a point and a half where 400 units must do without the regression; with both wrong nothing holds.
            - **All effects of an event study at once**: `pointwise` intervals leave one out in 18 to 31 % of the studies. `sup_t` holds, with 12 units too; the joint test
              before treatment errs in 9.5 % with 12 units, 7 % with 20, and holds with 50.
            - **Trends that part**: the `usual` interval covers 0 to 30 %. `smooth_0` covers where they part by a line, and where they do what is allowed for the wider ones
              do; what is not allowed for they may miss.
            - **Interrupted series**: errors that go on make `classical` and `hc3` find a change of level in up to 40 % of the series. `hac` misses less
              the longer the series is, and still in 19 % of those of 240 periods with ρ = 0.7; without any persistence its price is 7 to 15 %.
              A Durbin-Watson far from 2 is a reason to look for a series that was not interrupted.
            - **Treatment that begins at different times**: where effects grow or differ `two_way` covers their average in 0 to 30 % of the panels,
              its mean estimate off by most of the effect. `callaway_santanna` and `sun_abraham` hold with 100 units a cohort; the latter takes
              shares for known and covers two points too little where cohorts differ. Influence functions know no degrees of freedom: with 15 units
              a cohort all bands at once and the test before treatment err in 13 %, with 8 in 25 %. The check `clusters` warns below 50.
            """;

    private Conclusions() {}
}
