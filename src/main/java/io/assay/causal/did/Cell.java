package io.assay.causal.did;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of the four: a group at a time.
 *
 * @param treated whether the group is the treated one
 * @param post whether the time is the one after
 * @param rows how many
 * @param mean of the outcome, weighted where there are weights
 * @param standardDeviation of the outcome, with n - 1; null of one row, and where there are weights
 */
@Schema(name = "DiffInDiffCell")
record Cell(
        boolean treated,
        boolean post,
        int rows,
        double mean,
        @Nullable Double standardDeviation) {

    String words() {
        return (treated ? "treated" : "control") + (post ? " after" : " before");
    }
}
