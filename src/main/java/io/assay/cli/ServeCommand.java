package io.assay.cli;

import picocli.CommandLine.Command;

/** Serves, as the jar does without a command. The start itself is the application's. */
@Command(
        name = ServeCommand.NAME,
        description = "Serves until it is told to stop, as without a command. Settings are given as --name=value or as"
                + " environment variables, see docs/operations.md. Exit code 1: it could not start.",
        customSynopsis = "assay serve [--SETTING=VALUE...]",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {

    static final String NAME = "serve";

    /** Not called: {@link Commands#serving} takes out what serves. */
    @Override
    public void run() {
        throw new IllegalStateException("The application serves.");
    }
}
