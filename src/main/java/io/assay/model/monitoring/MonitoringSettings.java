package io.assay.model.monitoring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * What is kept of predictions, to see drift and to judge them when their outcomes are known.
 *
 * @param enabled whether anything is
 * @param sampleRate the share of predictions that is kept, chosen by their ids alone
 * @param rows kept of a version at most; the oldest go
 * @param size of what is kept of a version at most, compressed; the oldest go
 * @param labels kept of a model at most; the oldest go
 * @param retention after which predictions and labels go
 * @param flush how often what waits is written; what was scored since is lost when the process is killed
 * @param queue rows that may wait to be written; more are not kept, and counted
 */
@ConfigurationProperties("assay.monitoring")
record MonitoringSettings(
        boolean enabled,
        double sampleRate,
        int rows,
        DataSize size,
        int labels,
        Duration retention,
        Duration flush,
        int queue) {

    MonitoringSettings {
        check(sampleRate >= 0 && sampleRate <= 1, "sample-rate must be from 0 to 1");
        check(rows >= 1, "rows must be at least 1");
        check(size.toBytes() >= 1, "size must be more than 0");
        check(labels >= 1, "labels must be at least 1");
        check(retention.isPositive(), "retention must be more than 0s");
        check(flush.isPositive(), "flush must be more than 0s");
        check(queue >= 1, "queue must be at least 1");
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("assay.monitoring." + rule);
        }
    }

    boolean keeps() {
        return enabled && sampleRate > 0;
    }
}
