package io.assay.model.algorithm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who else runs on this machine: as Linux tells it, which counts every thread of every program that runs or could. */
final class Processors {

    private static final Path RUNNING = Path.of("/proc/loadavg");
    private static final Path ONLINE = Path.of("/sys/devices/system/cpu/online");

    private static final Pattern RUNNABLE = Pattern.compile("\\S+ \\S+ \\S+ (\\d+)/.*", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

    private Processors() {}

    /** How many nobody but the caller runs on; all, where that is not told. */
    static int free() {
        try {
            return free(Files.readString(ONLINE), Files.readString(RUNNING));
        } catch (IOException untold) {
            return Integer.MAX_VALUE;
        }
    }

    /**
     * The same, from what Linux says.
     *
     * @param online such as {@code 0-3,8}: of the machine, of which a container may have some
     * @param running such as {@code 0.20 0.18 0.12 1/80 11206}, where one runs
     */
    static int free(String online, String running) {
        Matcher runnable = RUNNABLE.matcher(running);
        int all = count(online);
        return all > 0 && runnable.matches()
                ? all - Math.max(0, Integer.parseInt(runnable.group(1)) - 1)
                : Integer.MAX_VALUE;
    }

    private static int count(String online) {
        Matcher range = RANGE.matcher(online);
        int count = 0;
        while (range.find()) {
            int first = Integer.parseInt(range.group(1));
            count += (range.group(2) == null ? first : Integer.parseInt(range.group(2))) - first + 1;
        }
        return count;
    }
}
