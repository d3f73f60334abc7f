package io.assay.benchmark;

import java.time.Duration;
import java.util.stream.Stream;

/** A process with those that it started, as far as they live. */
record ProcessTree(ProcessHandle root) {

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(root), root.descendants());
    }

    /** Their resident memory, where the system has {@code /proc}. */
    long residentBytes() {
        return all().mapToLong(one -> ResidentMemory.of(one.pid()).orElse(0)).sum();
    }

    /** Time that processors spent on them so far, in nanoseconds, in steps of the system's clock. */
    long processorNanos() {
        return all().mapToLong(one ->
                        one.info().totalCpuDuration().orElse(Duration.ZERO).toNanos())
                .sum();
    }
}
