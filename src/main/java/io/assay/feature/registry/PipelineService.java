package io.assay.feature.registry;

import io.assay.feature.StoredPipelines;
import io.assay.feature.pipeline.PipelineDocument;
import io.assay.platform.http.Caller;
import io.assay.platform.http.Numbered;
import io.assay.platform.http.Page;
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
    public Version find(String name, @Nullable Integer version) {
        PipelineAnswer found = get(name, version);
        return new Version(found.name(), found.version(), found.document());
    }

    /** @param version null for the newest */
    PipelineAnswer get(String name, @Nullable Integer version) {
        Optional<PipelineAnswer> found = version == null ? repository.newest(name) : repository.find(name, version);
        return found.orElseThrow(() -> new ProblemException(
                ProblemType.NOT_FOUND,
                version == null || repository.newest(name).isEmpty()
                        ? "There is no pipeline of this name."
                        : "The pipeline " + name + " has no version " + version + "."));
    }

    List<Numbered<PipelineSummary>> list(Page page) {
        return repository.list(page.after(), page.lookedFor());
    }
}
