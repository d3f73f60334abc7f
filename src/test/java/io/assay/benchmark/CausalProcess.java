package io.assay.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** A process that does one work of {@link CausalWork} over and over, so that the most memory it had is that work's. */
final class CausalProcess {

    private static final int WARM_UPS = 5;
    private static final int LEAST = 5;
    private static final int MOST = 25;
    private static final long WARM_NANOSECONDS = 2_000_000_000L;
    private static final long NANOSECONDS = 3_000_000_000L;

    private CausalProcess() {}

    /** Takes the work's name and prints a {@link CausalCall} in JSON. */
    public static void main(String[] arguments) throws IOException {
        CausalWork work = CausalWork.valueOf(arguments[0]);
        Supplier<CausalFigures> call = work.prepare(work.rows());
        CausalFigures figures = call.get();
        long warm = System.nanoTime() + WARM_NANOSECONDS;
        for (int i = 0; i < WARM_UPS || System.nanoTime() < warm; i++) {
            requireSame(figures, call.get());
        }
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + NANOSECONDS;
        while (times.size() < LEAST || (times.size() < MOST && System.nanoTime() < end)) {
            long start = System.nanoTime();
            CausalFigures again = call.get();
            times.add((double) (System.nanoTime() - start));
            requireSame(figures, again);
        }
        double median =
                Quantiles.median(times.stream().mapToDouble(Double::doubleValue).toArray());
        long peak = ServiceProcess.peakBytes(Path.of("/proc/self/status")).orElse(0);
        System.out.println(JsonMapper.shared()
                .writeValueAsString(new CausalCall(figures.estimate(), figures.error(), median, peak)));
    }

    /** However rows are shared out among cores, the figures are the same to the last bit. */
    private static void requireSame(CausalFigures figures, CausalFigures again) {
        if (!again.equals(figures)) {
            throw new IllegalStateException(figures + " and then " + again);
        }
    }
}
