package io.assay.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers choose paths, methods and headers freely; each must not make another time series. */
class MetricsFloodTest extends AttackTest {

    /** One operation, status and outcome has as many series as buckets, and some more. */
    private static final int OF_ONE_OPERATION = 20;

    private long series() {
        return get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .count();
    }

    @Test
    void seriesDoNotGrowWithWhatCallersMakeUp() {
        sendVariants(0);
        long before = series();

        IntStream.range(1, 60).forEach(this::sendVariants);

        assertThat(series() - before).isLessThan(OF_ONE_OPERATION);
    }

    private void sendVariants(int number) {
        raw(head("GET /made/up/" + number));
        raw(head("GET /api/v1/experiments/unknown-" + number));
        raw(head("GET /api/v1/experiments?tag=" + number));
        raw(head("GET /swagger-ui/" + number + ".js"));
        raw(head("MADEUP" + number + " /api/v1/experiments"));
        raw(head("GET /livez", "X-Request-Id: made-up-" + number, "Origin: http://" + number + ".example"));
        raw(head("POST " + ANALYZE, "Content-Type: application/x-" + number, "Content-Length: 2") + "{}");
    }
}
