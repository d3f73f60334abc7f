package io.assay.job;

import io.assay.platform.http.Caller;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** An attempt that this process is at. */
final class RunningJob implements JobContext {

    private static final int LONGEST_DOING = 500;

    /** Why it is to go no further. */
    enum Stop {
        /** Cancelled, given up, or begun by another. */
        GONE("the job was cancelled or taken over"),
        EXPIRED("the job's deadline has passed"),
        LET_GO("the service stops");

        private final String words;

        Stop(String words) {
            this.words = words;
        }
    }

    private final Job.Begun begun;

    private final Memory memory;

    private final LongSupplier nanoTime;

    private final long end;

    private volatile double fraction;

    private volatile @Nullable String doing;

    private @Nullable Stop stop;

    private @Nullable Runnable breakOff;

    RunningJob(Job.Begun begun, Memory memory, LongSupplier nanoTime) {
        this.begun = begun;
        this.memory = memory;
        this.nanoTime = nanoTime;
        this.end = nanoTime.getAsLong() + (long) (begun.secondsLeft() * 1e9);
    }

    Job.Begun begun() {
        return begun;
    }

    double fraction() {
        return fraction;
    }

    @Nullable
    String doing() {
        return doing;
    }

    @Override
    public Caller caller() {
        return new Caller(begun.createdBy());
    }

    @Override
    public void needs(long bytes, String what) {
        memory.check(bytes, what);
    }

    @Override
    public boolean has(long bytes) {
        return memory.has(bytes);
    }

    @Override
    public void progress(double done, String what) {
        check();
        fraction = Double.isNaN(done) ? fraction : Math.clamp(done, 0, 1);
        doing = storable(what);
    }

    /** The database takes neither NUL nor half a surrogate pair. */
    private static String storable(String text) {
        String shortened = text.length() > LONGEST_DOING ? text.substring(0, LONGEST_DOING) : text;
        return new String(shortened.replace('\0', ' ').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** @throws JobStoppedException when it is to go no further */
    void check() {
        Stop why = stopped();
        if (why != null) {
            throw new JobStoppedException(why.words);
        }
    }

    synchronized @Nullable Stop stopped() {
        if (stop == null && nanoTime.getAsLong() - end >= 0) {
            stop(Stop.EXPIRED);
        }
        return stop;
    }

    /** The first word counts. */
    synchronized void stop(Stop why) {
        if (stop == null) {
            stop = why;
            if (breakOff != null) {
                breakOff.run();
            }
        }
    }

    @Override
    public synchronized void onStop(Runnable action) {
        breakOff = action;
        if (stop != null) {
            action.run();
        }
    }
}
