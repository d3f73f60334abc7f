package io.assay.data.duck;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

/**
 * What DuckDB may take, all statements together.
 *
 * @param memoryLimit memory beside the Java heap; not set, an eighth of what the machine or the container has
 * @param threads for statements; not set, as many as there are processors
 * @param spillLimit what it may write to disk where memory does not do
 */
@ConfigurationProperties("assay.duckdb")
record DuckSettings(
        @Nullable DataSize memoryLimit,
        @Nullable Integer threads,
        @DefaultValue("4GB") DataSize spillLimit) {

    private static final DataSize LEAST = DataSize.ofMegabytes(64);

    private static final int SHARE = 8;

    DuckSettings {
        if (memoryLimit != null && memoryLimit.compareTo(LEAST) < 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "assay.duckdb.memory-limit", memoryLimit, "It must be 64MB or more.");
        }
        if (threads != null && threads < 1) {
            throw new InvalidConfigurationPropertyValueException(
                    "assay.duckdb.threads", threads, "It must be 1 or more.");
        }
    }

    long memoryBytes() {
        if (memoryLimit != null) {
            return memoryLimit.toBytes();
        }
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(LEAST.toBytes(), system.getTotalMemorySize() / SHARE);
    }

    int threadsOrAll() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
