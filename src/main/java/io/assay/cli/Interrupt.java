package io.assay.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** What is to be done when the process is told to end, until it is closed. */
final class Interrupt implements AutoCloseable {

    private final Runnable last;

    private final AtomicBoolean isSettled = new AtomicBoolean();

    Interrupt(Runnable last) {
        this.last = last;
    }

    /** Called where the process ends. */
    void run() {
        if (isSettled.compareAndSet(false, true)) {
            last.run();
        }
    }

    /** From now on there is nothing to do. Where it is being done, the process ends with it, and nobody says more. */
    @Override
    public void close() {
        if (!isSettled.compareAndSet(false, true)) {
            awaitTheEnd();
        }
    }

    private static void awaitTheEnd() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
