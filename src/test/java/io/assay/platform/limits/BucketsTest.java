package io.assay.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.platform.limits.LimitSettings.Rate;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {

    private static final int THREADS = 16;

    private static final int EACH = 500;

    private final AtomicLong now = new AtomicLong();

    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private Buckets buckets(long calls, long burst, int remembered) {
        return new Buckets(new Rate(calls, Duration.ofSeconds(1), burst), remembered, clock);
    }

    private static long taken(Buckets buckets, String caller, int times) {
        return IntStream.range(0, times)
                .filter(call -> buckets.take(caller).isEmpty())
                .count();
    }

    @Test
    void tokensComeBackEvenlyAndNoMoreThanTheBurst() {
        Buckets buckets = buckets(10, 20, 5);

        assertThat(taken(buckets, "a", 30)).isEqualTo(20);
        assertThat(buckets.take("a")).contains(Duration.ofMillis(100));
        now.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(taken(buckets, "a", 30)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(taken(buckets, "a", 30)).isEqualTo(10);
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(taken(buckets, "a", 30)).isEqualTo(20);
    }

    @Test
    void isExactHoweverManyTakeAtOnce() throws Exception {
        Buckets buckets = buckets(1, 1_000, 5);
        Callable<Long> taking = () -> taken(buckets, "a", EACH);
        long total = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Long> taken : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(thread -> taking).toList())) {
                total += taken.get();
            }
        }

        assertThat(total).isEqualTo(1_000);
    }

    @Test
    void oneCallersFloodTakesNothingFromAnother() {
        Buckets buckets = buckets(1, 10, 5);

        assertThat(taken(buckets, "flood", 10_000)).isEqualTo(10);
        assertThat(taken(buckets, "calm", 10)).isEqualTo(10);
    }

    @Test
    void remembersSoManyAndForgetsWhoCalledLongestAgo() {
        Buckets buckets = buckets(1, 2, 3);
        taken(buckets, "steady", 2);
        for (int i = 0; i < 1_000; i++) {
            taken(buckets, "other " + i, 1);
            assertThat(taken(buckets, "steady", 1)).isZero();
        }

        assertThat(buckets.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.2,false",
        "10.0.0.1,10.0.0.1,true",
        "2001:db8::1,2001:db8::ffff:1,true",
        "2001:db8::1,2001:db8:0:1::1,false"
    })
    void anIpv6NetworkIsOneCaller(String one, String other, boolean same) {
        assertThat(RemoteNetwork.of(one).equals(RemoteNetwork.of(other))).isEqualTo(same);
    }
}
