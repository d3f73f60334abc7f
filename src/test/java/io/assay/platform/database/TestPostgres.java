package io.assay.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL servers that contracts are tried on. A contract is an abstract class of tests; one subclass, tagged
 * {@code embedded}, takes {@link #embedded}, another, tagged {@code container}, takes {@link #container}. Each server
 * is started when it is first asked for, and stopped with the test process.
 */
public final class TestPostgres {

    private static final int LARGEST_POOL = 20;

    private final String url;

    private final String user;

    private final String password;

    private final AtomicInteger databases = new AtomicInteger();

    private final Map<String, String> templates = new ConcurrentHashMap<>();

    private TestPostgres(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    private static final class Embedded {

        static final TestPostgres SERVER = start();

        private static TestPostgres start() {
            Path folder = Path.of("target", "database");
            EmbeddedServer server =
                    EmbeddedServer.start(new DatabaseSettings(folder.resolve("contract"), folder.resolve("binaries")));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return new TestPostgres(server.url(), EmbeddedCluster.USER, server.password());
        }
    }

    private static final class Container {

        static final TestPostgres SERVER = start();

        private static TestPostgres start() {
            PostgreSQLContainer server = new PostgreSQLContainer("postgres:15");
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            return new TestPostgres(server.getJdbcUrl(), server.getUsername(), server.getPassword());
        }
    }

    /** The server that the service brings along. */
    public static TestPostgres embedded() {
        return Embedded.SERVER;
    }

    /** The oldest server that the service runs on, in a container. */
    public static TestPostgres container() {
        return Container.SERVER;
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

    /** A pool on a new database with nothing but the migrations in it. */
    public DataSource migrated() {
        return pool(migratedDatabase("latest"));
    }

    /**
     * The address of a new database with the migrations up to a version in it, which are run once for all databases that
     * have them.
     */
    public String migratedDatabase(String version) {
        return newDatabase("template " + templates.computeIfAbsent(version, this::template));
    }

    private String template(String version) {
        String address = newDatabase();
        Flyway.configure()
                .dataSource(address, user, password)
                .target(version)
                .load()
                .migrate();
        return name(address);
    }

    private static String name(String address) {
        return address.replaceFirst(".*/([^/?]+).*", "$1");
    }

    /** A database that a service is told of, and that the test may look into. */
    public record Named(String url, String user, JdbcClient client) {}

    /** A new, empty database of a user of its own, who is called as it is. */
    public Named named(String ownersPassword) {
        String address = newDatabase();
        String name = name(address);
        JdbcClient server = JdbcClient.create(new DriverManagerDataSource(url, user, password));
        server.sql("drop role if exists " + name).update();
        server.sql("create role " + name + " login password '" + ownersPassword + "'")
                .update();
        server.sql("alter database " + name + " owner to " + name).update();
        return new Named(address, name, JdbcClient.create(new DriverManagerDataSource(address, user, password)));
    }

    /** The address of a new, empty database. */
    public String newDatabase() {
        return newDatabase("");
    }

    private String newDatabase(String options) {
        String name =
                String.format(Locale.ROOT, "t%d_%d", ProcessHandle.current().pid(), databases.incrementAndGet());
        JdbcClient server = JdbcClient.create(new DriverManagerDataSource(url, user, password));
        server.sql("drop database if exists " + name).update();
        server.sql("create database " + name + " " + options).update();
        return url.replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    }

    /** Closed by nobody: its connections end when they are idle, and with the server. */
    private DataSource pool(String address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(LARGEST_POOL);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000);
        return new HikariDataSource(config);
    }
}
