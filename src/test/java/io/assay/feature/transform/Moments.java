package io.assay.feature.transform;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Rows on a timeline, in UTC. */
record Moments(@Nullable Timeline timeline) implements Context {

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }
}
