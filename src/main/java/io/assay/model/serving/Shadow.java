package io.assay.model.serving;

import io.assay.data.Table;
import io.assay.model.serving.Predictor.Wanted;
import io.assay.model.serving.ServingMeters.Outcome;
import io.assay.platform.problem.ProblemException;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Has the challenger score what the champion was asked, when the champion has answered: on one thread of its own, and not at
 * all where so many requests, or so much of them, wait for it already. What is left out is counted.
 */
@Component
class Shadow implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

    /** Bytes of rows that may wait, a sixteenth of a small heap. */
    static final long MOST_BYTES = 32L << 20;

    private final BlockingQueue<Runnable> waiting;
    private final AtomicLong held = new AtomicLong();
    private final ServingMeters meters;
    private final ScoringMemory memory;
    private volatile Thread worker = new Thread(() -> {});
    private volatile boolean running;

    Shadow(ServingSettings settings, ServingMeters meters, ScoringMemory memory) {
        this.memory = memory;
        this.waiting = new ArrayBlockingQueue<>(Math.max(settings.shadowQueue(), 1));
        this.meters = meters;
    }

    void offer(Loaded challenger, Table rows, String[] ids, Instant at, String request, Consumer<ScoredRows> told) {
        long bytes = Footprint.of(rows, ids);
        boolean hasRoom = held.addAndGet(bytes) <= MOST_BYTES;
        Runnable task = () -> {
            try {
                score(challenger, rows, ids, at, request, told);
            } finally {
                held.addAndGet(-bytes);
            }
        };
        if (!running || !hasRoom || !waiting.offer(task)) {
            held.addAndGet(-bytes);
            meters.count(challenger, Outcome.SHADOW_DROPPED, ids.length);
        }
    }

    private void score(
            Loaded challenger, Table rows, String[] ids, Instant at, String request, Consumer<ScoredRows> told) {
        try {
            Scores scores = memory.patientlyWith(
                    challenger, Wanted.NUMBERS, rows.rows(), () -> Predictor.score(challenger, rows, Wanted.NUMBERS));
            meters.count(challenger, Outcome.SHADOW, ids.length);
            told.accept(new ScoredRows(challenger, at, ids, scores.rows(), scores.predictions(), true, request));
        } catch (ProblemException incompatible) {
            meters.count(challenger, Outcome.SHADOW_DROPPED, ids.length);
            LOG.debug("{} cannot score what the champion can: {}", challenger, incompatible.detail());
        } catch (RuntimeException | Error failure) {
            // Memory that one request needed in vain the next may do without.
            meters.count(challenger, Outcome.SHADOW_DROPPED, ids.length);
            LOG.warn("{} failed beside the champion", challenger, failure);
        }
    }

    private void work() {
        try {
            while (running) {
                waiting.take().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofPlatform().daemon().name("assay-shadow").start(this::work);
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
