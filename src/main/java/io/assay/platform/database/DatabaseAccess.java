package io.assay.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalInt;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The database that the service's settings name, for a command that works beside the service: the named PostgreSQL, the
 * embedded one that a running service started, or the embedded one started for as long as this is open.
 */
public final class DatabaseAccess implements AutoCloseable {

    private final String url;

    private final String user;

    private final String password;

    private final Runnable end;

    private DatabaseAccess(String url, String user, String password, Runnable end) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.end = end;
    }

    /**
     * Starts the embedded server only where no service runs it.
     *
     * @throws UnusableDatabaseException when there is no database yet, or it cannot be started
     */
    public static DatabaseAccess toRead(Environment environment) throws IOException {
        if (isNamed(environment)) {
            return named(environment);
        }
        DatabaseSettings settings = settings(environment);
        DataFolder folder = new DataFolder(settings.directory().toAbsolutePath().normalize());
        if (!Files.isDirectory(folder.cluster())) {
            throw new UnusableDatabaseException(
                    "There is no database in " + folder.root() + ".",
                    "Name the service's data folder or its SPRING_DATASOURCE_URL.",
                    null);
        }
        OptionalInt port = new PostmasterFile(folder.cluster()).port();
        return port.isPresent()
                ? new DatabaseAccess(
                        EmbeddedCluster.url(port.getAsInt()), EmbeddedCluster.USER, folder.password(), () -> {})
                : embedded(settings);
    }

    /**
     * The embedded database is this command's alone.
     *
     * @throws UnusableDatabaseException when a service uses its folder, or it cannot be started
     */
    public static DatabaseAccess toWrite(Environment environment) {
        return isNamed(environment) ? named(environment) : embedded(settings(environment));
    }

    private static boolean isNamed(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    private static DatabaseAccess named(Environment environment) {
        return new DatabaseAccess(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getProperty("spring.datasource.username", ""),
                environment.getProperty("spring.datasource.password", ""),
                () -> {});
    }

    private static DatabaseAccess embedded(DatabaseSettings settings) {
        EmbeddedServer server = EmbeddedServer.start(settings);
        return new DatabaseAccess(server.url(), EmbeddedCluster.USER, server.password(), server::close);
    }

    private static DatabaseSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("assay.database", DatabaseSettings.class);
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() {
        end.run();
    }
}
