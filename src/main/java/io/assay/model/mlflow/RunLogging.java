package io.assay.model.mlflow;

import io.assay.model.mlflow.OutboxRepository.Attempt;
import io.assay.model.mlflow.TrackingException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Logs a run. Every step can be done again: the run is found by its tag before it is made, params, tags, inputs and artifacts
 * replace themselves, and a metric with the same time and step is the same one. Its status is set last, so that a run which
 * MLflow calls finished is all there.
 */
@Component
class RunLogging {

    static final String RUN_TAG = "assay.run_id";

    private static final int MOST_PARAMS = 100;
    private static final int MOST_METRICS = 1000;
    private static final int LONGEST_VALUE = 250;
    private static final int LONGEST_TAG = 5000;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_DIGEST = 32;

    private final TrackingServer server;
    private final OutboxRepository repository;
    private final JsonMapper json;
    private final Duration lease;

    RunLogging(TrackingServer server, OutboxRepository repository, JsonMapper json, MlflowSettings settings) {
        this.server = server;
        this.repository = repository;
        this.json = json;
        this.lease = settings.timeout().multipliedBy(3).plusSeconds(10);
    }

    /** For how long a run is held: longer than the longest call, which an artifact's may exceed. */
    Duration lease() {
        return lease;
    }

    /** Thrown where the run has become another process's. */
    static final class LostException extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Where the run is in MLflow. */
    private record Place(String experiment, String run, String artifactUri) {}

    /**
     * Logs all of it.
     *
     * @return why there are no artifacts, or null
     */
    @Nullable
    String log(Attempt attempt) throws TrackingException, InterruptedException, LostException {
        LoggedRun run = attempt.run();
        Place place = place(attempt);
        hold(attempt);
        params(run, place.run());
        hold(attempt);
        metrics(run, place.run());
        hold(attempt);
        dataset(run, place.run());
        String without = artifacts(attempt, place);
        hold(attempt);
        tags(run, place.run(), without);
        hold(attempt);
        post("runs/update", Map.of("run_id", place.run(), "status", run.status().name(), "end_time", run.endMillis()));
        return without;
    }

    private void hold(Attempt attempt) throws LostException {
        if (!repository.renew(attempt, lease)) {
            throw new LostException();
        }
    }

    private void post(String path, Map<String, ?> body) throws TrackingException, InterruptedException {
        var _ = server.post(path, body);
    }

    /** Where it was begun, else where it turns out to have been, else a new one. */
    private Place place(Attempt attempt) throws TrackingException, InterruptedException, LostException {
        String known = attempt.mlflowRun();
        if (known != null) {
            return place(server.get("runs/get", "run_id", known).path("run").path("info"));
        }
        String experiment = experiment(cut(attempt.run().experiment(), LONGEST_NAME));
        Optional<Place> found = find(experiment, attempt.run().id());
        Place place;
        if (found.isPresent()) {
            place = found.get();
        } else {
            hold(attempt);
            place = create(experiment, attempt.run());
        }
        if (!repository.begun(attempt, place.experiment(), place.run())) {
            throw new LostException();
        }
        return place;
    }

    private static Place place(JsonNode info) {
        return new Place(
                info.path("experiment_id").asString(""),
                info.path("run_id").asString(""),
                info.path("artifact_uri").asString(""));
    }

    private String experiment(String name) throws TrackingException, InterruptedException {
        try {
            return existing(name);
        } catch (TrackingException unknown) {
            if (unknown.kind() != Kind.UNKNOWN) {
                throw unknown;
            }
        }
        try {
            return server.post("experiments/create", Map.of("name", name))
                    .path("experiment_id")
                    .asString("");
        } catch (TrackingException refused) {
            // Another process was quicker.
            if (refused.is("RESOURCE_ALREADY_EXISTS")) {
                return existing(name);
            }
            throw refused;
        }
    }

    private String existing(String name) throws TrackingException, InterruptedException {
        JsonNode experiment =
                server.get("experiments/get-by-name", "experiment_name", name).path("experiment");
        if (experiment.path("lifecycle_stage").asString("").equals("deleted")) {
            throw new TrackingException(
                    Kind.FAULTY,
                    "",
                    "The experiment " + name + " was deleted in MLflow: restore it there, or remove it for good",
                    null);
        }
        return experiment.path("experiment_id").asString("");
    }

    private Optional<Place> find(String experiment, String id) throws TrackingException, InterruptedException {
        JsonNode found = server.post(
                        "runs/search",
                        Map.of(
                                "experiment_ids",
                                List.of(experiment),
                                "filter",
                                "tags.`" + RUN_TAG + "` = '" + id + "'",
                                "run_view_type",
                                "ACTIVE_ONLY",
                                "max_results",
                                1))
                .path("runs");
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(place(found.get(0).path("info")));
    }

    private Place create(String experiment, LoggedRun run) throws TrackingException, InterruptedException {
        Map<String, String> tags = new TreeMap<>();
        tags.put(RUN_TAG, run.id());
        tags.put("mlflow.source.name", "assay");
        tags.put("mlflow.source.type", "JOB");
        return place(server.post(
                        "runs/create",
                        Map.of(
                                "experiment_id",
                                experiment,
                                "run_name",
                                cut(run.name(), LONGEST_VALUE),
                                "start_time",
                                run.startMillis(),
                                "tags",
                                pairs(tags)))
                .path("run")
                .path("info"));
    }

    private void batches(String run, String kind, List<Map<String, ?>> entries, int most)
            throws TrackingException, InterruptedException {
        for (List<Map<String, ?>> batch : Batches.of(entries, most, json)) {
            post("runs/log-batch", Map.of("run_id", run, kind, batch));
        }
    }

    private static List<Map<String, ?>> pairs(Map<String, String> values) {
        List<Map<String, ?>> pairs = new ArrayList<>();
        values.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
        return pairs;
    }

    private void params(LoggedRun run, String mlflowRun) throws TrackingException, InterruptedException {
        Map<String, String> params = new TreeMap<>();
        Keys.fit(run.params()).forEach((key, value) -> params.put(key, cut(value, LONGEST_VALUE)));
        batches(mlflowRun, "params", pairs(params), MOST_PARAMS);
    }

    private void metrics(LoggedRun run, String mlflowRun) throws TrackingException, InterruptedException {
        List<Map<String, ?>> metrics = new ArrayList<>();
        Keys.fit(run.metrics())
                .forEach((key, value) ->
                        metrics.add(Map.of("key", key, "value", value, "timestamp", run.endMillis(), "step", 0)));
        batches(mlflowRun, "metrics", metrics, MOST_METRICS);
    }

    private void tags(LoggedRun run, String mlflowRun, @Nullable String withoutArtifacts)
            throws TrackingException, InterruptedException {
        Map<String, String> tags = new TreeMap<>();
        Keys.fit(run.tags()).forEach((key, value) -> tags.put(key, cut(value, LONGEST_TAG)));
        if (withoutArtifacts != null) {
            tags.put("assay.without_artifacts", cut(withoutArtifacts, LONGEST_TAG));
        } else if (run.model() != null) {
            // As MLflow's own record of the models of a run, by which its pages show them.
            String history =
                    json.writeValueAsString(List.of(new ModelFile(run, run.model(), mlflowRun, json).content()));
            if (history.length() <= LONGEST_TAG) {
                tags.put("mlflow.log-model.history", history);
            }
        }
        batches(mlflowRun, "tags", pairs(tags), MOST_PARAMS);
    }

    private void dataset(LoggedRun run, String mlflowRun) throws TrackingException, InterruptedException {
        LoggedRun.Dataset data = run.dataset();
        if (data == null) {
            return;
        }
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("name", cut(data.name(), LONGEST_NAME));
        dataset.put(
                "digest",
                data.digest()
                        .substring(0, Math.min(LONGEST_DIGEST, data.digest().length())));
        dataset.put("source_type", "assay");
        dataset.put("source", json.writeValueAsString(Map.of("uri", data.source())));
        dataset.put("schema", json.writeValueAsString(Map.of("mlflow_colspec", ModelFile.columns(data.columns()))));
        dataset.put(
                "profile",
                json.writeValueAsString(new TreeMap<>(Map.of(
                        "num_rows",
                        data.rows(),
                        "num_elements",
                        data.rows() * data.columns().size()))));
        Map<String, String> tags = new TreeMap<>(
                Map.of("mlflow.data.context", "training", "assay.digest", cut(data.digest(), LONGEST_NAME)));
        post(
                "runs/log-inputs",
                Map.of("run_id", mlflowRun, "datasets", List.of(Map.of("tags", pairs(tags), "dataset", dataset))));
    }

    /** Sends them where the server passes them on; else says why not. */
    private @Nullable String artifacts(Attempt attempt, Place place)
            throws TrackingException, InterruptedException, LostException {
        LoggedRun run = attempt.run();
        Optional<String> folder = ArtifactStore.folder(place.artifactUri(), URI.create(server.uri()));
        if (folder.isEmpty()) {
            return "MLflow keeps artifacts at " + place.artifactUri() + " and does not pass them on; params, metrics,"
                    + " tags and the data are there. A server started with --serve-artifacts would take them.";
        }
        String root = folder.get() + "/";
        int number = repository.artifacts(run.id());
        for (int index = 0; index < number; index++) {
            hold(attempt);
            Optional<LoggedArtifact> artifact = repository.artifact(run.id(), index);
            if (artifact.isEmpty()) {
                throw new LostException();
            }
            put(
                    root + artifact.get().path(),
                    artifact.get().contentType(),
                    artifact.get().bytes());
        }
        hold(attempt);
        Map<String, String> cut = new TreeMap<>(run.params());
        cut.values().removeIf(value -> value.length() <= LONGEST_VALUE);
        if (!cut.isEmpty()) {
            byte[] whole = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(cut);
            put(root + "long_params.json", "application/json", whole);
        }
        if (run.model() != null) {
            byte[] file = new ModelFile(run, run.model(), place.run(), json).yaml();
            put(root + run.model().folder() + "/" + ModelFile.NAME, "application/x-yaml", file);
        }
        return null;
    }

    private void put(String path, String contentType, byte[] bytes) throws TrackingException, InterruptedException {
        server.put(path, contentType, bytes);
    }

    /** At most so many characters, with what shows that some are missing. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
