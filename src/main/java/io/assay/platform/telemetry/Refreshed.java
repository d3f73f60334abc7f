package io.assay.platform.telemetry;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that costs a query and that metrics show: read by whoever asks first after some time, and not again until
 * that time is over, however often metrics are collected and whether or not it could be read.
 */
public final class Refreshed<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private final Supplier<T> reading;

    private final long kept;

    private final LongSupplier nanoTime;

    private @Nullable T value;

    private long readAt;

    private boolean asked;

    public Refreshed(Supplier<T> reading, Duration kept) {
        this(reading, kept, System::nanoTime);
    }

    Refreshed(Supplier<T> reading, Duration kept, LongSupplier nanoTime) {
        this.reading = reading;
        this.kept = kept.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The value as it was at most that time ago; empty when it could not be read then. */
    public synchronized Optional<T> value() {
        long now = nanoTime.getAsLong();
        if (!asked || now - readAt >= kept) {
            asked = true;
            value = read();
            readAt = nanoTime.getAsLong();
        }
        return Optional.ofNullable(value);
    }

    private @Nullable T read() {
        try {
            return reading.get();
        } catch (RuntimeException unreadable) {
            LOG.debug("A metric could not be read", unreadable);
            return null;
        }
    }
}
