package io.assay.feature;

import io.assay.feature.pipeline.PipelineDocument;
import org.jspecify.annotations.Nullable;

/** Pipelines that are kept by name and version. */
public interface StoredPipelines {

    /** A version of a pipeline. */
    record Version(String name, int version, PipelineDocument document) {}

    /**
     * Looks it up.
     *
     * @param version null for the newest
     * @param pointer to where the request names it by name and version
     * @throws io.assay.platform.problem.ProblemException with status 422 when there is none
     */
    Version find(String name, @Nullable Integer version, String pointer);
}
