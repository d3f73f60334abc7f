package io.assay.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The embedded server's life: who may connect, and what becomes of it when it or the service is killed. */
@Tag("crash")
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedServerTest {

    private static final Path BINARIES = Path.of("target", "database", "binaries");

    @TempDir
    private Path data;

    private EmbeddedServer start() {
        return EmbeddedServer.start(new DatabaseSettings(data, BINARIES));
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), EmbeddedCluster.USER, server.password());
    }

    private static String ask(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void tell(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ProcessHandle postmaster() throws Exception {
        return new PostmasterFile(data.resolve("postgres")).server().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void letsNobodyInWithoutThePassword(String password) {
        try (EmbeddedServer server = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), EmbeddedCluster.USER, password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void takesAnUnpackedPostgresAsItIs() throws Exception {
        Path installation = PostgresBinaries.unpack(BINARIES);
        assertThat(installation).isNotEqualTo(BINARIES);
        assertThat(PostgresBinaries.unpack(installation)).isEqualTo(installation);
    }

    @Test
    void keepsThePasswordAndTheDataToItsUser() throws Exception {
        try (EmbeddedServer server = start()) {
            assertThat(Files.getPosixFilePermissions(data.resolve("password")))
                    .extracting(Enum::name)
                    .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
            assertThat(Files.readString(data.resolve("postgres/pg_hba.conf")))
                    .doesNotContainPattern("(?m)^[^#].*trust");
            assertThat(server.password()).hasSize(48);
        }
    }

    @Test
    void closesAClusterThatAMoveOpenedToAGroup() throws Exception {
        start().close();
        Files.setPosixFilePermissions(data.resolve("postgres"), PosixFilePermissions.fromString("rwxrwx---"));

        start().close();

        assertThat(Files.getPosixFilePermissions(data.resolve("postgres")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void isDurableAndOnLoopbackAlone() throws SQLException {
        try (EmbeddedServer server = start()) {
            assertThat(ask(
                            server,
                            "select string_agg(name || '=' || setting, ' ' order by name) from pg_settings where name in"
                                    + " ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses',"
                                    + " 'unix_socket_directories', 'server_encoding', 'password_encryption')"))
                    .isEqualTo("fsync=on full_page_writes=on listen_addresses=127.0.0.1"
                            + " password_encryption=scram-sha-256 server_encoding=UTF8 synchronous_commit=on"
                            + " unix_socket_directories=");
        }
    }

    @Test
    void sortsByCodePoint() throws SQLException {
        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select datlocale from pg_database where datname = current_database()"))
                    .isEqualTo("C.UTF-8");
            assertThat(ask(server, "select string_agg(v, '' order by v) from (values ('é'), ('a'), ('Z'), ('z')) t(v)"))
                    .isEqualTo("Zazé");
        }
    }

    @Test
    void refusesAFolderThatIsInUse() {
        try (EmbeddedServer first = start()) {
            assertThatThrownBy(this::start).isInstanceOfSatisfying(UnusableDatabaseException.class, refused -> {
                var analysis = new UnusableDatabaseAnalyzer().analyze(refused, refused);
                assertThat(analysis.getDescription()).contains(data.toString(), "in use by another running Assay");
                assertThat(analysis.getAction()).contains("ASSAY_DATABASE_DIRECTORY");
            });
            assertThat(first.url()).startsWith("jdbc:postgresql://127.0.0.1:");
        }
    }

    @Test
    void saysThatAFolderIsAFile() throws Exception {
        Path file = Files.createFile(data.resolve("file"));

        assertThatThrownBy(() -> EmbeddedServer.start(new DatabaseSettings(file, BINARIES)))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining(file + " is a file");
    }

    @Test
    void keepsItsDataFromOneRunToTheNext() throws SQLException {
        try (EmbeddedServer server = start()) {
            tell(server, "create table kept as select 42 as answer");
        }
        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void startsAgainOnTheSamePortWhenItIsKilled() throws Exception {
        try (EmbeddedServer server = start()) {
            tell(server, "create table kept as select 42 as answer");
            ProcessHandle first = postmaster();

            first.destroyForcibly();

            assertThat(askUntilAnswered(server, "select answer from kept")).isEqualTo("42");
            assertThat(postmaster().pid()).isNotEqualTo(first.pid());
        }
    }

    /** What a killed service leaves: a running server and no lock on the folder. */
    @Test
    void takesOverFromAServerThatWasLeftRunning() throws Exception {
        start().close();
        EmbeddedCluster forgotten =
                new EmbeddedCluster(new DataFolder(data), new PostgresCommand(PostgresBinaries.unpack(BINARIES)));
        forgotten.start(freePort());
        long left = postmaster().pid();
        Instant begun = Instant.now();

        try (EmbeddedServer server = start()) {
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(postmaster().pid()).isNotEqualTo(left);
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    /** After a crash the number that the server left behind may be another program's. */
    @Test
    void isNotMisledByAReusedProcessNumber() throws Exception {
        start().close();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n");

        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    /** A process that is killed while it makes the cluster must not leave one that looks whole. */
    @Test
    void beginsAnewWhereTheFirstStartWasKilled() throws Exception {
        Files.createDirectories(data.resolve("unfinished-123/base"));
        Files.writeString(data.resolve("password"), "of the unfinished one");

        try (EmbeddedServer server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
            assertThat(data.resolve("unfinished-123")).doesNotExist();
        }
    }

    @Test
    void saysWhatPostgresSaidWhenItCannotStart() throws Exception {
        start().close();
        Files.writeString(data.resolve("postgres/PG_VERSION"), "9\n");

        assertThatThrownBy(() -> EmbeddedServer.start(new DatabaseSettings(data, BINARIES), Duration.ZERO))
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("initialized by PostgreSQL version 9");
    }

    @Test
    void asksForAPasswordThatIsMissing() throws Exception {
        start().close();
        Files.delete(data.resolve("password"));

        assertThatThrownBy(this::start)
                .isInstanceOf(UnusableDatabaseException.class)
                .hasMessageContaining("no readable " + data.resolve("password"));
    }

    private static String askUntilAnswered(EmbeddedServer server, String sql) throws InterruptedException {
        Instant giveUp = Instant.now().plusSeconds(20);
        while (true) {
            try {
                return ask(server, sql);
            } catch (SQLException away) {
                assertThat(Instant.now()).as(away.getMessage()).isBefore(giveUp);
                Thread.sleep(50);
            }
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
