package io.assay.feature.registry;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.platform.http.Numbered;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines in PostgreSQL. Every method is one statement, or a few; transactions are the caller's. */
@Repository
class PipelineRepository {

    private static final String VERSION =
            "select pipeline, version, sha256, document, created_at, created_by from feature_pipeline_version ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PipelineRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The newest version's number, held until the transaction ends; 0 where the name is new, and then it is taken. */
    int lock(String name) {
        boolean isNew = jdbc.sql("insert into feature_pipeline (name, latest) values (:name, 1) on conflict do nothing")
                        .param("name", name)
                        .update()
                == 1;
        int latest = jdbc.sql("select latest from feature_pipeline where name = :name for no key update")
                .param("name", name)
                .query(Integer.class)
                .single();
        return isNew ? 0 : latest;
    }

    void add(PipelineAnswer version) {
        jdbc.sql("update feature_pipeline set latest = :version where name = :name")
                .param("version", version.version())
                .param("name", version.name())
                .update();
        jdbc.sql("""
                        insert into feature_pipeline_version (pipeline, version, sha256, document, created_at, created_by)
                        values (:pipeline, :version, :sha256, :document, :at, :by)
                        """)
                .param("pipeline", version.name())
                .param("version", version.version())
                .param("sha256", version.sha256())
                .param("document", json.writeValueAsString(version.document()))
                .param("at", OffsetDateTime.ofInstant(version.createdAt(), ZoneOffset.UTC))
                .param("by", version.createdBy())
                .update();
        addFeatures(version);
    }

    /** In one statement, however many there are. */
    private void addFeatures(PipelineAnswer version) {
        List<FeatureDefinition> features = version.document().features();
        jdbc.sql("""
                        insert into feature (pipeline, version, place, owner, pii, columns, searched)
                        select :pipeline, :version, f.place, f.owner, f.pii, array(
                            select jsonb_array_elements_text(f.columns)), f.searched
                        from jsonb_to_recordset(cast(:features as jsonb))
                            as f (place int, owner text, pii boolean, columns jsonb, searched text)
                        """)
                .param("pipeline", version.name())
                .param("version", version.version())
                .param(
                        "features",
                        json.writeValueAsString(IntStream.range(0, features.size())
                                .mapToObj(place -> Row.of(place, features.get(place)))
                                .toList()))
                .update();
    }

    /** A feature as its table has it. */
    private record Row(
            int place, @Nullable String owner, @Nullable Boolean pii, List<String> columns, String searched) {

        static Row of(int place, FeatureDefinition feature) {
            return new Row(
                    place,
                    feature.owner() == null ? null : storable(feature.owner()),
                    feature.pii(),
                    feature.inputs().stream().map(Row::storable).toList(),
                    storable(Stream.of(
                                    Stream.of(feature.name(), feature.meaning(), feature.owner(), feature.unit()),
                                    feature.inputs().stream())
                            .flatMap(texts -> texts)
                            .filter(text -> text != null)
                            .collect(Collectors.joining("\n"))
                            .toLowerCase(Locale.ROOT)));
        }

        /** PostgreSQL stores no NUL, nor half a surrogate pair; nothing that is searched for has either. */
        private static String storable(String text) {
            return new String(text.replace('\0', ' ').getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        }
    }

    Optional<PipelineAnswer> withHash(String name, String sha256) {
        return jdbc.sql(VERSION + "where pipeline = :name and sha256 = :sha256")
                .param("name", name)
                .param("sha256", sha256)
                .query((rows, number) -> version(rows))
                .optional();
    }

    Optional<PipelineAnswer> newest(String name) {
        return jdbc.sql(VERSION + "where pipeline = :name order by version desc limit 1")
                .param("name", name)
                .query((rows, number) -> version(rows))
                .optional();
    }

    Optional<PipelineAnswer> find(String name, int version) {
        return jdbc.sql(VERSION + "where pipeline = :name and version = :version")
                .param("name", name)
                .param("version", version)
                .query((rows, number) -> version(rows))
                .optional();
    }

    /** The newest first. */
    List<Numbered<PipelineSummary>> list(@Nullable Long before, int limit) {
        return jdbc.sql("""
                        select p.position, v.pipeline, v.version, v.sha256, v.document, v.created_at, v.created_by,
                            (select count(*) from feature_fit f where f.pipeline = p.name) as fits
                        from feature_pipeline p
                        join feature_pipeline_version v on v.pipeline = p.name and v.version = p.latest
                        where cast(:before as bigint) is null or p.position < :before
                        order by p.position desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((rows, number) -> {
                    PipelineAnswer version = version(rows);
                    return new Numbered<>(
                            rows.getLong("position"),
                            new PipelineSummary(
                                    version.name(),
                                    version.version(),
                                    version.sha256(),
                                    version.document().description(),
                                    version.document().features().size(),
                                    version.undocumented().size(),
                                    rows.getInt("fits"),
                                    version.createdAt(),
                                    version.createdBy()));
                })
                .list();
    }

    private PipelineAnswer version(ResultSet rows) throws SQLException {
        PipelineDocument document = json.readValue(rows.getString("document"), PipelineDocument.class);
        return new PipelineAnswer(
                rows.getString("pipeline"),
                rows.getInt("version"),
                rows.getString("sha256"),
                rows.getObject("created_at", OffsetDateTime.class).toInstant(),
                rows.getString("created_by"),
                document.undocumented(),
                document);
    }
}
