package io.assay.cli;

import io.assay.experiment.Analyses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Two conversion rates, compared. */
@Command(
        name = "analyze",
        description = "Compares two conversion rates: did it work? The fields are those of"
                + " POST /api/v1/experiments/analyze, and so are the figures.",
        footer = ServiceCommand.EXIT_CODES,
        mixinStandardHelpOptions = true)
final class AnalyzeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Mixin
    private Output output = new Output();

    @Option(names = "--control-conversions", paramLabel = "N", required = true, description = "Of control.")
    private BigDecimal controlConversions = BigDecimal.ZERO;

    @Option(names = "--control-visitors", paramLabel = "N", required = true, description = "Of control.")
    private BigDecimal controlVisitors = BigDecimal.ZERO;

    @Option(names = "--treatment-conversions", paramLabel = "N", required = true, description = "Of treatment.")
    private BigDecimal treatmentConversions = BigDecimal.ZERO;

    @Option(names = "--treatment-visitors", paramLabel = "N", required = true, description = "Of treatment.")
    private BigDecimal treatmentVisitors = BigDecimal.ZERO;

    @Option(names = "--alpha", paramLabel = "ALPHA", description = "Two-sided significance level. Default: 0.05.")
    private @Nullable BigDecimal alpha;

    @Option(
            names = "--weights",
            paramLabel = "SHARE",
            split = ",",
            description = "Planned shares of control and treatment. Default: equal.")
    private List<BigDecimal> weights = new ArrayList<>();

    @Override
    public Integer call() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.putObject("control").put("conversions", controlConversions).put("visitors", controlVisitors);
        request.putObject("treatment").put("conversions", treatmentConversions).put("visitors", treatmentVisitors);
        if (alpha != null) {
            request.put("alpha", alpha);
        }
        if (!weights.isEmpty()) {
            weights.forEach(request.putArray("weights")::add);
        }
        String answer = Calculating.answer(url, "/api/v1/experiments/analyze", request, Analyses::analyze);
        output.write(spec.commandLine().getOut(), answer, listing -> {
            JsonNode analysis = JsonMapper.shared().readTree(answer);
            listing.sentence(analysis.path("interpretation").asString(""));
            listing.heading("figures");
            ObjectNode figures = (ObjectNode) analysis;
            figures.remove("interpretation");
            listing.addAll("", figures);
            RunTable.checks(listing, analysis.path("checks"));
            analysis.path("warnings").forEach(warning -> listing.sentence("! " + warning.asString("")));
        });
        return ExitCodes.DONE;
    }
}
