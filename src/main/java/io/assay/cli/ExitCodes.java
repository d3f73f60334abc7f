package io.assay.cli;

/** What the process ends with. */
final class ExitCodes {

    static final int DONE = 0;

    /** It could not be done: the service failed, a job was cancelled or ran out of time, the data folder is in use. */
    static final int FAILED = 1;

    /** The command, or a file that it names, was not understood. */
    static final int NOT_UNDERSTOOD = 2;

    /** The service refuses what was asked: its answer was 4xx. */
    static final int REFUSED = 3;

    /** The service was not reached. */
    static final int NOT_REACHED = 4;

    // 130 is Java's own, for a process that is interrupted.

    private ExitCodes() {}
}
