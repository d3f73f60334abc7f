package io.assay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A training that is kept as a run, asked for by a file. */
@Command(
        name = "train",
        description =
                "Trains a model as a file says and keeps the run. The file is the body of POST /api/v1/models/train in"
                        + " YAML, with data: {file: FILE} for rows beside it; its other members say how the file is read, as the"
                        + " query of POST /api/v1/datasets does.",
        footer = ServiceCommand.EXIT_CODES,
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

    private static final String DATA = "data";

    private static final String FILE = "file";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private Output output = new Output();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            required = true,
            description = "What to train, in YAML.")
    private Path config = Path.of("");

    private final Class<?> application;

    TrainCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        ObjectNode request = YamlTree.read(config);
        DataFile rows = rows(request);
        PrintWriter err = spec.commandLine().getErr();
        try (Service service = options.open(application)) {
            JobWatch jobs = new JobWatch(service, ProgressBar.on(err), err);
            if (rows != null) {
                request.putObject(DATA).put("dataset", rows.upload(service, jobs));
            }
            Service.Answer answer = jobs.await(service.post("/api/v1/models/train", request.toString()));
            if (service instanceof OwnService own) {
                own.awaitMlflow(answer.json().path("id").asString(""), err);
            }
            output.write(spec.commandLine().getOut(), answer.body(), listing -> RunTable.write(listing, answer.json()));
            return ExitCodes.DONE;
        }
    }

    /** The file that the request names, seen from where the request is; null where the rows are in the request. */
    private @Nullable DataFile rows(ObjectNode request) {
        JsonNode data = request.path(DATA);
        JsonNode file = data.path(FILE);
        if (file.isMissingNode()) {
            return null;
        }
        if (!file.isString()) {
            throw new CommandException(ExitCodes.NOT_UNDERSTOOD, config + ": data.file must be the name of a file");
        }
        ObjectNode reading = ((ObjectNode) data).deepCopy();
        reading.remove(FILE);
        return new DataFile(config.toAbsolutePath().resolveSibling(file.stringValue()), reading);
    }
}
