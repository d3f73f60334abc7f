package io.assay.job;

import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;

/**
 * A kind of long work, a bean.
 *
 * @param <P> what it is to do: a record that is written as JSON and read again, after a crash perhaps by another process
 */
public interface JobKind<P> {

    /** The name in the answers, in snake_case; it is kept with every job, so never change it. */
    String name();

    Class<P> parameters();

    /** Whether it is done in a moment, and so within the request that asks for it, without a job. */
    boolean isSmall(P parameters);

    /** Whether it only computes: then nothing is told of it, and where it is small the database is not needed. */
    default boolean changesNothing() {
        return false;
    }

    /**
     * Computes, changing nothing that others can see, and may be called again from the start after a crash. What it
     * returns is called in the transaction that ends the job: it writes what there is to write there and says what the
     * request would have been answered. It is called again when the database lost the transaction. A refusal is a
     * {@code ProblemException}, thrown by either.
     */
    Supplier<ResponseEntity<?>> run(P parameters, JobContext context);

    /**
     * Is told when the job was cancelled, given up or has failed, so as to remove what was kept for it; not where the
     * process ends just then. It may still run for a moment.
     */
    default void abandoned(P parameters) {}
}
