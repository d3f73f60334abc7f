package io.assay.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code java -jar assay.jar} understands. */
@Command(
        name = "assay",
        description = "A senior data scientist as a service. Without a command it serves; settings are then given as"
                + " --name=value or as environment variables, see docs/operations.md.",
        synopsisHeading = "Usage: ",
        customSynopsis = "java -jar assay.jar [COMMAND [OPTIONS] | --SETTING=VALUE...]",
        subcommands = {
            ServeCommand.class,
            AnalyzeCommand.class,
            SampleSizeCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            HealthCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Commands implements Runnable {

    /** Everything else that begins with a dash is a setting of the service. */
    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Commands() {}

    /** Whether the arguments name a command. */
    static boolean areIn(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || ABOUT.contains(arguments[0]));
    }

    /** The settings of the service, where the arguments start it; empty where they name another command. */
    public static Optional<String[]> serving(String[] arguments) {
        if (!areIn(arguments)) {
            return Optional.of(arguments);
        }
        if (!arguments[0].equals(ServeCommand.NAME)) {
            return Optional.empty();
        }
        String[] settings = Arrays.copyOfRange(arguments, 1, arguments.length);
        return areIn(settings) ? Optional.empty() : Optional.of(settings);
    }

    /**
     * Runs the command and returns the exit code of the process.
     *
     * @param application what starts the service, for commands that need one
     */
    public static int run(Class<?> application, String... arguments) {
        return commandLine(application).execute(arguments);
    }

    static CommandLine commandLine(Class<?> application) {
        return new CommandLine(new Commands(), new Factory(application))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    boolean isExpected = failure instanceof CommandException;
                    PrintWriter err = commandLine.getErr();
                    err.println(commandLine.getCommandName() + ": " + failure.getMessage());
                    err.flush();
                    return isExpected ? ((CommandException) failure).exitCode() : ExitCodes.FAILED;
                });
    }

    /** Makes commands; one that may start the service is told how. */
    private record Factory(Class<?> application) implements CommandLine.IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == TrainCommand.class) {
                return type.cast(new TrainCommand(application));
            }
            if (type == PredictCommand.class) {
                return type.cast(new PredictCommand(application));
            }
            return type == EvaluateCommand.class
                    ? type.cast(new EvaluateCommand(application))
                    : CommandLine.defaultFactory().create(type);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
