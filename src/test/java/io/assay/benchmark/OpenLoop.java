package io.assay.benchmark;

import io.assay.benchmark.LoadClient.Block;
import io.assay.benchmark.LoopbackConnection.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that fall due at a fixed rate, whether or not those before were answered. How long one took is told from when
 * it was due: a service that stalls makes those wait that fell due meanwhile, which a closed loop would not have sent and
 * so not have counted.
 */
final class OpenLoop {

    private final int port;
    private final byte[] request;
    private final long period;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();

    private OpenLoop(int port, byte[] request, int perSecond, Duration time) {
        this.port = port;
        this.request = request;
        this.period = 1_000_000_000L / perSecond;
        this.nanos = new long[Math.toIntExact(time.toNanos() / period)];
    }

    /** @param connections over which requests that are due go, each when it is free */
    static Block run(int port, byte[] request, int connections, int perSecond, Duration time)
            throws IOException, InterruptedException {
        return new OpenLoop(port, request, perSecond, time).run(connections);
    }

    private Block run(int connections) throws IOException, InterruptedException {
        List<LoopbackConnection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                open.add(new LoopbackConnection(port));
            }
            long start = System.nanoTime();
            List<Future<Integer>> loops = open.stream()
                    .map(connection -> threads.submit(() -> loop(connection, start)))
                    .toList();
            int answerBytes = 0;
            for (Future<Integer> loop : loops) {
                answerBytes = Math.max(answerBytes, loop.get());
            }
            return Block.of(nanos, answerBytes, System.nanoTime() - start);
        } catch (ExecutionException failed) {
            throw new IOException("the load was broken off", failed.getCause());
        } finally {
            for (LoopbackConnection connection : open) {
                connection.close();
            }
        }
    }

    private int loop(LoopbackConnection connection, long start) throws IOException {
        int answerBytes = 0;
        for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
            connection.ready();
            long due = start + i * period;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Reply reply = connection.exchange(request);
            nanos[i] = System.nanoTime() - due;
            answerBytes = reply.length();
            if (reply.status() != 200) {
                throw new IOException("the service answered " + reply.status());
            }
        }
        return answerBytes;
    }
}
