package io.assay.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service a command asks: one that runs somewhere, or one of its own on the embedded stores. */
final class ServiceOptions {

    @Mixin
    private ServiceUrl url = new ServiceUrl();

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "Without --url: the data folder to work on, which no running service may use. Default:"
                    + " ASSAY_DATABASE_DIRECTORY, or data.")
    private @Nullable Path store;

    /** Opens it; the caller closes it. */
    Service open(Class<?> application) {
        return url.isGiven() ? url.open() : OwnService.start(application, store);
    }
}
