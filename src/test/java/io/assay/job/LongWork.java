package io.assay.job;

import io.assay.process.PackagedService;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;

/** Long work that a test asks a packaged service for, again and again. */
interface LongWork {

    /** A setting by which little data is long work. */
    String setting();

    /** The id of the operation. */
    String operation();

    /** What the work needs. */
    void prepare(PackagedService service) throws IOException, InterruptedException;

    HttpRequest.Builder request(PackagedService service, String key) throws IOException;

    /** The paths of all that was made, as the service lists it. Checks that what it did not see before is whole. */
    List<String> made(Pages pages) throws IOException, InterruptedException;

    /** Whether there is anything in the service's folder that belongs to nothing. */
    default void checkFolder(Path folder, PackagedService service) throws IOException, InterruptedException {}
}
