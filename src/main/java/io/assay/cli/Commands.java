package io.assay.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What {@code java -jar assay.jar} understands. Exit codes: 0 done, 1 not done, 2 not understood.
 */
@Command(
        name = "assay",
        description = "A senior data scientist as a service. Without a command it serves; settings are then given as"
                + " --name=value or as environment variables, see docs/operations.md.",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar assay.jar [COMMAND | --SETTING=VALUE...]",
        subcommands = {HealthCommand.class, BackupCommand.class, RestoreCommand.class, HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Commands implements Runnable {

    /** Everything else that begins with a dash is a setting of the service. */
    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Commands() {}

    /** Whether the arguments name a command, and do not start the service. */
    public static boolean areIn(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || ABOUT.contains(arguments[0]));
    }

    /** Runs the command and returns the exit code of the process. */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Commands())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    PrintWriter err = commandLine.getErr();
                    err.println(commandLine.getCommandName() + ": " + failure.getMessage());
                    err.flush();
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
