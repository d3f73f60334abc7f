"""How long a call takes."""

import statistics
import time

BATCH_SECONDS = 0.2
BATCHES = 9
LONGEST_SECONDS = 8.0


def nanoseconds(call):
    """The median over batches of the mean time per call; the first batch warms up and is left out."""
    end = time.perf_counter() + LONGEST_SECONDS
    count = 1
    while True:
        start = time.perf_counter_ns()
        for _ in range(count):
            call()
        elapsed = time.perf_counter_ns() - start
        if elapsed >= BATCH_SECONDS * 1e9 / 2:
            break
        count *= 2
    batches = []
    while not batches or (len(batches) < BATCHES and time.perf_counter() < end):
        start = time.perf_counter_ns()
        for _ in range(count):
            call()
        batches.append((time.perf_counter_ns() - start) / count)
    return statistics.median(batches)
