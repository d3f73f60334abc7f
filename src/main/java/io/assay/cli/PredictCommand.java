package io.assay.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a registered model says of the rows of a file. */
@Command(
        name = "predict",
        description =
                "Scores the rows of a file by a registered model, in their order. The scores stay with the service as a"
                        + " dataset.",
        footer = ServiceCommand.EXIT_CODES,
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {

    private static final int PAGE = 200;

    /** How the scores are written. */
    enum Form {
        CSV,
        NDJSON
    }

    static final class FormConverter implements ITypeConverter<Form> {

        @Override
        public Form convert(String value) {
            for (Form form : Form.values()) {
                if (form.name().toLowerCase(Locale.ROOT).equals(value)) {
                    return form;
                }
            }
            throw new TypeConversionException("must be csv or ndjson, not " + value);
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Option(
            names = "--model",
            paramLabel = "NAME[:VERSION|@ALIAS]",
            required = true,
            description = "The model: churn for its champion, churn@challenger or churn:3.")
    private String model = "";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "The rows: CSV, newline-delimited JSON or Parquet, plain or gzip.")
    private Path data = Path.of("");

    @Option(
            names = "--read",
            paramLabel = "NAME=VALUE",
            description =
                    "How the file is read where that is not found out, as the query of POST /api/v1/datasets says it:"
                            + " --read delimiter=;.")
    private Map<String, String> reading = new LinkedHashMap<>();

    @Option(
            names = "--threshold",
            paramLabel = "SHARE",
            description = "From which probability on a row is taken for positive.")
    private @Nullable Double threshold;

    @Option(
            names = "--lenient",
            description =
                    "Columns that the file lacks are missing in every row, and those that the model does not know are not"
                            + " read. Standard error says which.")
    private boolean lenient;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "csv|ndjson",
            defaultValue = "csv",
            converter = FormConverter.class,
            description = "How the scores are written. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.CSV;

    private final Class<?> application;

    PredictCommand(Class<?> application) {
        this.application = application;
    }

    @Override
    public Integer call() {
        NamedModel named = NamedModel.parse(model);
        ObjectNode reads = JsonNodeFactory.instance.objectNode();
        reading.forEach(reads::put);
        PrintWriter err = spec.commandLine().getErr();
        try (Service service = options.open(application)) {
            JobWatch jobs = new JobWatch(service, ProgressBar.on(err), err);
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            request.putObject("data").put("dataset", new DataFile(data, reads).upload(service, jobs));
            if (threshold != null) {
                request.put("threshold", threshold);
            }
            request.put("schema", lenient ? "lenient" : "strict");
            JsonNode scores = jobs.await(service.post(named.predictPath(), request.toString()))
                    .json();
            String id = scores.path("id").asString("");
            write(service, id, scores.path("columns"));
            scores.path("notes").forEach(note -> err.println("! " + note.asString("")));
            err.println("dataset " + id);
            err.flush();
            return ExitCodes.DONE;
        }
    }

    private void write(Service service, String id, JsonNode columns) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(column.path("name").asString("")));
        if (form == Form.CSV) {
            out.println(
                    String.join(",", names.stream().map(PredictCommand::quoted).toList()));
        }
        String path = "/api/v1/datasets/" + id + "/rows?limit=" + PAGE;
        String cursor = "";
        do {
            JsonNode page = service.get(path + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            for (JsonNode row : page.path("rows")) {
                out.println(form == Form.NDJSON ? row.toString() : line(row, names));
            }
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty());
        out.flush();
    }

    private static String line(JsonNode row, List<String> names) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            JsonNode value = row.path(name);
            cells.add(
                    value.isNull() || value.isMissingNode()
                            ? ""
                            : value.isString() ? quoted(value.stringValue()) : value.toString());
        }
        return String.join(",", cells);
    }

    /** As RFC 4180 has it, where that is needed. */
    private static String quoted(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
