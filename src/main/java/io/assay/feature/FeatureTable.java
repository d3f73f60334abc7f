package io.assay.feature;

import io.assay.feature.pipeline.Features;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The features of some rows, in an answer. */
@Schema(name = "FeatureTable")
public record FeatureTable(
        @Schema(description = "How many rows") int rows,

        @Schema(description = "The features, in their order")
        List<String> names,

        @Schema(description = "By feature its values in the order of the rows; null is missing")
        FeatureColumns columns) {

    /** An answer of more would be longer than callers can well read. */
    public static final long MOST_VALUES = 4_000_000;

    /**
     * The features from a row on.
     *
     * @param from the first row that is answered with
     */
    public static FeatureTable of(Features features, int from) {
        return new FeatureTable(features.rows() - from, features.names(), FeatureColumns.of(features, from));
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
                    "%,d rows of %,d features are %,d numbers, and an answer may hold %,d: ask for fewer rows at a time."
                            .formatted(rows, features, rows * features, MOST_VALUES));
        }
    }
}
