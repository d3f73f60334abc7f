package io.assay.job;

/** Ends a job that is to go no further. */
public final class JobStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobStoppedException(String message) {
        super(message, null, false, false);
    }
}
