package io.assay.model.monitoring;

import io.assay.model.profile.ColumnProfile;
import io.assay.statistics.drift.Homogeneity;
import io.assay.statistics.drift.StabilityIndex;
import io.assay.statistics.drift.TwoSampleKolmogorovSmirnov;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How far a column, or a score, has moved. */
@Schema(name = "ColumnDrift")
public record ColumnDrift(
        @Schema(description = "The column, or what the score is of")
        String column,

        ColumnProfile.Kind kind,

        @Schema(
                description =
                        "What part in the model the column is counted with: its share of what the model says, or an equal one "
                                + "where that is not known; null of a score")
        @Nullable
        Double weight,

        @Schema(description = "Rows that it was frozen on") long referenceRows,

        @Schema(description = "Rows that are held against them")
        long rows,

        @Schema(description = "The share of the reference rows in which it is missing")
        double referenceMissing,

        @Schema(description = "The share of the rows in which it is missing")
        double missing,

        @Schema(
                description =
                        "Of categories the share of rows with one that is not among the levels that have a bin of their own; "
                                + "null of all else")
        @Nullable
        Double others,

        @Schema(description = "The population stability index over the frozen bins, missing being one of them")
        StabilityIndex psi,

        @Schema(
                description =
                        "The Kolmogorov-Smirnov test of what is not missing: of values where both samples are there, of the "
                                + "frozen bins where only these are, which makes the distance no larger and the p-value no "
                                + "smaller; null of what is no number")
        @Nullable
        TwoSampleKolmogorovSmirnov ks,

        @Schema(description = "Pearson's chi-square test over the frozen bins, without correction")
        Homogeneity chiSquare,

        @Schema(description = "The Jensen-Shannon distance over the frozen bins, base 2: from 0 to 1")
        double jensenShannon,

        @Schema(
                description =
                        "The 1-Wasserstein distance, in the column's own units; null of what is no number, or where only bins "
                                + "were frozen")
        @Nullable
        Double wasserstein,

        @Schema(
                description =
                        "How surely it has moved: of chi-square, its rare bins taken together, and Kolmogorov-Smirnov the "
                                + "smaller, doubled; null where all is in one bin, or held against fewer than 30 rows")
        @Nullable
        Double pValue,

        @Schema(description = "The same, corrected for the number of columns and scores (Benjamini-Hochberg)") @Nullable
        Double pAdjusted,

        @Schema(
                description =
                        "none, unless it has surely moved; then by the excess of the index small, moderate from 0.1 or large "
                                + "from 0.25 on")
        Drift drift) {

    /** How far something has moved. */
    public enum Drift {
        NONE,
        SMALL,
        MODERATE,
        LARGE
    }
}
