package io.assay.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * One start of the packaged jar.
 *
 * @param untilReady from the start of the process to the first 200 of the readiness probe
 * @param residentBytes memory resident right after that, empty where the system does not say
 */
record StartUp(Duration untilReady, OptionalLong residentBytes) {

    static List<StartUp> measure(Path jar, int times) throws IOException, InterruptedException {
        List<StartUp> starts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            try (ServiceProcess service = ServiceProcess.ofJar(jar)) {
                starts.add(new StartUp(service.untilReady(), service.residentBytes()));
            }
        }
        return starts;
    }
}
