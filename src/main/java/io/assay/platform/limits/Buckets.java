package io.assay.platform.limits;

import io.assay.platform.limits.LimitSettings.Rate;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One bucket for each caller. Of more callers than are remembered the one that called longest ago is forgotten, and
 * begins anew when it comes again.
 */
final class Buckets {

    private final Rate rate;

    private final TimeMeter clock;

    private final Map<Object, Bucket> byCaller;

    Buckets(Rate rate, int remembered, TimeMeter clock) {
        this.rate = rate;
        this.clock = clock;
        this.byCaller = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
                return size() > remembered;
            }
        };
    }

    /** Takes a token; where there is none says how long it takes until there is. */
    Optional<Duration> take(Object caller) {
        ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    int size() {
        synchronized (byCaller) {
            return byCaller.size();
        }
    }

    private Bucket bucket(Object caller) {
        synchronized (byCaller) {
            return byCaller.computeIfAbsent(caller, unknown -> newBucket());
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.calls(), rate.period()))
                .withCustomTimePrecision(clock)
                .build();
    }
}
