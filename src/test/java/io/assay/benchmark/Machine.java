package io.assay.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the figures were measured on, and how busy it was when they were begun. */
record Machine(int cores, long memoryBytes, String jdk, String system, double load) {

    static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize(),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                system.getName() + " " + system.getArch(),
                system.getSystemLoadAverage());
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores, %.0f GiB of memory, %s, JDK %s; load average at the start %.2f",
                cores,
                memoryBytes / (double) (1L << 30),
                system,
                jdk,
                load);
    }
}
