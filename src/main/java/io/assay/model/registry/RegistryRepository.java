package io.assay.model.registry;

import io.assay.platform.http.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names, versions and aliases in PostgreSQL. Every method is one statement, or a few; transactions are the caller's. */
@Repository
class RegistryRepository {

    /** On which replicas that listen are told of a change; the payload is the name. */
    static final String CHANNEL = "assay_models";

    private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Double>> METRICS = new TypeReference<>() {};

    private static final String VERSION = """
            select v.name, v.version, v.run, v.model_sha256, v.description, v.tags, v.created_at, v.created_by, r.summary,
                array(select a.alias from model_alias a where a.name = v.name and a.version = v.version
                    order by a.alias) as aliases
            from model_version v join model_run r on r.id = v.run
            """;

    private static final String MODEL = """
            select n.position, n.name, n.latest, n.revision, n.created_at, n.created_by,
                (select count(*) from model_version v where v.name = n.name) as versions,
                (select coalesce(json_object_agg(a.alias, a.version order by a.alias), '{}')
                    from model_alias a where a.name = n.name) as aliases
            from model_name n
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RegistryRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** A name that is held until the transaction ends. */
    record Held(int latest, long revision) {}

    /** Holds a name, which need not be there. */
    Optional<Held> lock(String name) {
        return jdbc.sql("select latest, revision from model_name where name = :name for no key update")
                .param("name", name)
                .query((row, number) -> new Held(row.getInt("latest"), row.getLong("revision")))
                .optional();
    }

    /** Takes the next number of a name, which is made where it is new, and holds it. */
    int next(String name, Instant at, String by) {
        return jdbc.sql("""
                        insert into model_name (name, latest, revision, created_at, created_by)
                        values (:name, 1, 0, :at, :by)
                        on conflict (name) do update set latest = model_name.latest + 1
                        returning latest
                        """)
                .param("name", name)
                .param("at", utc(at))
                .param("by", by)
                .query(Integer.class)
                .single();
    }

    /** Holds a run, so that it is there when the transaction ends. */
    boolean holdRun(String run) {
        return jdbc.sql("select 1 from model_run where id = :run for key share")
                .param("run", run)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void add(RegisteredVersion version, @Nullable String description) {
        jdbc.sql("""
                        insert into model_version
                            (name, version, run, model_sha256, description, tags, created_at, created_by)
                        values (:name, :version, :run, :sha256, :description, :tags, :at, :by)
                        """)
                .param("name", version.name())
                .param("version", version.version())
                .param("run", version.run())
                .param("sha256", version.modelSha256())
                .param("description", description)
                .param("tags", json.writeValueAsString(version.tags()))
                .param("at", utc(version.createdAt()))
                .param("by", version.createdBy())
                .update();
    }

    void change(String name, int version, @Nullable String description, Map<String, String> tags) {
        jdbc.sql("update model_version set description = :description, tags = :tags"
                        + " where name = :name and version = :version")
                .param("description", description)
                .param("tags", json.writeValueAsString(tags))
                .param("name", name)
                .param("version", version)
                .update();
    }

    void delete(String name, int version) {
        jdbc.sql("delete from model_version where name = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .update();
    }

    /** Moves the revision of a name; the new one. */
    long moved(String name) {
        return jdbc.sql("update model_name set revision = revision + 1 where name = :name returning revision")
                .param("name", name)
                .query(Long.class)
                .single();
    }

    /** Tells everybody of a change, last in its transaction: the row is everybody's, and held from here on. */
    void tell(String name) {
        jdbc.sql("""
                        insert into model_registry_revision (single, revision) values (true, 1)
                        on conflict (single) do update set revision = model_registry_revision.revision + 1
                        """).update();
        var _ = jdbc.sql("select pg_notify(:channel, :name)")
                .param("channel", CHANNEL)
                .param("name", name)
                .query((row, number) -> name)
                .single();
    }

    long revision() {
        return jdbc.sql("select coalesce(max(revision), 0) from model_registry_revision")
                .query(Long.class)
                .single();
    }

    Optional<ModelAnswer> model(String name) {
        return jdbc.sql(MODEL + "where n.name = :name")
                .param("name", name)
                .query((row, number) -> model(row))
                .optional();
    }

    /** The newest first. */
    List<Numbered<ModelAnswer>> models(@Nullable Long before, int limit) {
        return jdbc.sql(MODEL + """
                        where cast(:before as bigint) is null or n.position < :before
                        order by n.position desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Numbered<>(row.getLong("position"), model(row)))
                .list();
    }

    Optional<VersionAnswer> version(String name, int version) {
        return jdbc.sql(VERSION + "where v.name = :name and v.version = :version")
                .param("name", name)
                .param("version", version)
                .query((row, number) -> version(row))
                .optional();
    }

    Optional<VersionAnswer> version(String name, String alias) {
        return jdbc.sql(VERSION + """
                        where v.name = :name and v.version = (
                            select a.version from model_alias a where a.name = :name and a.alias = :alias)
                        """)
                .param("name", name)
                .param("alias", alias)
                .query((row, number) -> version(row))
                .optional();
    }

    List<Integer> numbers(String name) {
        return jdbc.sql("select version from model_version where name = :name order by version")
                .param("name", name)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** The newest first. */
    List<Numbered<VersionAnswer>> versions(String name, @Nullable Long before, int limit) {
        return jdbc.sql(VERSION + """
                        where v.name = :name and (cast(:before as bigint) is null or v.version < :before)
                        order by v.version desc limit :limit
                        """)
                .param("name", name)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> {
                    VersionAnswer version = version(row);
                    return new Numbered<>(version.version(), version);
                })
                .list();
    }

    /** Every version on a run, as {@code churn:3}. */
    List<String> on(String run) {
        return jdbc.sql("select name || ':' || version from model_version where run = :run order by name, version")
                .param("run", run)
                .query((row, number) -> row.getString(1))
                .list();
    }

    List<Assigned> assigned() {
        return jdbc.sql("""
                        select a.alias, v.name, v.version, v.run, v.model_sha256, v.tags, v.created_at, v.created_by
                        from model_alias a join model_version v using (name, version)
                        order by a.name, a.alias
                        """)
                .query((row, number) -> new Assigned(row.getString("name"), row.getString("alias"), registered(row)))
                .list();
    }

    void point(String name, String alias, int version, @Nullable Long promotion, Instant at, String by) {
        jdbc.sql("""
                        insert into model_alias (name, alias, version, promotion, since, set_by)
                        values (:name, :alias, :version, :promotion, :at, :by)
                        on conflict (name, alias) do update set version = excluded.version,
                            promotion = excluded.promotion, since = excluded.since, set_by = excluded.set_by
                        """)
                .param("name", name)
                .param("alias", alias)
                .param("version", version)
                .param("promotion", promotion)
                .param("at", utc(at))
                .param("by", by)
                .update();
    }

    boolean unpoint(String name, String alias) {
        return jdbc.sql("delete from model_alias where name = :name and alias = :alias")
                        .param("name", name)
                        .param("alias", alias)
                        .update()
                == 1;
    }

    private ModelAnswer model(ResultSet row) throws SQLException {
        Map<String, Integer> aliases = new LinkedHashMap<>();
        json.readTree(row.getString("aliases"))
                .forEachEntry((alias, version) -> aliases.put(alias, version.intValue()));
        return new ModelAnswer(
                row.getString("name"),
                aliases.get(ModelReference.CHAMPION),
                aliases,
                row.getInt("versions"),
                row.getInt("latest"),
                row.getLong("revision"),
                instant(row, "created_at"),
                row.getString("created_by"),
                null);
    }

    private VersionAnswer version(ResultSet row) throws SQLException {
        RegisteredVersion version = registered(row);
        JsonNode summary = json.readTree(row.getString("summary"));
        return new VersionAnswer(
                version.name(),
                version.version(),
                version.run(),
                version.modelSha256(),
                row.getString("description"),
                version.tags(),
                List.of((String[]) row.getArray("aliases").getArray()),
                summary.path("algorithm").stringValue(),
                summary.path("target").stringValue(),
                json.convertValue(summary.path("metrics"), METRICS),
                version.createdAt(),
                version.createdBy());
    }

    private RegisteredVersion registered(ResultSet row) throws SQLException {
        return new RegisteredVersion(
                row.getString("name"),
                row.getInt("version"),
                row.getString("run"),
                row.getString("model_sha256"),
                json.readValue(row.getString("tags"), TAGS),
                instant(row, "created_at"),
                row.getString("created_by"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
