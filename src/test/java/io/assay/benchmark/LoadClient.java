package io.assay.benchmark;

import io.assay.benchmark.LoopbackConnection.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * A closed loop: every connection sends its next request when the answer to the last one has been read. It ends by
 * count or by time, whichever comes first, and fails on any answer but 200.
 */
final class LoadClient {

    private final int port;

    LoadClient(int port) {
        this.port = port;
    }

    /**
     * What a block of requests took.
     *
     * @param answerBytes length of an answer's body
     * @param medianMicros median time from the first byte sent to the last byte read, in microseconds
     * @param p99Micros its 99th percentile
     * @param perSecond answers per second over all connections
     */
    record Block(int requests, int answerBytes, double medianMicros, double p99Micros, double perSecond) {

        static Block of(long[] nanos, int answerBytes, long elapsedNanos) {
            long[] ascending = nanos.clone();
            Arrays.sort(ascending);
            return new Block(
                    ascending.length,
                    answerBytes,
                    Quantiles.nearestRank(ascending, 0.5) / 1e3,
                    Quantiles.nearestRank(ascending, 0.99) / 1e3,
                    ascending.length / (elapsedNanos / 1e9));
        }
    }

    /** Sends a request again and again, at most {@code mostPerConnection} times and {@code longest}. */
    Block run(byte[] request, int connections, int mostPerConnection, Duration longest)
            throws IOException, InterruptedException {
        List<LoopbackConnection> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                open.add(new LoopbackConnection(port));
            }
            long start = System.nanoTime();
            long end = start + longest.toNanos();
            List<Future<Loop>> loops = open.stream()
                    .map(connection -> threads.submit(() -> loop(connection, request, mostPerConnection, end)))
                    .toList();
            LongStream all = LongStream.empty();
            int answerBytes = 0;
            for (Future<Loop> loop : loops) {
                all = LongStream.concat(all, loop.get().nanos());
                answerBytes = loop.get().answerBytes();
            }
            long elapsed = System.nanoTime() - start;
            return Block.of(all.toArray(), answerBytes, elapsed);
        } catch (ExecutionException failed) {
            throw new IOException("the load was broken off", failed.getCause());
        } finally {
            for (LoopbackConnection connection : open) {
                connection.close();
            }
        }
    }

    /** What one connection saw. */
    private record Loop(LongStream nanos, int answerBytes) {}

    private static Loop loop(LoopbackConnection connection, byte[] request, int most, long end) throws IOException {
        long[] nanos = new long[most];
        int sent = 0;
        int answerBytes;
        // Once at least: a block without an answer has no median.
        do {
            connection.ready();
            long start = System.nanoTime();
            Reply reply = connection.exchange(request);
            nanos[sent++] = System.nanoTime() - start;
            answerBytes = reply.length();
            if (reply.status() != 200) {
                throw new IOException("the service answered " + reply.status());
            }
        } while (sent < most && System.nanoTime() < end);
        return new Loop(Arrays.stream(nanos, 0, sent), answerBytes);
    }
}
