package io.assay.experiment.readout;

import io.assay.statistics.multiplicity.Correction;
import org.jspecify.annotations.Nullable;

/** How a family of hypotheses is corrected for its size. */
public enum MultiplicityMethod {
    NONE(Correction.NONE),
    BONFERRONI(Correction.BONFERRONI),
    SIDAK(Correction.SIDAK),
    HOLM_BONFERRONI(Correction.HOLM_BONFERRONI),
    HOLM_SIDAK(Correction.HOLM_SIDAK),
    HOCHBERG_BONFERRONI(Correction.HOCHBERG_BONFERRONI),
    HOCHBERG_SIDAK(Correction.HOCHBERG_SIDAK),
    BENJAMINI_HOCHBERG(Correction.BENJAMINI_HOCHBERG),
    BENJAMINI_YEKUTIELI(Correction.BENJAMINI_YEKUTIELI),
    /** Many treatments against one control, Bonferroni over the metrics. */
    DUNNETT(null);

    private final @Nullable Correction correction;

    MultiplicityMethod(@Nullable Correction correction) {
        this.correction = correction;
    }

    /** Whether intervals at the levels of the single tests cover all true values at once. */
    boolean coversSimultaneously() {
        return correction == null || correction.coversSimultaneously();
    }

    /** The procedure on p-values; null for Dunnett's, which is on the arms' statistics. */
    @Nullable
    Correction correction() {
        return correction;
    }
}
