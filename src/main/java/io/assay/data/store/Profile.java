package io.assay.data.store;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in the columns of a dataset. */
@Schema(name = "DatasetProfile")
record Profile(
        String dataset,
        String fingerprint,
        long rows,
        @Nullable Target target,
        List<Column> columns,

        @Schema(description = "what to look at before anything is learned from this table")
        List<String> warnings) {

    Profile {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /** The column that others are to explain. */
    @Schema(name = "ProfileTarget")
    record Target(
            String name,

            @Schema(description = "binary, number or category; which measures relate columns to it")
            String kind,

            @Schema(description = "the value that counts as positive, of a binary one") @Nullable
            String positive,

            @Schema(description = "rows in which it is not missing")
            long rows,

            @Schema(description = "share of the positive among those, of a binary one") @Nullable
            Double rate) {}

    /** A column. */
    @Schema(name = "ProfileColumn")
    record Column(
            String name,
            String type,

            @Schema(description = "values that are not missing")
            long count,

            long missing,
            double missingRate,
            @Schema(description = "different values") long distinct,

            @Schema(description = "null for text and times") @Nullable
            Numbers numbers,

            @Schema(description = "null for numbers and times") @Nullable
            Texts texts,

            @Schema(description = "null for numbers and text") @Nullable
            Times times,

            @Schema(description = "the most frequent values, most first; the first ten")
            List<Frequent> top,

            @Schema(description = "how it is related to the target; empty without one, and for the target")
            List<Relation> relations,

            @Schema(
                    description =
                            "all_missing, constant, likely_id (every value comes once), personal_data (by its name)")
            List<String> flags,

            @Schema(description = "why a figure is null, by its name")
            Map<String, String> reasons) {

        Column {
            top = List.copyOf(top);
            relations = List.copyOf(relations);
            flags = List.copyOf(flags);
        }
    }

    /** Of numbers. */
    @Schema(name = "ProfileNumbers")
    record Numbers(
            @Nullable Double minimum,
            @Nullable Double maximum,
            @Nullable Double mean,

            @Schema(description = "of a sample: divided by count - 1") @Nullable
            Double standardDeviation,

            @Schema(description = "of a sample, adjusted for bias (G1, as pandas has it)") @Nullable
            Double skewness,

            long zeros,
            long negatives,

            @Schema(description = "p1, p5, p25, p50, p75, p95, p99, linear between neighbours (type 7)")
            Map<String, Double> quantiles,

            @Schema(description = "equal widths from minimum to maximum; a bin has its lower end, the last one both")
            List<Bin> histogram) {

        Numbers {
            histogram = List.copyOf(histogram);
        }
    }

    /** A bin of a histogram. */
    @Schema(name = "ProfileBin")
    record Bin(double from, double to, long count) {}

    /** Of text, in characters. */
    @Schema(name = "ProfileTexts")
    record Texts(
            @Nullable Long shortest,
            @Nullable Long longest,
            @Nullable Double meanLength) {}

    /** Of times, as ISO 8601. */
    @Schema(name = "ProfileTimes")
    record Times(@Nullable String first, @Nullable String last) {}

    /** A value and how often it comes. */
    @Schema(name = "ProfileFrequent")
    record Frequent(Object value, long count) {}

    /** How a column is related to the target. */
    @Schema(name = "ProfileRelation")
    record Relation(
            @Schema(
                    description =
                            "auc: of the number, ties half (binary target); auc_of_in_sample_rate: of the positive rate of each "
                                    + "level, which flatters levels of few rows; cramers_v; pearson; eta_squared: share of the "
                                    + "variance that groups explain (one-way ANOVA)")
            String measure,

            @Nullable Double value,

            @Schema(description = "in which neither is missing")
            long rows,

            @Schema(description = "why the value is null") @Nullable
            String reason) {}
}
