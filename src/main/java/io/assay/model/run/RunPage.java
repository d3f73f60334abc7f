package io.assay.model.run;

import io.assay.platform.http.Part;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some of the runs. */
@Schema(name = "ModelRunPage")
record RunPage(
        List<RunSummary> runs,

        @Schema(description = "cursor of the next page; null on the last") @Nullable
        String nextCursor) {

    static RunPage of(Part<RunSummary> part) {
        return new RunPage(part.items(), part.next());
    }
}
