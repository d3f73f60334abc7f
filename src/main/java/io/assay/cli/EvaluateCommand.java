package io.assay.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The model of a run on the rows of a file. */
@Command(
        name = "evaluate",
        description =
                "Judges a model that was trained before on the rows of a file, with its own pipeline and calibrator, as it"
                        + " would be served.",
        footer = ServiceCommand.EXIT_CODES,
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--model",
            paramLabel = "RUN|NAME[:VERSION|@ALIAS]",
            required = true,
            description =
                    "The id of the run that trained it, or a registered model: churn, churn@challenger or churn:3.")
    private String model = "";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The rows, each with its outcome: CSV, newline-delimited JSON or Parquet, plain or gzip.")
    private Path data = Path.of("");

    @Option(
            names = "--read",
            paramLabel = "NAME=VALUE",
            description =
                    "How the file is read where that is not found out, as the query of POST /api/v1/datasets says it:"
                            + " --read delimiter=;.")
    private Map<String, String> reading = new LinkedHashMap<>();

    private final Class<?> application;

    EvaluateCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        ObjectNode reads = JsonNodeFactory.instance.objectNode();
        reading.forEach(reads::put);
        PrintWriter err = spec.commandLine().getErr();
        try (Service service = options.open(application)) {
            JobWatch jobs = new JobWatch(service, ProgressBar.on(err), err);
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            request.putObject("data").put("dataset", new DataFile(data, reads).upload(service, jobs));
            String path = "/api/v1/models/runs/"
                    + URLEncoder.encode(NamedModel.run(model, service), StandardCharsets.UTF_8) + "/evaluate";
            Service.Answer answer = jobs.await(service.post(path, request.toString()));
            output.write(spec.commandLine().getOut(), answer.body(), listing -> write(listing, answer.json()));
            return ExitCodes.DONE;
        }
    }

    private static void write(Listing listing, JsonNode judged) {
        listing.add("run", judged.path("run"));
        listing.add("rows", judged.path("rows"));
        listing.add("rows without an outcome", judged.path("missing"));
        RunTable.judgement(listing, judged.path("judgement"));
        RunTable.checks(listing, judged.path("checks"));
        judged.path("judgement").path("warnings").forEach(warning -> listing.sentence("! " + warning.asString("")));
    }
}
