package io.assay.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * A work done by a process of its own, here or by a peer.
 *
 * @param nanoseconds per call, the median
 * @param peakBytes the most memory that the process had, inputs included; 0 where the system does not say
 */
record CausalCall(double estimate, @Nullable Double error, double nanoseconds, long peakBytes) {

    CausalFigures figures() {
        return new CausalFigures(estimate, error);
    }
}
