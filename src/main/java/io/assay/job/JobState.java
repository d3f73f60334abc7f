package io.assay.job;

import java.util.Locale;

/** Where a job stands. */
enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    EXPIRED;

    boolean isOver() {
        return this != QUEUED && this != RUNNING;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
