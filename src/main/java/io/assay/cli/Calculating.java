package io.assay.cli;

import io.assay.experiment.Analyses;
import io.assay.platform.json.RequestBinder;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.statistics.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Computes what needs neither a database nor a service: as they would, and within a second. */
final class Calculating {

    /** What binds and checks requests, and nothing else of the service. */
    @ComponentScan(basePackageClasses = RequestBinder.class)
    @Import({JacksonAutoConfiguration.class, ValidationAutoConfiguration.class})
    static class Parts {}

    private Calculating() {}

    /** Asks the service that the options name, else computes here. */
    static String answer(
            ServiceUrl options, String path, ObjectNode request, BiFunction<Analyses, byte[], String> analysis) {
        if (options.isGiven()) {
            try (Service service = options.open()) {
                return service.post(path, request.toString()).body();
            }
        }
        try (ConfigurableApplicationContext context = start()) {
            Analyses analyses = new Analyses(context.getBean(RequestBinder.class), context.getBean(JsonMapper.class));
            return analysis.apply(analyses, request.toString().getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException refused) {
            throw refusal(Objects.requireNonNullElse(refused.getMessage(), "refused"), refused.errors());
        } catch (InvalidInputException impossible) {
            throw refusal(
                    "The request has an error.",
                    List.of(new FieldError("/" + impossible.parameter(), impossible.detail())));
        }
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run("--logging.threshold.console=off", "--logging.structured.format.console=");
    }

    private static CommandException refusal(String words, List<FieldError> errors) {
        StringBuilder text = new StringBuilder(words);
        errors.forEach(error -> text.append(System.lineSeparator())
                .append("  ")
                .append(error.pointer())
                .append(' ')
                .append(error.detail()));
        return new CommandException(ExitCodes.REFUSED, text.toString());
    }
}
