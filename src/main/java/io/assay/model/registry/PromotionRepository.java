package io.assay.model.registry;

import io.assay.platform.http.Numbered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The history of promotions in PostgreSQL, which it lets grow and not change. Transactions are the caller's. */
@Repository
class PromotionRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PromotionRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What made a version champion.
     *
     * @param below what made the champion that it stands on; null for the first
     */
    record Step(long promotion, int version, @Nullable Long below) {}

    /** What made the champion of a model; empty where it has none. */
    Optional<Step> champion(String name) {
        return jdbc.sql("""
                        select p.id, p.version, p.below from model_alias a join model_promotion p on p.id = a.promotion
                        where a.name = :name and a.alias = 'champion'
                        """)
                .param("name", name)
                .query((row, number) ->
                        new Step(row.getLong("id"), row.getInt("version"), row.getObject("below", Long.class)))
                .optional();
    }

    /** The last champion before this step whose version is still there. */
    Optional<Step> before(String name, Step step) {
        return jdbc.sql("""
                        with recursive older as (
                            select id, name, version, below, 1 as depth from model_promotion where id = :below
                            union all
                            select p.id, p.name, p.version, p.below, depth + 1
                            from older o join model_promotion p on p.id = o.below)
                        select o.id, o.version, o.below from older o join model_version v using (name, version)
                        where o.name = :name and o.version <> :version order by o.depth limit 1
                        """)
                .param("below", step.below())
                .param("name", name)
                .param("version", step.version())
                .query((row, number) ->
                        new Step(row.getLong("id"), row.getInt("version"), row.getObject("below", Long.class)))
                .optional();
    }

    /** Keeps it, and gives it its id. */
    PromotionAnswer add(PromotionAnswer promotion, @Nullable Long below) {
        long id = jdbc.sql("""
                        insert into model_promotion (name, version, outcome, below, document, at, by)
                        values (:name, :version, :outcome, :below, :document, :at, :by) returning id
                        """)
                .param("name", promotion.name())
                .param("version", promotion.version())
                .param("outcome", promotion.outcome().text())
                .param("below", below)
                .param("document", json.writeValueAsString(promotion))
                .param("at", RegistryRepository.utc(promotion.at()))
                .param("by", promotion.by())
                .query(Long.class)
                .single();
        return promotion.withId(id);
    }

    /** What there is of one version, the newest first; of very many the newest. */
    List<PromotionAnswer> of(String name, int version) {
        return jdbc.sql("""
                        select id, document from model_promotion where name = :name and version = :version
                        order by id desc limit 100
                        """)
                .param("name", name)
                .param("version", version)
                .query((row, number) -> promotion(row))
                .list();
    }

    private PromotionAnswer promotion(ResultSet row) throws SQLException {
        return json.readValue(row.getString("document"), PromotionAnswer.class).withId(row.getLong("id"));
    }

    /** The newest first. */
    List<Numbered<PromotionAnswer>> list(String name, @Nullable Long before, int limit) {
        return jdbc.sql("""
                        select id, document from model_promotion
                        where name = :name and (cast(:before as bigint) is null or id < :before)
                        order by id desc limit :limit
                        """)
                .param("name", name)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> new Numbered<>(row.getLong("id"), promotion(row)))
                .list();
    }
}
