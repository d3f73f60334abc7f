package io.assay.cli;

import io.assay.experiment.Analyses;
import java.math.BigDecimal;
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

/** How many units a comparison of two conversion rates takes. */
@Command(
        name = "sample-size",
        description = "How many units does a comparison of two conversion rates take? The fields are those of"
                + " POST /api/v1/experiments/sample-size, and so are the figures.",
        footer = ServiceCommand.EXIT_CODES,
        mixinStandardHelpOptions = true)
final class SampleSizeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--baseline-rate",
            paramLabel = "RATE",
            required = true,
            description = "Conversion rate of control.")
    private BigDecimal baselineRate = BigDecimal.ZERO;

    @Option(
            names = "--mde",
            paramLabel = "EFFECT",
            required = true,
            description = "Smallest effect worth finding, relative to the baseline: 0.05 is 5 %% more.")
    private BigDecimal mde = BigDecimal.ZERO;

    @Option(names = "--alpha", paramLabel = "ALPHA", description = "Two-sided significance level. Default: 0.05.")
    private @Nullable BigDecimal alpha;

    @Option(
            names = "--power",
            paramLabel = "POWER",
            description = "Probability of finding the effect if it is there. Default: 0.8.")
    private @Nullable BigDecimal power;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "The formula of the headline figure: two_sample, or reference. Default: two_sample.")
    private @Nullable String method;

    @Override
    public Integer call() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("baseline_rate", baselineRate).put("mde", mde);
        if (alpha != null) {
            request.put("alpha", alpha);
        }
        if (power != null) {
            request.put("power", power);
        }
        if (method != null) {
            request.put("method", method);
        }
        String answer = Calculating.answer(url, "/api/v1/experiments/sample-size", request, Analyses::sampleSize);
        output.write(spec.commandLine().getOut(), answer, listing -> {
            JsonNode size = JsonMapper.shared().readTree(answer);
            listing.addAll("", size);
            size.path("warnings").forEach(warning -> listing.sentence("! " + warning.asString("")));
        });
        return ExitCodes.DONE;
    }
}
