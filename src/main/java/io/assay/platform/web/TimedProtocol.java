package io.assay.platform.web;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * HTTP/1.1 that waits for a whole request no longer than a limit, or as long as its body keeps coming fast. Tomcat's own time limits begin anew with every byte,
 * so that whoever sends one now and then would keep a connection for ever. Public, for Tomcat makes it by its name.
 */
public final class TimedProtocol extends Http11NioProtocol {

    private static final int ROUNDS_PER_SECOND = 2;

    private final Set<TimedProcessor> processors =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private Duration limit = Duration.ofMinutes(1);

    private long bytesPerSecond = Long.MAX_VALUE;

    private @Nullable ScheduledFuture<?> rounds;

    void setLimit(Duration limit, DataSize perSecond) {
        this.limit = limit;
        this.bytesPerSecond = perSecond.toBytes();
    }

    @Override
    protected Processor createProcessor() {
        TimedProcessor processor = new TimedProcessor(this, getAdapter());
        processors.add(processor);
        return processor;
    }

    @Override
    public void start() throws Exception {
        super.start();
        rounds = getUtilityExecutor()
                .scheduleWithFixedDelay(this::closeSlow, 0, 1000 / ROUNDS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (rounds != null) {
            rounds.cancel(false);
        }
        super.stop();
    }

    private void closeSlow() {
        List<TimedProcessor> all;
        synchronized (processors) {
            all = List.copyOf(processors);
        }
        long now = System.nanoTime();
        all.forEach(processor -> processor.closeIfSlow(now, limit.toNanos(), bytesPerSecond));
    }
}
