package io.assay.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import tools.jackson.databind.JsonNode;

/** A service that lives as long as a command, on a port of loopback that the system chooses. */
final class OwnService extends Service {

    /** One that is there takes a second or two. */
    private static final Duration MLFLOW = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ConfigurableApplicationContext context;

    private OwnService(URI url, ConfigurableApplicationContext context) {
        super(url, null);
        this.context = context;
    }

    /** Starts it on a data folder, else on the one that a service here would use; what it logs is nobody's to read. */
    static OwnService start(Class<?> application, @Nullable Path store) {
        List<String> arguments = new ArrayList<>(List.of(
                "--logging.threshold.console=off",
                "--logging.structured.format.console=",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--server.ssl.enabled=false",
                "--management.server.port=",
                "--assay.security.mode=auto",
                "--assay.http.warm-up=false",
                "--assay.shutdown.drain=0s"));
        if (store != null) {
            arguments.add("--assay.database.directory=" + store);
        }
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(application)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments.toArray(String[]::new));
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            return new OwnService(URI.create("http://127.0.0.1:" + port), context);
        } catch (RuntimeException failed) {
            throw new CommandException(ExitCodes.FAILED, "could not start: " + root(failed));
        }
    }

    /** Lets a run reach MLflow, where one is set: nobody would send it when the command is over. */
    void awaitMlflow(String run, PrintWriter err) {
        Instant giveUp = Instant.now().plus(MLFLOW);
        JsonNode state = get("/api/v1/models/runs/" + run).json().path("mlflow");
        while (state.path("state").asString("").equals("pending")
                && Instant.now().isBefore(giveUp)) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
            state = get("/api/v1/models/runs/" + run).json().path("mlflow");
        }
        switch (state.path("state").asString("")) {
            case "pending" ->
                err.println("not at MLflow yet; it is sent when a service or a command runs on this data folder: "
                        + state.path("last_error").asString("no answer yet"));
            case "failed" ->
                err.println("MLflow refuses it: " + state.path("last_error").asString(""));
            case "sent" -> err.println("at MLflow: " + state.path("url").asString(""));
            default -> {
                // No MLflow is set.
            }
        }
        err.flush();
    }

    /** Before it stops, which it does by a shutdown hook of its own. */
    @Override
    Interrupt whenInterrupted(Runnable last) {
        Interrupt interrupt = new Interrupt(last);
        context.addApplicationListener((ContextClosedEvent closed) -> interrupt.run());
        return interrupt;
    }

    private static String root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    @Override
    public void close() {
        super.close();
        context.close();
    }
}
