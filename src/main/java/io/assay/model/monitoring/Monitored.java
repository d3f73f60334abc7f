package io.assay.model.monitoring;

import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.profile.ReferenceProfile;
import io.assay.model.registry.ModelReference;
import io.assay.model.registry.ModelRegistry;
import io.assay.model.registry.RegisteredVersion;
import io.assay.model.run.RunModels;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What monitoring has to know of a version: what it was trained on, and how it was judged then. */
@Component
class Monitored {

    private final ModelRegistry registry;
    private final RunModels runs;
    private final JsonMapper json;

    Monitored(ModelRegistry registry, RunModels runs, JsonMapper json) {
        this.registry = registry;
        this.runs = runs;
        this.json = json;
    }

    /**
     * A version.
     *
     * @param target what it foretells
     * @param document of its run
     */
    record Version(RegisteredVersion registered, EvaluationAnswer.Target target, JsonNode document) {}

    /** @throws io.assay.platform.problem.ProblemException with status 404 when there is none */
    Version version(String name, int number) {
        RegisteredVersion registered = registry.resolve(new ModelReference(name, number, null));
        JsonNode document =
                runs.find(registered.run()).orElseThrow(() -> new IllegalStateException("a version whose run is gone"));
        return new Version(
                registered,
                json.convertValue(document.at("/evaluation/target"), EvaluationAnswer.Target.class),
                document);
    }

    /** Whether rows weighed differently at its training, as predictions do not. */
    boolean isWeighted(Version version) {
        return runs.isWeighted(version.registered().run());
    }

    /** What later rows are held against; nothing where the run is older than this. */
    Optional<ReferenceProfile> reference(Version version) {
        return runs.reference(version.registered().run());
    }
}
