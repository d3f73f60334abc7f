package io.assay.platform.limits;

import io.assay.platform.problem.ProblemAnswer;
import io.assay.platform.problem.ProblemType;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Refuses calls that come too often and counts them as {@code assay.rate.limited} (in Prometheus
 * {@code assay_rate_limited_total}) by limit. Each replica counts for itself.
 */
@Component
@EnableConfigurationProperties(LimitSettings.class)
public final class RateLimits {

    private static final int REMEMBERED = 10_000;

    private final Buckets keys;

    private final Buckets failures;

    private final Counter limitedKeys;

    private final Counter limitedFailures;

    private final ProblemAnswer problems;

    RateLimits(LimitSettings settings, MeterRegistry registry, ProblemAnswer problems) {
        this.keys = new Buckets(settings.keys(), REMEMBERED, TimeMeter.SYSTEM_NANOTIME);
        this.failures = new Buckets(settings.failures(), REMEMBERED, TimeMeter.SYSTEM_NANOTIME);
        this.limitedKeys = counter("keys", registry);
        this.limitedFailures = counter("failures", registry);
        this.problems = problems;
    }

    private static Counter counter(String limit, MeterRegistry registry) {
        return Counter.builder("assay.rate.limited")
                .description("Calls refused because they came too often, by the limit that they went over")
                .tag("limit", limit)
                .register(registry);
    }

    /** To be put behind what finds out who calls. */
    public Filter ofKeys() {
        return new KeyLimitFilter(this);
    }

    /**
     * For a call of somebody who is known.
     *
     * @param caller equal for all calls of one key
     * @return whether it was refused, and so answered
     */
    boolean refuse(Object caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(keys.take(caller), limitedKeys, "This key calls", request, response);
    }

    /**
     * For a call that is to be refused for want of a valid credential, which says nothing about those who have one and
     * call from behind the same address.
     *
     * @return whether it was refused for coming too often, and so answered
     */
    public boolean refuseFailure(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return answer(
                failures.take(RemoteNetwork.of(request.getRemoteAddr())),
                limitedFailures,
                "Calls without a valid credential come from this address",
                request,
                response);
    }

    private boolean answer(
            Optional<Duration> wait,
            Counter limited,
            String who,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (wait.isEmpty()) {
            return false;
        }
        limited.increment();
        long seconds = wait.get().plusSeconds(1).minusNanos(1).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.send(request, response, ProblemType.TOO_MANY_REQUESTS, who + " too often; wait " + seconds + " s.");
        return true;
    }
}
