package io.assay.data.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** What no statement may do, even if somebody got one of their own in. */
@Tag("attack")
class SandboxTest {

    @TempDir
    private Path folder;

    private Path inside = Path.of("");

    private Path secret = Path.of("");

    private @Nullable Duck opened;

    @BeforeEach
    void open() throws IOException {
        secret = Files.writeString(folder.resolve("secret.csv"), "a\n42\n");
        inside = folder.resolve("datasets");
        opened = TestDuck.in(inside);
        Files.writeString(inside.resolve("stored/own.csv"), "a\n7\n");
    }

    @AfterEach
    void close() throws SQLException {
        duck().destroy();
    }

    private Duck duck() {
        return Objects.requireNonNull(opened);
    }

    private List<String> rows(Query query) {
        return duck().call(session -> session.rows(query, row -> row.getString(1)));
    }

    private static Query csv(Path file) {
        return csv(file.toString());
    }

    private static Query csv(String file) {
        return Duck.sql().query("select a from read_csv({0})", DSL.inline(file));
    }

    @Test
    void readsItsOwnFolder() {
        assertThat(rows(csv(inside.resolve("stored/own.csv")))).containsExactly("7");
    }

    @Test
    void readsNothingElse() throws IOException {
        Path link = Files.createSymbolicLink(inside.resolve("stored/link.csv"), secret);
        Path folderLink = Files.createSymbolicLink(inside.resolve("stored/up"), folder);
        for (String path : List.of(
                secret.toString(),
                inside + "/../secret.csv",
                inside + "/stored/../../secret.csv",
                link.toString(),
                folderLink + "/secret.csv",
                folder + "/*.csv",
                inside + "-else/secret.csv",
                "/proc/self/environ",
                "https://127.0.0.1/secret.csv")) {
            assertThatThrownBy(() -> rows(csv(path))).as(path).isInstanceOf(DuckException.class);
        }
    }

    @Test
    void writesNowhereElse() {
        Path out = folder.resolve("out.csv");
        assertThatThrownBy(() -> duck().call(session -> {
                    session.run(Duck.sql().query("copy (select 1) to {0}", DSL.inline(out.toString())));
                    return true;
                }))
                .isInstanceOf(DuckException.class);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set enable_external_access = true",
                "set global allowed_directories = ['/']",
                "set lock_configuration = false",
                "set memory_limit = '64GB'",
                "set threads = 64",
                "set temp_directory = '/tmp'",
                "set TimeZone = 'Asia/Tokyo'",
                "reset memory_limit",
                "install httpfs",
                "load httpfs",
                "attach '/tmp/assay-attack.db' as other",
                "copy (select 1) to '/tmp/assay-attack.csv'",
                "select * from read_text('/etc/passwd')",
                "select * from glob('/etc/*')",
                "export database '/tmp/assay-attack'"
            })
    void nothingOpensIt(String statement) {
        assertThatThrownBy(() -> rows(Duck.sql().query(statement)))
                .as(statement)
                .isInstanceOf(DuckException.class);
    }

    @Test
    void whatNeedsMoreMemoryAndDiskThanItMayIsRefusedAndTheNextStatementRuns() throws SQLException, IOException {
        Path small = folder.resolve("small");
        Duck limited = TestDuck.in(small, DataSize.ofMegabytes(64), DataSize.ofMegabytes(1));
        Query large = Duck.sql()
                .query(
                        "create temp table t as select random() as a, random() as b from range({0}) order by a",
                        DSL.inline(5_000_000));
        assertThatThrownBy(() -> limited.call(session -> {
                    session.run(large);
                    return true;
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more memory or disk");
        List<Integer> after = limited.call(session -> session.rows(Duck.sql().query("select 1"), row -> row.getInt(1)));
        assertThat(after).containsExactly(1);
        limited.destroy();
    }

    @Test
    void whoeverWatchesCanStopIt() {
        Query endless = Duck.sql()
                .query(
                        "select count(*) from range({0}) a, range({0}) b where a.range + b.range = 3",
                        DSL.inline(10_000_000));
        assertThatThrownBy(() -> duck().call(session -> session.rows(endless, row -> row.getLong(1)), progress -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        assertThat(rows(Duck.sql().query("select 1"))).containsExactly("1");
    }
}
