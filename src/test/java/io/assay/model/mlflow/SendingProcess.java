package io.assay.model.mlflow;

import io.assay.platform.database.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process of its own that finishes a run and sends it, to be killed meanwhile. */
final class SendingProcess {

    private SendingProcess() {}

    static Process start(String database, String mlflow, String id) throws IOException {
        TestPostgres server = TestPostgres.embedded();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendingProcess.class.getName(),
                        database,
                        server.user(),
                        server.password(),
                        mlflow,
                        id)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var database = new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        try (Sending sending = new Sending(database, arguments[3])) {
            sending.add(Runs.full(arguments[4]), Runs.MODEL_FILE, Runs.REPORT);
            sending.send();
        }
    }
}
