package io.assay.feature.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assay.platform.json.Binders;
import io.assay.platform.json.RequestBinder;
import tools.jackson.databind.json.JsonMapper;

/** Pipelines without Spring, for tests. */
public final class TestPipelines {

    private static final Kinds KINDS = new Kinds();

    private TestPipelines() {}

    public static JsonMapper mapper() {
        return Binders.mapper(KINDS);
    }

    public static RequestBinder binder() {
        return Binders.create(KINDS);
    }

    /** The document that a request stands for; apostrophes are read as quotes. */
    public static PipelineDocument document(String json) {
        return binder().bind(json.replace('\'', '"').getBytes(UTF_8), PipelineRequest.class)
                .document();
    }

    /** A document with one feature, x of the column x, and these steps. */
    public static PipelineDocument ofSteps(String steps) {
        return document("{'features': [{'name': 'x', 'column': 'x', 'transform': [" + steps + "]}]}");
    }

    /** What was fitted, after it was written as JSON and read again. */
    public static FittedPipeline reread(Pipelines pipelines, FittedPipeline fitted) {
        JsonMapper mapper = mapper();
        return pipelines.load(mapper.readValue(mapper.writeValueAsString(fitted.document()), FittedDocument.class));
    }
}
