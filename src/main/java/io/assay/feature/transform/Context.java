package io.assay.feature.transform;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a step may know of the rows beside its own columns. */
public interface Context {

    /** In which days and hours are told. */
    ZoneId zone();

    /** Whose rows they are and when each happened; null where the pipeline names no time. */
    @Nullable
    Timeline timeline();
}
