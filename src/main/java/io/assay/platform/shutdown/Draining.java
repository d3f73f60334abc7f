package io.assay.platform.shutdown;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The time between the word to stop and the stop. A server that closes its port at once fails the requests that are
 * sent before the balancers of a cluster have heard of it; this one is not ready first, asks its clients to open no
 * connection again, and closes the port when they had the time.
 */
@Component
final class Draining implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private final ApplicationContext context;

    private final Duration drain;

    private volatile boolean running;

    private volatile boolean draining;

    Draining(ApplicationContext context, ShutdownSettings settings) {
        this.context = context;
        this.drain = settings.drain();
    }

    boolean isDraining() {
        return draining;
    }

    /** The last to start and the first to stop: before the web server, which would refuse connections. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (drain.isZero()) {
            return;
        }
        draining = true;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        LOG.info("No longer ready; answering on for {} ms", drain.toMillis());
        try {
            Thread.sleep(drain);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
