package io.assay.model.monitoring;

import java.util.concurrent.locks.LockSupport;

/**
 * Leaves the processor to whoever waits for it. A thread that computes keeps its processor for some milliseconds, and a
 * request that falls due meanwhile would wait as long: what is written in the background is written in small pieces.
 */
final class Yielding {

    /** The shortest sleep that there is; {@link Thread#yield} may come back at once. */
    private static final long NANOS = 1;

    private Yielding() {}

    static void now() {
        LockSupport.parkNanos(NANOS);
    }
}
