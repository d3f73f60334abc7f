package io.assay.platform.backup;

import io.assay.platform.backup.Manifest.Table;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What the database says about the service's tables: those of the connection's schema. */
final class Schema {

    private static final String MIGRATIONS = "flyway_schema_history";

    /**
     * db-scheduler's table, of who runs what: whoever runs it goes on, and a copy of the database must not begin it, too.
     */
    private static final Set<String> MOMENTARY = Set.of("scheduled_tasks");

    private record Reference(String from, String to) {}

    private record Column(String table, String name) {}

    private final JdbcClient jdbc;

    Schema(Connection connection) {
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Each table after those that its foreign keys point to. */
    List<Table> tables() {
        Map<String, List<String>> columns = jdbc
                .sql("""
                        select c.table_name, c.column_name
                        from information_schema.columns c
                        join information_schema.tables t using (table_schema, table_name)
                        where t.table_schema = current_schema() and t.table_type = 'BASE TABLE'
                          and t.table_name <> :migrations and c.is_generated = 'NEVER'
                        order by c.table_name, c.ordinal_position
                        """)
                .param("migrations", MIGRATIONS)
                .query((row, number) -> new Column(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Column::table, TreeMap::new, Collectors.mapping(Column::name, Collectors.toList())));
        List<Table> tables = new ArrayList<>();
        Set<String> done = new HashSet<>();
        Set<Reference> references = references();
        while (done.size() < columns.size()) {
            List<String> next = columns.keySet().stream()
                    .filter(name -> !done.contains(name) && isFree(name, references, done))
                    .toList();
            if (next.isEmpty()) {
                throw new IllegalStateException("foreign keys go in a circle among " + columns.keySet());
            }
            next.forEach(name -> tables.add(new Table(name, columns.getOrDefault(name, List.of()))));
            done.addAll(next);
        }
        return tables;
    }

    private static boolean isFree(String table, Set<Reference> references, Set<String> done) {
        return references.stream()
                .allMatch(reference -> !reference.from().equals(table)
                        || reference.to().equals(table)
                        || done.contains(reference.to()));
    }

    private Set<Reference> references() {
        return Set.copyOf(jdbc.sql("""
                        select distinct child.relname, parent.relname
                        from pg_constraint
                        join pg_class child on child.oid = conrelid
                        join pg_class parent on parent.oid = confrelid
                        where contype = 'f' and connamespace = current_schema()::regnamespace
                        """)
                .query((row, number) -> new Reference(row.getString(1), row.getString(2)))
                .list());
    }

    /** Whether a backup is better without the table's rows. */
    static boolean isMomentary(Table table) {
        return MOMENTARY.contains(table.name());
    }

    boolean isEmpty() {
        return jdbc.sql("select not exists (select from pg_class where relnamespace = current_schema()::regnamespace)")
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    boolean hasMigrations() {
        return jdbc.sql("select to_regclass(:migrations) is not null")
                .param("migrations", MIGRATIONS)
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    /** The last migration that succeeded. */
    String version() {
        return jdbc.sql("select version from flyway_schema_history where success and version is not null"
                        + " order by installed_rank desc limit 1")
                .query((row, number) -> row.getString(1))
                .single();
    }

    /** Identities go on after the largest that was copied, for copying does not move them. */
    void moveIdentities() {
        record Identity(String table, String column) {}
        jdbc.sql("""
                        select table_name, column_name from information_schema.columns
                        where table_schema = current_schema() and is_identity = 'YES'
                        """)
                .query((row, number) -> new Identity(row.getString(1), row.getString(2)))
                .list()
                .forEach(identity -> jdbc.sql("select setval(pg_get_serial_sequence(:table, :column), greatest(max("
                                + quoted(identity.column()) + "), 1), max(" + quoted(identity.column())
                                + ") is not null) from " + quoted(identity.table()))
                        .param("table", quoted(identity.table()))
                        .param("column", identity.column())
                        .query((row, number) -> row.getLong(1))
                        .single());
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
