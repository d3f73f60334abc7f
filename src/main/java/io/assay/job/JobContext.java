package io.assay.job;

import io.assay.platform.http.Caller;

/** What a running {@link JobKind} is told and tells. */
public interface JobContext {

    /** Who asked for it. */
    Caller caller();

    /** Whether it is small, and so done within the request that asks for it. */
    default boolean isWithinRequest() {
        return false;
    }

    /**
     * Says how far it is, and asks whether to go on; called often, it costs little.
     *
     * @param fraction from 0 to 1
     * @param doing what it is doing, in words
     * @throws JobStoppedException when it was cancelled, its deadline has passed or another process has taken it over
     */
    void progress(double fraction, String doing);

    /**
     * Refuses what needs more memory than the service sets aside for one job.
     *
     * @param bytes that the work will take at most
     * @param what it is that takes them, in words with the number, such as "one-hot columns of 120,000 levels"
     * @throws io.assay.platform.problem.ProblemException with status 422 when there is not as much
     */
    void needs(long bytes, String what);

    /** Whether work that takes so many bytes at most would not be refused: there may be another way that takes fewer. */
    boolean has(long bytes);

    /**
     * Says how to break off what runs between two calls of {@link #progress}, such as a statement of a database: called
     * by another thread, and at once where the job is stopped already. The next call replaces it.
     */
    default void onStop(Runnable breakOff) {}
}
