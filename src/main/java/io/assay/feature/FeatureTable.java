package io.assay.feature;

import io.assay.feature.pipeline.Features;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;

/** The features of some rows, in an answer. */
@Schema(name = "FeatureTable")
public record FeatureTable(
        @Schema(description = "How many rows") int rows,

        @Schema(description = "The features, in their order")
        List<String> names,

        @Schema(
                ref = FeatureColumns.SCHEMA,
                description = "By feature its values in the order of the rows; null is missing")
        FeatureColumns columns) {

    /** An answer of more would be longer than callers can well read. */
    public static final long MOST_VALUES = 4_000_000;

    /** The features of all rows. */
    public static FeatureTable of(Features features) {
        return of(features, 0, features.rows());
    }

    /**
     * The features of some rows.
     *
     * @param from the first row that is answered with
     * @param to the one after the last
     */
    public static FeatureTable of(Features features, int from, int to) {
        return new FeatureTable(to - from, features.names(), FeatureColumns.of(features, from, to));
    }

    /**
     * Before they are made.
     *
     * @throws ProblemException with status 422 for more numbers than an answer may hold
     */
    public static void check(long rows, int features) {
        if (rows * features > MOST_VALUES) {
            throw new ProblemException(
                    ProblemType.IMPOSSIBLE_INPUT,
                    String.format(
                            Locale.ROOT,
                            "%,d rows of %,d features are %,d numbers, and an answer may hold %,d: ask for fewer rows at a time, by limit and offset of a stored pipeline's transform.",
                            rows,
                            features,
                            rows * features,
                            MOST_VALUES));
        }
    }
}
