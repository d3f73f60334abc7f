package io.assay.feature.registry;

import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.FittedPipeline;
import io.assay.feature.pipeline.Pipelines;
import io.assay.platform.json.CanonicalJson;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fits ready for use. Each is read from the database, held against its digest and made to show that it still turns its
 * parity rows into the same features; the last few used are kept, for a fit never changes.
 */
@Component
class Fits {

    private static final Logger LOG = LoggerFactory.getLogger(Fits.class);

    private static final int KEPT = 32;

    private static final TypeReference<List<Check>> CHECKS = new TypeReference<>() {};

    private final FitRepository repository;
    private final Pipelines pipelines;
    private final CanonicalJson canonical;
    private final JsonMapper json;

    private final Map<String, Ready> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ready> eldest) {
            return size() > KEPT;
        }
    };

    Fits(FitRepository repository, Pipelines pipelines, CanonicalJson canonical, JsonMapper json) {
        this.repository = repository;
        this.pipelines = pipelines;
        this.canonical = canonical;
        this.json = json;
    }

    /** A fit that proved sound. */
    record Ready(FitSummary summary, List<Check> checks, FittedPipeline pipeline) {}

    /**
     * The fit.
     *
     * @throws ProblemException with status 404 when there is none, 409 when it is no longer what was learned
     */
    Ready get(String id) {
        // Another process may have deleted it.
        String digest = repository.digest(id).orElseThrow(Fits::unknown);
        synchronized (kept) {
            Ready ready = kept.get(id);
            if (ready != null && ready.summary().stateSha256().equals(digest)) {
                return ready;
            }
        }
        FitRepository.Stored stored = repository.find(id).orElseThrow(Fits::unknown);
        Ready ready = load(id, stored);
        synchronized (kept) {
            kept.put(id, ready);
        }
        return ready;
    }

    /** @throws ProblemException with status 404 when the pipeline was never fitted */
    String newest(String pipeline) {
        return repository
                .newest(pipeline)
                .orElseThrow(() ->
                        new ProblemException(ProblemType.NOT_FOUND, "There is no fit of a pipeline of this name."));
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no fit of this id.");
    }

    private Ready load(String id, FitRepository.Stored stored) {
        try {
            String sha256 = canonical.sha256(json.readTree(stored.state()));
            if (!sha256.equals(stored.summary().stateSha256())) {
                throw new IllegalStateException("its state has the SHA-256 " + sha256);
            }
            FittedPipeline pipeline = pipelines.load(json.readValue(stored.state(), FittedDocument.class));
            return new Ready(stored.summary(), json.readValue(stored.checks(), CHECKS), pipeline);
        } catch (IllegalStateException | JacksonException damaged) {
            LOG.error("The fit {} is damaged: {}", id, damaged.getMessage());
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "The fit " + id
                            + " is not what was learned any more, and so makes no features: its digest or its parity "
                            + "rows differ. Fit the pipeline again.");
        }
    }
}
