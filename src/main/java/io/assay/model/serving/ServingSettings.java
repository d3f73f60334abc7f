package io.assay.model.serving;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How versions are kept in memory.
 *
 * @param memory how much of it they may take in all; null for a quarter of the heap
 * @param poll how often it is asked whether a version, tag or alias has changed
 * @param shadowQueue requests that may wait for the challenger; more are not shown to it
 */
@ConfigurationProperties("assay.serving")
record ServingSettings(
        @Nullable DataSize memory,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("1000") int shadowQueue) {

    ServingSettings {
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("assay.serving.poll must be more than 0s");
        }
        if (shadowQueue < 0) {
            throw new IllegalArgumentException("assay.serving.shadow-queue must not be negative");
        }
    }

    long bytes() {
        return memory == null ? Runtime.getRuntime().maxMemory() / 4 : memory.toBytes();
    }
}
