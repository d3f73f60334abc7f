package io.assay.experiment.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What happens to an experiment, drawn from a seed: the data that come, and what people do. */
final class RandomLife {

    private static final List<String> PLANS = List.of(
            "{\"kind\":\"fixed_horizon\"}",
            "{\"kind\":\"always_valid\"}",
            "{\"kind\":\"group_sequential\",\"planned_looks\":4}",
            "{\"kind\":\"group_sequential\",\"planned_looks\":6,\"spending\":{\"kind\":\"pocock\"}}",
            "{\"kind\":\"bayesian\"}");

    private static final List<String> METRICS = List.of("conversion", "clicks", "crash");

    private static final double[] RATES = {0.2, 0.3, 0.05};

    private static final int PLANNED = 2000;

    private final SplittableRandom random;
    private final String plan;
    private final double lift;
    private long n;
    private long[][] successes = new long[METRICS.size()][2];

    RandomLife(long seed) {
        random = new SplittableRandom(seed);
        plan = PLANS.get(random.nextInt(PLANS.size()));
        lift = random.nextInt(3) == 0 ? 1.4 : 1;
    }

    /** One thing that somebody does. */
    enum Act {
        READ,
        READ_SAME,
        READ_FEWER,
        READ_BLINDED,
        AMEND
    }

    Act next() {
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> Act.READ;
            case 4 -> Act.READ_SAME;
            case 5 -> n > 100 ? Act.READ_FEWER : Act.READ;
            case 6 -> Act.READ_BLINDED;
            default -> Act.AMEND;
        };
    }

    boolean chance(int inverse) {
        return random.nextInt(inverse) == 0;
    }

    String definition(String key) {
        return Api.definition(key, plan, PLANNED, metrics("primary", "secondary", 0.5));
    }

    private static String metrics(String conversion, String clicks, double tolerated) {
        String metric =
                "{\"key\":\"%s\",\"kind\":\"proportion\",\"role\":\"%s\",\"business_meaning\":\"m\",\"unit_of_measure\":\"u\"%s}";
        return String.join(
                ",",
                metric.formatted("conversion", conversion, ""),
                metric.formatted("clicks", clicks, ""),
                metric.formatted("crash", "guardrail", ",\"direction\":\"decrease\",\"tolerated_loss\":" + tolerated));
    }

    String amendment() {
        String changes = switch (random.nextInt(6)) {
            case 0 -> "\"alpha\":" + (1 + random.nextInt(20)) / 100.0;
            case 1 -> "\"planned_n\":" + (500 + random.nextInt(4000));
            case 2 ->
                "\"plan\":{\"kind\":\"%s\",\"planned_looks\":null,\"spending\":null}"
                        .formatted(chance(2) ? "always_valid" : "bayesian");
            case 3 -> "\"metrics\":[" + metrics("secondary", "primary", 0.5) + "]";
            case 4 -> "\"metrics\":[" + metrics("primary", "secondary", (1 + random.nextInt(9)) / 10.0) + "]";
            default -> "\"owner\":\"owner %d\",\"hypothesis\":\"another\"".formatted(random.nextInt(5));
        };
        return "{\"reason\":\"r\",\"changes\":{%s}}".formatted(changes);
    }

    /** Some more units of each arm. */
    void grow() {
        long more = random.nextLong(20, 520);
        n += more;
        for (int metric = 0; metric < RATES.length; metric++) {
            for (int arm = 0; arm < 2; arm++) {
                double rate = RATES[metric] * (arm == 1 && metric < 2 ? lift : 1);
                for (long unit = 0; unit < more; unit++) {
                    successes[metric][arm] += random.nextDouble() < rate ? 1 : 0;
                }
            }
        }
    }

    /** Some units of each arm should not have been counted. */
    void shrink() {
        long fewer = random.nextLong(1, 51);
        n -= fewer;
        long[][] kept = new long[RATES.length][2];
        for (int metric = 0; metric < RATES.length; metric++) {
            for (int arm = 0; arm < 2; arm++) {
                kept[metric][arm] = Math.min(successes[metric][arm], n);
            }
        }
        successes = kept;
    }

    String figures(@Nullable String more) {
        List<String> metrics = new ArrayList<>();
        for (int metric = 0; metric < METRICS.size(); metric++) {
            metrics.add(String.format(
                    Locale.ROOT,
                    "{\"key\":\"%s\",\"data\":{\"control\":{\"n\":%d,\"successes\":%d},\"treatment\":{\"n\":%d,\"successes\":%d}}}",
                    METRICS.get(metric),
                    n,
                    successes[metric][0],
                    n,
                    successes[metric][1]));
        }
        return String.format(
                Locale.ROOT,
                "{%s\"arms\":[{\"key\":\"control\",\"n\":%d},{\"key\":\"treatment\",\"n\":%d}],\"metrics\":[%s]}",
                more == null ? "" : more + ",",
                n,
                n,
                String.join(",", metrics));
    }
}
