package io.assay.feature.instant;

import io.assay.feature.FeatureColumns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Calendar features of a column. */
@Schema(name = "TimeFeaturesAnswer")
record TimeFeaturesAnswer(
        @Schema(description = "The column of dates or times")
        String column,

        @Schema(description = "In which days were told") String timeZone,
        @Schema(description = "How many rows") int rows,

        @Schema(description = "The features, in their order")
        List<String> names,

        @Schema(
                ref = FeatureColumns.SCHEMA,
                description =
                        "By feature its values in the order of the rows, and the numbers dow (Monday 0) and month (January "
                                + "1); null where the time is missing")
        FeatureColumns columns) {}
