package io.assay.cli;

/** What commands that ask a service have in common. */
final class ServiceCommand {

    /** The last lines of their help. */
    static final String EXIT_CODES =
            "%nExit codes: 0 done; 1 not done; 2 not understood; 3 refused by the service; 4 no service"
                    + " reached; 130 interrupted.";

    private ServiceCommand() {}
}
