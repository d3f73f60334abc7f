package io.assay.feature.pipeline;

import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A few threads that share the columns of a table. Whoever asks works as well, so that nobody waits for a thread to
 * become free; which thread does what changes no result.
 */
final class Workers {

    private static final long IDLE_SECONDS = 30;

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads that work for one caller at most, its own included */
    Workers(int threads) {
        this.threads = threads;
        int helping = Math.max(1, threads - 1);
        var pool = new ThreadPoolExecutor(
                helping,
                helping,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("features-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.helpers = pool;
    }

    /** Does the tasks from 0 to {@code count} - 1, in any order; throws what the first that failed threw. */
    void all(int count, IntConsumer task) {
        Share share = new Share(count, task);
        for (int i = 1; i < Math.min(threads, count); i++) {
            helpers.execute(share);
        }
        share.run();
        share.await();
    }

    /** The tasks of one call, taken in their order by whoever is free. */
    private static final class Share implements Runnable {

        private final int count;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch open;
        private final SortedMap<Integer, Throwable> failures = new ConcurrentSkipListMap<>();

        Share(int count, IntConsumer task) {
            this.count = count;
            this.task = task;
            this.open = new CountDownLatch(count);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                try {
                    // What comes before a failed one is done all the same, so that the first failure is always the
                    // same.
                    if (failures.isEmpty() || failures.firstKey() > i) {
                        task.accept(i);
                    }
                } catch (RuntimeException | Error failure) {
                    failures.put(i, failure);
                } finally {
                    open.countDown();
                }
            }
        }

        void await() {
            boolean interrupted = false;
            while (open.getCount() > 0) {
                try {
                    open.await();
                } catch (InterruptedException wanted) {
                    // What has begun is short, and others wait for nothing else.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failures.isEmpty() ? null : failures.firstEntry().getValue()) {
                case null -> {}
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case Throwable impossible -> throw new IllegalStateException(impossible);
            }
        }
    }
}
