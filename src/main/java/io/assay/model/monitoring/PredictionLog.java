package io.assay.model.monitoring;

import io.assay.model.monitoring.MonitoringMeters.Fate;
import io.assay.model.registry.RegisteredVersion;
import io.assay.model.serving.PredictionListener;
import io.assay.model.serving.ScoredRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps predictions: what was scored waits in memory and is written by one thread, one row of the database for all that
 * waited of a version. A request pays for a hash of its ids and a place in the queue; when too many rows wait, or the
 * database is away, predictions are answered all the same and not kept, which is counted. A killed process loses what it
 * scored since its last writing, {@code assay.monitoring.flush}; one that is stopped writes it first.
 */
@Component
@EnableConfigurationProperties(MonitoringSettings.class)
class PredictionLog implements PredictionListener, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PredictionLog.class);

    /** Rows of one batch, so that none takes much memory to read. */
    private static final int MOST_ROWS = 5_000;

    /** Bytes of rows that may wait, a sixteenth of a small heap. */
    private static final long MOST_BYTES = 32L << 20;

    /** When so many rows wait they are written at once. */
    private static final int MANY = 2_000;

    private final MonitoringSettings settings;
    private final MonitoringRepository repository;
    private final MonitoringMeters meters;
    private final Queue<KeptRows> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger rows = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean running;
    private volatile Thread writer = new Thread(() -> {});

    PredictionLog(MonitoringSettings settings, MonitoringRepository repository, MonitoringMeters meters) {
        this.settings = settings;
        this.repository = repository;
        this.meters = meters;
    }

    private record Target(String model, int version, boolean shadow) {}

    @Override
    public void scored(ScoredRows scored) {
        if (!settings.keeps()) {
            return;
        }
        int[] places = sampled(scored);
        int room = running ? reserved(places.length) : 0;
        if (room < places.length) {
            meters.count(Fate.DROPPED, places.length - room);
        }
        if (room == 0) {
            return;
        }
        long held = scored.bytes() * room / scored.size();
        boolean waits = false;
        try {
            if (bytes.addAndGet(held) <= MOST_BYTES) {
                waiting.add(KeptRows.of(scored, Arrays.copyOf(places, room), held));
                waits = true;
            }
        } finally {
            if (!waits) {
                bytes.addAndGet(-held);
                rows.addAndGet(-room);
                meters.count(Fate.DROPPED, room);
            }
        }
        if (rows.get() >= MANY) {
            LockSupport.unpark(writer);
        }
    }

    /** So many places in the queue, or as many as there are; at once, so that requests do not share one. */
    private int reserved(int wanted) {
        int before = rows.getAndUpdate(waitingRows -> waitingRows + room(waitingRows, wanted));
        return room(before, wanted);
    }

    private int room(int waitingRows, int wanted) {
        return Math.clamp(settings.queue() - (long) waitingRows, 0, wanted);
    }

    private int[] sampled(ScoredRows scored) {
        double rate = settings.sampleRate();
        return rate >= 1
                ? IntStream.range(0, scored.size()).toArray()
                : IntStream.range(0, scored.size())
                        .filter(row -> Sampling.isKept(scored.id(row), rate))
                        .toArray();
    }

    private void work() {
        while (running) {
            if (rows.get() < MANY) {
                LockSupport.parkNanos(settings.flush().toNanos());
            }
            flush();
        }
    }

    /** Writes what waits. */
    synchronized void flush() {
        Map<Target, List<KeptRows>> parts = new LinkedHashMap<>();
        Map<Target, Integer> sizes = new LinkedHashMap<>();
        for (KeptRows kept = waiting.poll(); kept != null; kept = waiting.poll()) {
            RegisteredVersion version = kept.model().version();
            Target target = new Target(version.name(), version.version(), kept.shadow());
            for (int from = 0; from < kept.size(); ) {
                int to = Math.min(kept.size(), from + MOST_ROWS - sizes.getOrDefault(target, 0));
                parts.computeIfAbsent(target, unseen -> new ArrayList<>()).add(kept.part(from, to));
                if (sizes.merge(target, to - from, Integer::sum) == MOST_ROWS) {
                    write(target, parts.remove(target));
                    sizes.remove(target);
                }
                from = to;
            }
        }
        parts.forEach(this::write);
    }

    private void write(Target target, @Nullable List<KeptRows> parts) {
        if (parts == null) {
            return;
        }
        int count = parts.stream().mapToInt(KeptRows::size).sum();
        try {
            LoggedBatch batch = BatchBuilder.of(parts);
            repository.add(target.model(), target.version(), target.shadow(), batch);
            meters.count(Fate.KEPT, count);
        } catch (DataAccessException | TransactionException away) {
            meters.count(Fate.LOST, count);
            LOG.debug("{} predictions of {}:{} are not kept", count, target.model(), target.version(), away);
        } catch (RuntimeException | Error failure) {
            meters.count(Fate.LOST, count);
            LOG.error("{} predictions of {}:{} cannot be kept", count, target.model(), target.version(), failure);
        } finally {
            rows.addAndGet(-count);
            bytes.addAndGet(-parts.stream().mapToLong(KeptRows::bytes).sum());
        }
    }

    @Override
    public void start() {
        running = true;
        if (settings.keeps()) {
            writer = Thread.ofPlatform().daemon().name("assay-prediction-log").start(this::work);
        }
    }

    /** After the web server's, whose last requests are kept too. */
    @Override
    public void stop() {
        running = false;
        LockSupport.unpark(writer);
        try {
            writer.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        flush();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those of the web server start and after they stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
