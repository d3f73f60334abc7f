package io.assay.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import picocli.CommandLine.Option;

/** Which database a command works on: the one that a service with the same environment and files would use. */
final class DatabaseSettings {

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The service's data folder. Default: ASSAY_DATABASE_DIRECTORY, or data. With"
                    + " SPRING_DATASOURCE_URL the database named there is used instead.")
    private @Nullable Path data;

    /** Settings as the service reads them, with no bean but them; nothing is logged, since output may be a backup. */
    ConfigurableApplicationContext read() {
        List<String> arguments =
                new ArrayList<>(List.of("--logging.threshold.console=off", "--logging.structured.format.console="));
        if (data != null) {
            arguments.add("--assay.database.directory=" + data);
        }
        return new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .run(arguments.toArray(String[]::new));
    }
}
