package io.assay.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A service that lives as long as a command, on a port of loopback that the system chooses. */
final class OwnService extends Service {

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
