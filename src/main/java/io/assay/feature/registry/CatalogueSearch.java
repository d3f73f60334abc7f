package io.assay.feature.registry;

import io.assay.feature.pipeline.FeatureDefinition;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.feature.transform.Kind;
import io.assay.platform.http.Numbered;
import io.assay.platform.http.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Finds features of the pipelines' newest versions. */
@Repository
class CatalogueSearch {

    private static final int MOST_FITS = 5;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CatalogueSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * What is looked for; null for anything.
     *
     * @param text part of the name, meaning, owner, unit or a column, in any case
     * @param column the name of a column that it is made of
     */
    record Filter(
            @Nullable String text,
            @Nullable String owner,
            @Nullable Boolean pii,
            @Nullable String column) {}

    /** A feature that was found, by its place in its pipeline. */
    private record Found(String pipeline, int version, int place) {}

    /** A pipeline's newest version. */
    private record Newest(PipelineDocument document, CatalogueEntry.Lineage lineage) {}

    /** The newest first. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    List<Numbered<CatalogueEntry>> find(Filter filter, Page page) {
        Map<String, Newest> pipelines = new HashMap<>();
        return rows(filter, page).stream()
                .map(row -> {
                    Found found = row.value();
                    Newest newest = pipelines.computeIfAbsent(found.pipeline(), name -> newest(name, found.version()));
                    return new Numbered<>(
                            row.place(), entry(newest.document().features().get(found.place()), newest.lineage()));
                })
                .toList();
    }

    private List<Numbered<Found>> rows(Filter filter, Page page) {
        String text = filter.text();
        return jdbc.sql("""
                        select f.id, f.pipeline, f.version, f.place
                        from feature f
                        join feature_pipeline p on p.name = f.pipeline and p.latest = f.version
                        where (cast(:text as text) is null or strpos(f.searched, :text) > 0)
                            and (cast(:owner as text) is null or f.owner = :owner)
                            and (cast(:pii as boolean) is null or f.pii = :pii)
                            and (cast(:column as text) is null or f.columns @> array[cast(:column as text)])
                            and (cast(:before as bigint) is null or f.id < :before)
                        order by f.id desc limit :limit
                        """)
                .param("text", text == null ? null : text.toLowerCase(Locale.ROOT))
                .param("owner", filter.owner())
                .param("pii", filter.pii())
                .param("column", filter.column())
                .param("before", page.after())
                .param("limit", page.lookedFor())
                .query((rows, number) -> new Numbered<>(
                        rows.getLong("id"),
                        new Found(rows.getString("pipeline"), rows.getInt("version"), rows.getInt("place"))))
                .list();
    }

    private Newest newest(String pipeline, int version) {
        return jdbc.sql("""
                        select sha256, document from feature_pipeline_version
                        where pipeline = :pipeline and version = :version
                        """)
                .param("pipeline", pipeline)
                .param("version", version)
                .query((rows, number) -> new Newest(
                        json.readValue(rows.getString("document"), PipelineDocument.class),
                        lineage(pipeline, version, rows.getString("sha256"))))
                .single();
    }

    private CatalogueEntry.Lineage lineage(String pipeline, int version, String sha256) {
        int count = jdbc.sql("select count(*) from feature_fit where pipeline = :pipeline and version = :version")
                .param("pipeline", pipeline)
                .param("version", version)
                .query(Integer.class)
                .single();
        List<CatalogueEntry.Fitted> fits = jdbc.sql("""
                        select document from feature_fit where pipeline = :pipeline and version = :version
                        order by position desc limit :limit
                        """)
                .param("pipeline", pipeline)
                .param("version", version)
                .param("limit", MOST_FITS)
                .query((rows, number) -> fitted(json.readValue(rows.getString("document"), FitSummary.class)))
                .list();
        return new CatalogueEntry.Lineage(pipeline, version, sha256, count, fits);
    }

    private static CatalogueEntry.Fitted fitted(FitSummary fit) {
        return new CatalogueEntry.Fitted(
                fit.id(),
                fit.source().dataset(),
                fit.source().fingerprint(),
                fit.source().rows(),
                fit.createdAt());
    }

    private static CatalogueEntry entry(FeatureDefinition feature, CatalogueEntry.Lineage lineage) {
        return new CatalogueEntry(
                feature.name(),
                feature.meaning(),
                feature.owner(),
                feature.unit(),
                feature.pii(),
                feature.inputs(),
                feature.steps().stream()
                        .map(step -> step.getClass().getAnnotation(Kind.class).value())
                        .toList(),
                lineage);
    }
}
