package io.assay.model.run;

import io.assay.feature.pipeline.FittedDocument;
import io.assay.feature.pipeline.Pipelines;
import io.assay.feature.pipeline.RowKeys;
import io.assay.model.ModelRequest;
import io.assay.model.evaluation.CalibratorDocument;
import io.assay.model.evaluation.EvaluationAnswer;
import io.assay.model.evaluation.Served;
import io.assay.model.profile.ReferenceProfile;
import io.assay.model.scoring.Model;
import io.assay.model.scoring.ModelDocuments;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import io.assay.statistics.calibration.Calibrator;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The models of runs, ready for use: held against their digests and made to show that their parity rows still come out. */
@Component
public class RunModels {

    private static final Logger LOG = LoggerFactory.getLogger(RunModels.class);

    /** What {@link #get} makes something of, and holds against its digest when it does. */
    private static final Set<String> READ = Set.of(
            TrainKind.MODEL,
            TrainKind.PIPELINE,
            TrainKind.CALIBRATOR,
            TrainKind.MEANS,
            TrainKind.REQUEST,
            TrainKind.ROW_KEYS);

    private static final TypeReference<List<Double>> NUMBERS = new TypeReference<>() {};

    private final RunRepository repository;
    private final ModelDocuments models;
    private final Pipelines pipelines;
    private final JsonMapper json;

    RunModels(RunRepository repository, ModelDocuments models, Pipelines pipelines, JsonMapper json) {
        this.repository = repository;
        this.models = models;
        this.pipelines = pipelines;
        this.json = json;
    }

    /**
     * A run whose model proved sound.
     *
     * @param run as it is told
     * @param trained the rows that it learned from, to know them again
     */
    public record Ready(ObjectNode run, ModelRequest request, Served served, RowKeys trained) {}

    /**
     * The model of a run.
     *
     * @throws ProblemException with status 404 when there is no such run, 409 when it is no longer what was trained
     */
    public Ready get(String id) {
        ObjectNode run = repository.find(id).orElseThrow(ReplayKind::unknown);
        try {
            Map<String, String> digests = digests(run);
            for (String name : digests.keySet()) {
                if (!READ.contains(name)) {
                    var _ = bytes(id, name, digests);
                }
            }
            Model model = models.read(bytes(id, TrainKind.MODEL, digests));
            FittedDocument pipeline = json.readValue(bytes(id, TrainKind.PIPELINE, digests), FittedDocument.class);
            Served served = new Served(
                    pipelines.load(pipeline),
                    model,
                    calibrator(id, digests),
                    json.readValue(bytes(id, TrainKind.MEANS, digests), NUMBERS),
                    target(run));
            return new Ready(
                    run,
                    json.readValue(bytes(id, TrainKind.REQUEST, digests), ModelRequest.class),
                    served,
                    RowKeys.of(bytes(id, TrainKind.ROW_KEYS, digests)));
        } catch (IllegalStateException | IllegalArgumentException | JacksonException | UncheckedIOException damaged) {
            throw damaged(id, damaged);
        }
    }

    /**
     * What later rows are held against; nothing of a run that is older than this, or gone.
     *
     * @throws ProblemException with status 409 when it is no longer what was written
     */
    public Optional<ReferenceProfile> reference(String id) {
        return repository
                .find(id)
                .map(RunModels::digests)
                .filter(digests -> digests.containsKey(TrainKind.REFERENCE))
                .map(digests ->
                        read(id, TrainKind.REFERENCE, digests, bytes -> json.readValue(bytes, ReferenceProfile.class)));
    }

    /**
     * Whether rows weighed what a column said.
     *
     * @throws ProblemException with status 404 when there is no such run, 409 when it is no longer what was written
     */
    public boolean isWeighted(String id) {
        ObjectNode run = repository.find(id).orElseThrow(ReplayKind::unknown);
        // Of a request only this, for all its rows may be in it.
        ObjectReader reader = json.readerFor(Weighing.class).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return read(id, TrainKind.REQUEST, digests(run), bytes -> reader.<Weighing>readValue(bytes))
                        .weights()
                != null;
    }

    /** A part of a {@link ModelRequest}. */
    record Weighing(@Nullable String weights) {}

    private <T> T read(String id, String name, Map<String, String> digests, Function<byte[], T> reading) {
        try {
            return reading.apply(bytes(id, name, digests));
        } catch (IllegalStateException | JacksonException | UncheckedIOException damaged) {
            throw damaged(id, damaged);
        }
    }

    /** A run as it is told, whether its model is sound or not. */
    public Optional<ObjectNode> find(String id) {
        return repository.find(id);
    }

    /**
     * The places of the rows that a run held out, among those that it was given.
     *
     * @throws ProblemException with status 409 when they are no longer what was written
     */
    public int[] heldOut(Ready ready) {
        String id = ready.run().path("id").stringValue();
        try {
            return new String(bytes(id, TrainKind.PREDICTIONS, digests(ready.run())), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .mapToInt(line -> Integer.parseInt(line, 0, line.indexOf(','), 10))
                    .toArray();
        } catch (IllegalStateException | UncheckedIOException damaged) {
            throw damaged(id, damaged);
        }
    }

    private static Map<String, String> digests(ObjectNode run) {
        return run.path("artifacts").values().stream()
                .collect(Collectors.toMap(
                        artifact -> artifact.path("name").stringValue(),
                        artifact -> artifact.path("sha256").stringValue()));
    }

    private static ProblemException damaged(String id, RuntimeException damaged) {
        LOG.error("The run {} is damaged: {}", id, damaged.getMessage());
        return new ProblemException(
                ProblemType.CONFLICT,
                "The run " + id
                        + " is not what was trained any more: a digest or its parity rows differ. Train again.");
    }

    private EvaluationAnswer.Target target(JsonNode run) {
        return json.convertValue(run.at("/evaluation/target"), EvaluationAnswer.Target.class);
    }

    private @Nullable Calibrator calibrator(String id, Map<String, String> digests) {
        return digests.containsKey(TrainKind.CALIBRATOR)
                ? json.readValue(bytes(id, TrainKind.CALIBRATOR, digests), CalibratorDocument.class)
                        .calibrator()
                : null;
    }

    private byte[] bytes(String id, String name, Map<String, String> digests) {
        Artifact artifact =
                repository.artifact(id, name).orElseThrow(() -> new IllegalStateException("it has no " + name));
        String sha256 = artifact.about().sha256();
        if (!sha256.equals(digests.get(name))) {
            throw new IllegalStateException(name + " has the SHA-256 " + sha256);
        }
        return artifact.bytes();
    }
}
