package io.assay.experiment.registry;

import io.assay.platform.http.Numbered;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Lists experiments, the newest first. */
@Repository
class ExperimentSearch {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ExperimentSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What is looked for; null for anything.
     *
     * @param text part of the key, the hypothesis, or a metric's key or meaning, in any case
     */
    record Filter(
            @Nullable State state,
            @Nullable String owner,
            @Nullable String tag,
            @Nullable String text) {}

    /**
     * Some experiments.
     *
     * @param before place in the order after which to go on; null for the first page
     */
    List<Numbered<ExperimentSummary>> find(Filter filter, @Nullable Long before, int limit) {
        State state = filter.state();
        String text = filter.text();
        return jdbc.sql("""
                        select e.position, e.key, e.state, e.version, e.owner, e.tags, e.definition, e.planned,
                            created.at as created_at,
                            (select count(*) from experiment_look look where look.experiment = e.key) as looks
                        from experiment e
                        join experiment_event created on created.experiment = e.key and created.version = 1
                        where (cast(:state as text) is null or e.state = :state)
                            and (cast(:owner as text) is null or e.owner = :owner)
                            and (cast(:tag as text) is null or e.tags @> array[cast(:tag as text)])
                            and (cast(:text as text) is null or strpos(e.searched, :text) > 0)
                            and (cast(:before as bigint) is null or e.position < :before)
                        order by e.position desc limit :limit
                        """)
                .param("state", state == null ? null : state.name().toLowerCase(Locale.ROOT))
                .param("owner", filter.owner())
                .param("tag", filter.tag())
                .param("text", text == null ? null : text.toLowerCase(Locale.ROOT))
                .param("before", before)
                .param("limit", limit)
                .query((rows, number) -> {
                    ExperimentDefinition definition =
                            json.readValue(rows.getString("definition"), ExperimentDefinition.class);
                    PlannedSize planned = json.readValue(rows.getString("planned"), PlannedSize.class);
                    String[] tags = (String[]) rows.getArray("tags").getArray();
                    return new Numbered<>(
                            rows.getLong("position"),
                            new ExperimentSummary(
                                    rows.getString("key"),
                                    State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                                    rows.getLong("version"),
                                    definition.hypothesis(),
                                    rows.getString("owner"),
                                    List.of(tags),
                                    definition.primary().key(),
                                    planned.plannedTotalN(),
                                    rows.getInt("looks"),
                                    rows.getObject("created_at", OffsetDateTime.class)
                                            .toInstant()));
                })
                .list();
    }
}
