package io.assay.feature.pipeline;

import io.assay.feature.transform.Fitted;
import java.util.List;

/** For each feature and row, whether something had to be filled in or was never seen in training. */
public final class RowFlags {

    private final List<String> features;
    private final byte[][] flags;

    /** @param flags for each feature one for each row, or an empty array where none ever has any */
    RowFlags(List<String> features, byte[][] flags) {
        this.features = features;
        this.flags = flags;
    }

    /** The features as the pipeline's document names them; one may have become several. */
    public List<String> features() {
        return features;
    }

    /** Whether a feature has no flag in any row, as is known without looking. */
    public boolean isNone(int feature) {
        return flags[feature].length == 0;
    }

    /** Whether a value was missing and a step filled it in. */
    public boolean isImputed(int feature, int row) {
        return has(feature, row, Fitted.IMPUTED);
    }

    /** Whether a category was not among those of the training rows. */
    public boolean isUnknown(int feature, int row) {
        return has(feature, row, Fitted.UNKNOWN);
    }

    private boolean has(int feature, int row, byte mark) {
        return !isNone(feature) && (flags[feature][row] & mark) != 0;
    }
}
