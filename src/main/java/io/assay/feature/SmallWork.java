package io.assay.feature;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which tables are worked on in a moment, within the request that asks for it. */
@Component
public final class SmallWork {

    private final long cells;

    SmallWork(@Value("${assay.features.small-cells}") long cells) {
        this.cells = cells;
    }

    /** Whether so many cells are. */
    public boolean is(long rows, int columns) {
        return rows * columns <= cells;
    }
}
