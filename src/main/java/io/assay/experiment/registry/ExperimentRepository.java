package io.assay.experiment.registry;

import io.assay.platform.http.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Experiments in PostgreSQL. Every method is one statement, or a few; transactions are the service's. */
@Repository
class ExperimentRepository {

    private static final String COLUMNS = "state, version, definition, planned, plan, plan_sha256";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExperimentRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether it is new; false where its key is taken. */
    boolean insert(Experiment experiment) {
        ExperimentDefinition definition = experiment.definition();
        int rows = jdbc.sql("""
                        insert into experiment (key, state, version, owner, tags, searched, definition, planned)
                        values (:key, :state, :version, :owner, :tags, :searched, :definition, :planned)
                        on conflict (key) do nothing
                        """)
                .param("key", definition.key())
                .param("state", name(experiment.state()))
                .param("version", experiment.version())
                .param("owner", definition.owner())
                .param("tags", definition.tagsOrNone().toArray(String[]::new))
                .param("searched", searched(definition))
                .param("definition", json.writeValueAsString(definition))
                .param("planned", json.writeValueAsString(experiment.planned()))
                .update();
        return rows == 1;
    }

    /** What of a definition a search for text goes through. */
    private static String searched(ExperimentDefinition definition) {
        StringBuilder text = new StringBuilder(definition.key()).append('\n').append(definition.hypothesis());
        definition
                .metrics()
                .forEach(metric ->
                        text.append('\n').append(metric.key()).append('\n').append(metric.businessMeaning()));
        return text.toString().replace('\0', ' ').toLowerCase(Locale.ROOT);
    }

    /** How many there are in each state that has any. */
    Map<State, Long> countByState() {
        return jdbc.sql("select state, count(*) as number from experiment group by state")
                .query(rows -> {
                    Map<State, Long> counts = new EnumMap<>(State.class);
                    while (rows.next()) {
                        counts.put(state(rows), rows.getLong("number"));
                    }
                    return counts;
                });
    }

    Optional<Experiment> find(String key) {
        return select(key, "");
    }

    /** Nobody else can write it until this transaction ends. */
    Optional<Experiment> lock(String key) {
        return select(key, " for no key update");
    }

    private Optional<Experiment> select(String key, String lock) {
        return jdbc.sql("select " + COLUMNS + " from experiment where key = :key" + lock)
                .param("key", key)
                .query((rows, number) -> experiment(rows))
                .optional();
    }

    private Experiment experiment(ResultSet rows) throws SQLException {
        String plan = rows.getString("plan");
        return new Experiment(
                state(rows),
                rows.getLong("version"),
                json.readValue(rows.getString("definition"), ExperimentDefinition.class),
                json.readValue(rows.getString("planned"), PlannedSize.class),
                plan == null
                        ? null
                        : new Experiment.Frozen(json.readValue(plan, FrozenPlan.class), rows.getString("plan_sha256")));
    }

    /** Writes the next version; owner and tags may have been amended. */
    void update(Experiment experiment, ExperimentDefinition shown) {
        Experiment.Frozen frozen = experiment.frozen();
        jdbc.sql("""
                        update experiment
                        set state = :state, version = :version, owner = :owner, tags = :tags, searched = :searched,
                            definition = :definition, planned = :planned, plan = :plan, plan_sha256 = :sha256
                        where key = :key
                        """)
                .param("key", experiment.key())
                .param("state", name(experiment.state()))
                .param("version", experiment.version())
                .param("owner", shown.owner())
                .param("tags", shown.tagsOrNone().toArray(String[]::new))
                .param("searched", searched(shown))
                .param("definition", json.writeValueAsString(experiment.definition()))
                .param("planned", json.writeValueAsString(experiment.planned()))
                .param("plan", frozen == null ? null : json.writeValueAsString(frozen.plan()))
                .param("sha256", frozen == null ? null : frozen.sha256())
                .update();
    }

    /** Sets the version alone. */
    void touch(Experiment experiment) {
        jdbc.sql("update experiment set version = :version where key = :key")
                .param("key", experiment.key())
                .param("version", experiment.version())
                .update();
    }

    void add(String key, Event event) {
        jdbc.sql("""
                        insert into experiment_event (experiment, version, action, readout, at, by_whom)
                        values (:key, :version, :action, :readout, :at, :by)
                        """)
                .param("key", key)
                .param("version", event.version())
                .param("action", name(event.action()))
                .param("readout", event.readout())
                .param("at", OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC))
                .param("by", event.by())
                .update();
    }

    /** What changed the experiment, in order. */
    List<Event> changes(String key) {
        return jdbc.sql("""
                        select version, action, readout, at, by_whom from experiment_event
                        where experiment = :key and version is not null order by version
                        """)
                .param("key", key)
                .query((rows, number) -> event(rows))
                .list();
    }

    /** Of an experiment that has. */
    Instant startedAt(String key) {
        return jdbc.sql("select at from experiment_event where experiment = :key and action = 'started'")
                .param("key", key)
                .query((rows, number) -> instant(rows, "at"))
                .single();
    }

    /**
     * The audit trail, in order.
     *
     * @param after id of the last event that was seen
     */
    List<Numbered<Event>> trail(String key, long after, int limit) {
        return jdbc.sql("""
                        select id, version, action, readout, at, by_whom from experiment_event
                        where experiment = :key and id > :after order by id limit :limit
                        """)
                .param("key", key)
                .param("after", after)
                .param("limit", limit)
                .query((rows, number) -> new Numbered<>(rows.getLong("id"), event(rows)))
                .list();
    }

    private static Event event(ResultSet rows) throws SQLException {
        return new Event(
                rows.getObject("version", Long.class),
                Event.Action.valueOf(rows.getString("action").toUpperCase(Locale.ROOT)),
                rows.getObject("readout", Integer.class),
                instant(rows, "at"),
                rows.getString("by_whom"));
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    void add(String key, Amendment amendment, AmendedPlan plan) {
        jdbc.sql("""
                        insert into experiment_amendment (experiment, number, version, document, definition, planned)
                        values (:key, :number, :version, :document, :definition, :planned)
                        """)
                .param("key", key)
                .param("number", amendment.number())
                .param("version", amendment.version())
                .param("document", json.writeValueAsString(amendment))
                .param("definition", json.writeValueAsString(plan.definition()))
                .param("planned", json.writeValueAsString(plan.planned()))
                .update();
    }

    /** The plan with all amendments. */
    AmendedPlan amendedPlan(Experiment experiment) {
        return jdbc.sql("""
                        select definition, planned from experiment_amendment
                        where experiment = :key order by number desc limit 1
                        """)
                .param("key", experiment.key())
                .query((rows, number) -> new AmendedPlan(
                        json.readValue(rows.getString("definition"), ExperimentDefinition.class),
                        json.readValue(rows.getString("planned"), PlannedSize.class)))
                .optional()
                .orElseGet(experiment::unamended);
    }

    List<Amendment> amendments(String key) {
        return jdbc.sql("select document from experiment_amendment where experiment = :key order by number")
                .param("key", key)
                .query((rows, number) -> json.readValue(rows.getString("document"), Amendment.class))
                .list();
    }

    void add(String key, StoredReadout readout, @Nullable Integer look, Judge.Mark mark) {
        jdbc.sql("""
                        insert into experiment_readout
                            (experiment, number, version, blinded, look, sample_ratio_failed, corrects, basis_sha256,
                             request, answer)
                        values (:key, :number, :version, :blinded, :look, :failed, :corrects, :basis, :request, :answer)
                        """)
                .param("key", key)
                .param("number", readout.number())
                .param("version", readout.version())
                .param("blinded", readout.blinded())
                .param("look", look)
                .param("failed", mark.sampleRatioFailed())
                .param("corrects", mark.corrects())
                .param("basis", readout.basisSha256())
                .param("request", readout.request())
                .param("answer", readout.answer())
                .update();
    }

    void add(String key, Look look) {
        jdbc.sql("""
                        insert into experiment_look (experiment, number, readout, document)
                        values (:key, :number, :readout, :document)
                        """)
                .param("key", key)
                .param("number", look.number())
                .param("readout", look.readout())
                .param("document", json.writeValueAsString(look))
                .update();
    }

    Ledger ledger(String key) {
        return new Ledger(jdbc.sql("select document from experiment_look where experiment = :key order by number")
                .param("key", key)
                .query((rows, number) -> json.readValue(rows.getString("document"), Look.class))
                .list());
    }

    /** What all readouts have left, in order. */
    List<Judge.Mark> marks(String key) {
        return jdbc.sql("""
                        select sample_ratio_failed, corrects from experiment_readout
                        where experiment = :key order by number
                        """)
                .param("key", key)
                .query((rows, number) -> new Judge.Mark(rows.getBoolean(1), rows.getBoolean(2)))
                .list();
    }

    List<ReadoutSummary> readouts(String key, long after, int limit) {
        return jdbc.sql("""
                        select r.number, e.at, e.by_whom, r.blinded, r.look
                        from experiment_readout r
                        join experiment_event e on e.experiment = r.experiment and e.version = r.version
                        where r.experiment = :key and r.number > :after order by r.number limit :limit
                        """)
                .param("key", key)
                .param("after", after)
                .param("limit", limit)
                .query((rows, number) -> new ReadoutSummary(
                        rows.getInt("number"),
                        instant(rows, "at"),
                        rows.getString("by_whom"),
                        rows.getBoolean("blinded"),
                        rows.getObject("look", Integer.class)))
                .list();
    }

    Optional<StoredReadout> readout(String key, int number) {
        return jdbc.sql(READOUT + "where experiment = :key and number = :number")
                .param("key", key)
                .param("number", number)
                .query((rows, row) -> readout(rows))
                .optional();
    }

    /** The readout that was made from the same plan, looks, amendments and figures. */
    Optional<StoredReadout> readoutOf(String key, String basisSha256) {
        return jdbc.sql(READOUT + "where experiment = :key and basis_sha256 = :basis order by number desc limit 1")
                .param("key", key)
                .param("basis", basisSha256)
                .query((rows, row) -> readout(rows))
                .optional();
    }

    List<StoredReadout> allReadouts(String key) {
        return jdbc.sql(READOUT + "where experiment = :key order by number")
                .param("key", key)
                .query((rows, row) -> readout(rows))
                .list();
    }

    private static final String READOUT =
            "select number, version, blinded, basis_sha256, request, answer from experiment_readout ";

    private static StoredReadout readout(ResultSet rows) throws SQLException {
        return new StoredReadout(
                rows.getInt("number"),
                rows.getLong("version"),
                rows.getBoolean("blinded"),
                rows.getString("basis_sha256"),
                rows.getString("request"),
                rows.getString("answer"));
    }

    private static State state(ResultSet row) throws SQLException {
        return State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
