package io.assay.feature.registry;

import io.assay.feature.StoredPipelines;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Numbered;
import io.assay.platform.http.Page;
import io.assay.platform.problem.FieldError;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Pipelines by name and version. */
@Service
class PipelineService implements StoredPipelines {

    private final PipelineRepository repository;
    private final Documents documents;

    PipelineService(PipelineRepository repository, Documents documents) {
        this.repository = repository;
        this.documents = documents;
    }

    /** A version, and whether it was not there before. */
    record Put(PipelineAnswer pipeline, boolean isNew) {}

    /** The next version of the pipeline of this name, or the one that has this document already. */
    @Transactional
    Put put(PipelineDocument document, Caller caller) {
        Documents.Named named = documents.named(document);
        int latest = repository.lock(named.name());
        Optional<PipelineAnswer> same = repository.withHash(named.name(), named.sha256());
        if (same.isPresent()) {
            return new Put(same.get(), false);
        }
        PipelineAnswer next = new PipelineAnswer(
                named.name(),
                latest + 1,
                named.sha256(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                caller.name(),
                named.document().undocumented(),
                named.document());
        repository.add(next);
        return new Put(next, true);
    }

    @Override
    public Version find(String name, @Nullable Integer version, String pointer) {
        PipelineAnswer found = found(name, version).orElseThrow(() -> unknown(name, version, pointer));
        return new Version(found.name(), found.version(), found.document());
    }

    private ProblemException unknown(String name, @Nullable Integer version, String pointer) {
        boolean isName = version == null || repository.newest(name).isEmpty();
        return new ProblemException(
                ProblemType.IMPOSSIBLE_INPUT,
                "The request body has an error.",
                List.of(
                        isName
                                ? new FieldError(pointer + "/name", "must be the name of a pipeline that is stored")
                                : new FieldError(pointer + "/version", "must be a version of " + name)));
    }

    /** @param version null for the newest */
    PipelineAnswer get(String name, @Nullable Integer version) {
        return found(name, version)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND,
                        version == null || repository.newest(name).isEmpty()
                                ? "There is no pipeline of this name."
                                : "The pipeline " + name + " has no version " + version + "."));
    }

    private Optional<PipelineAnswer> found(String name, @Nullable Integer version) {
        return version == null ? repository.newest(name) : repository.find(name, version);
    }

    List<Numbered<PipelineSummary>> list(Page page) {
        return repository.list(page.after(), page.lookedFor());
    }
}
