package io.assay.job;

import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What one job may need: the share of a thread in what is set aside for all. */
@Component
public final class Memory {

    private static final double MEGABYTE = 1 << 20;

    private final long bytes;

    Memory(JobSettings settings) {
        this.bytes = settings.bytesPerJob();
    }

    /** In all. */
    public long bytes() {
        return bytes;
    }

    boolean has(long needed) {
        return needed <= bytes;
    }

    /**
     * Refuses what needs more.
     *
     * @param what it is that takes it, in words with the number
     * @throws ProblemException with status 422
     */
    public void check(long needed, String what) {
        if (!has(needed)) {
            throw new ProblemException(
                    ProblemType.TOO_MUCH_MEMORY,
                    "This needs " + megabytes(needed) + " of memory for " + what + ", and a job may take "
                            + megabytes(bytes) + ".");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / MEGABYTE);
    }
}
