package io.assay.model.mlflow;

import io.assay.model.mlflow.MirrorRepository.Attempt;
import io.assay.model.mlflow.RunLogging.LostException;
import io.assay.model.mlflow.TrackingException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Makes a model of MLflow's registry what the model is here. Every step looks first and can be done again: versions are known
 * by the tag {@code assay.version}, and of tags and aliases those that were set from here are named in a tag, so that what
 * people set in MLflow themselves is left alone.
 */
@Component
class Mirroring {

    static final String VERSION_TAG = "assay.version";

    private static final String TAGS_TAG = "assay.tags";
    private static final String ALIASES_TAG = "assay.aliases";
    private static final String OWN = "assay.";

    private final TrackingServer server;
    private final MirrorRepository repository;
    private final OutboxRepository runs;
    private final Duration lease;

    Mirroring(TrackingServer server, MirrorRepository repository, OutboxRepository runs, MlflowSettings settings) {
        this.server = server;
        this.repository = repository;
        this.runs = runs;
        this.lease = settings.timeout().multipliedBy(3).plusSeconds(10);
    }

    Duration lease() {
        return lease;
    }

    /** Thrown where a version's run is still on its way to MLflow. */
    static final class TooEarlyException extends Exception {

        private static final long serialVersionUID = 1L;

        TooEarlyException(String message) {
            super(message);
        }
    }

    /**
     * Tells all of it.
     *
     * @return which versions MLflow does not get, and why; null where it has all
     */
    @Nullable
    String mirror(Attempt attempt, MirroredModel model)
            throws TrackingException, InterruptedException, LostException, TooEarlyException {
        create(model);
        Map<Integer, String> known = repository.versions(model.name());
        List<String> without = new ArrayList<>();
        Map<Integer, String> there = new TreeMap<>();
        Map<String, String> tagged = null;
        for (MirroredModel.Version version : model.versions()) {
            hold(attempt);
            String number = known.get(version.version());
            if (number == null) {
                tagged = tagged == null ? tagged(model.name()) : tagged;
                number = tagged.get(Integer.toString(version.version()));
                if (number == null) {
                    Optional<String> run = run(version, without);
                    if (run.isEmpty()) {
                        continue;
                    }
                    number = create(model.name(), version, run.get());
                }
                repository.know(model.name(), version.version(), number);
            }
            describe(model.name(), version, number);
            there.put(version.version(), number);
        }
        hold(attempt);
        aliases(model, there);
        for (Map.Entry<Integer, String> gone : known.entrySet()) {
            if (model.versions().stream().noneMatch(version -> version.version() == gone.getKey())) {
                hold(attempt);
                ifThere(() -> server.delete("model-versions/delete", named(model.name(), gone.getValue())));
                repository.forget(model.name(), gone.getKey());
            }
        }
        return without.isEmpty() ? null : String.join("; ", without);
    }

    private void hold(Attempt attempt) throws LostException {
        if (!repository.renew(attempt, lease)) {
            throw new LostException();
        }
    }

    private void create(MirroredModel model) throws TrackingException, InterruptedException {
        try {
            var _ = server.post("registered-models/create", Map.of("name", model.name()));
        } catch (TrackingException refused) {
            if (!refused.is("RESOURCE_ALREADY_EXISTS")) {
                throw refused;
            }
        }
    }

    /** The numbers of MLflow's versions by the tag that says ours: of one that was made, but not noted here. */
    private Map<String, String> tagged(String name) throws TrackingException, InterruptedException {
        Map<String, String> tagged = new HashMap<>();
        String token = "";
        do {
            Map<String, String> query = new TreeMap<>();
            query.put("filter", "name = '" + name + "'");
            if (!token.isEmpty()) {
                query.put("page_token", token);
            }
            JsonNode found = server.get("model-versions/search", query);
            for (JsonNode version : found.path("model_versions").values()) {
                String ours = tags(version).get(VERSION_TAG);
                if (ours != null) {
                    tagged.put(ours, version.path("version").asString(""));
                }
            }
            token = found.path("next_page_token").asString("");
        } while (!token.isEmpty());
        return tagged;
    }

    private static Map<String, String> tags(JsonNode of) {
        Map<String, String> tags = new TreeMap<>();
        for (JsonNode tag : of.path("tags").values()) {
            tags.put(tag.path("key").asString(""), tag.path("value").asString(""));
        }
        return tags;
    }

    /** MLflow's id of the run of a version; empty, with the reason noted, where MLflow does not have it. */
    private Optional<String> run(MirroredModel.Version version, List<String> without) throws TooEarlyException {
        Optional<MlflowState> found = runs.state(version.run());
        if (found.isPresent() && found.get().state() == MlflowState.State.PENDING) {
            throw new TooEarlyException("version " + version.version() + " waits for its run " + version.run()
                    + ", which is on its way to MLflow");
        }
        Optional<String> sent = found.filter(state -> state.state() == MlflowState.State.SENT)
                .flatMap(state -> Optional.ofNullable(state.runId()));
        if (sent.isEmpty()) {
            without.add("version " + version.version() + " is left out: MLflow does not have its run " + version.run());
        }
        return sent;
    }

    private String create(String name, MirroredModel.Version version, String run)
            throws TrackingException, InterruptedException {
        String artifacts = server.get("runs/get", "run_id", run)
                .path("run")
                .path("info")
                .path("artifact_uri")
                .asString("");
        return server.post(
                        "model-versions/create",
                        Map.of(
                                "name",
                                name,
                                "source",
                                artifacts + "/model",
                                "run_id",
                                run,
                                "tags",
                                List.of(Map.of("key", VERSION_TAG, "value", Integer.toString(version.version())))))
                .path("model_version")
                .path("version")
                .asString("");
    }

    private static Map<String, String> named(String name, String number) {
        return Map.of("name", name, "version", number);
    }

    /** Description and tags. */
    private void describe(String name, MirroredModel.Version version, String number)
            throws TrackingException, InterruptedException {
        JsonNode there;
        try {
            there = server.get("model-versions/get", named(name, number)).path("model_version");
        } catch (TrackingException failure) {
            if (failure.kind() == Kind.UNKNOWN) {
                // Somebody deleted it there: the next try makes it anew.
                repository.forget(name, version.version());
            }
            throw failure;
        }
        String description = version.description() == null ? "" : version.description();
        if (!description.equals(there.path("description").asString(""))) {
            var _ = server.patch(
                    "model-versions/update", Map.of("name", name, "version", number, "description", description));
        }
        Map<String, String> before = tags(there);
        Map<String, String> wanted = new TreeMap<>(version.tags());
        wanted.keySet().removeIf(key -> key.startsWith(OWN));
        String keys = String.join(" ", wanted.keySet());
        wanted.put(VERSION_TAG, Integer.toString(version.version()));
        wanted.put("assay.run_id", version.run());
        wanted.put("assay.model_sha256", version.modelSha256());
        wanted.put(TAGS_TAG, keys);
        for (Map.Entry<String, String> tag : wanted.entrySet()) {
            if (!tag.getValue().equals(before.get(tag.getKey()))) {
                Map<String, String> body = new TreeMap<>(named(name, number));
                body.put("key", tag.getKey());
                body.put("value", tag.getValue());
                var _ = server.post("model-versions/set-tag", body);
            }
        }
        for (String key : words(before.get(TAGS_TAG))) {
            if (!wanted.containsKey(key) && before.containsKey(key)) {
                Map<String, String> body = new TreeMap<>(named(name, number));
                body.put("key", key);
                ifThere(() -> server.delete("model-versions/delete-tag", body));
            }
        }
    }

    /** An alias of a version that MLflow does not have is taken away there: it would name another one. */
    private void aliases(MirroredModel model, Map<Integer, String> there)
            throws TrackingException, InterruptedException {
        JsonNode registered =
                server.get("registered-models/get", "name", model.name()).path("registered_model");
        Map<String, String> before = new TreeMap<>();
        for (JsonNode alias : registered.path("aliases").values()) {
            before.put(alias.path("alias").asString(""), alias.path("version").asString(""));
        }
        Map<String, String> wanted = new TreeMap<>();
        model.aliases().forEach((alias, version) -> {
            String number = there.get(version);
            if (number != null) {
                wanted.put(alias, number);
            }
        });
        Set<String> ours = new TreeSet<>(words(tags(registered).get(ALIASES_TAG)));
        Set<String> all = new TreeSet<>(ours);
        all.addAll(wanted.keySet());
        // Named before they are set, so that a crash between the two leaves none behind.
        name(model.name(), ours, all);
        for (Map.Entry<String, String> alias : wanted.entrySet()) {
            if (!alias.getValue().equals(before.get(alias.getKey()))) {
                var _ = server.post(
                        "registered-models/alias",
                        Map.of("name", model.name(), "alias", alias.getKey(), "version", alias.getValue()));
            }
        }
        for (String alias : ours) {
            if (!wanted.containsKey(alias) && before.containsKey(alias)) {
                ifThere(() -> server.delete("registered-models/alias", Map.of("name", model.name(), "alias", alias)));
            }
        }
        name(model.name(), all, wanted.keySet());
    }

    private void name(String model, Set<String> before, Set<String> aliases)
            throws TrackingException, InterruptedException {
        if (!before.equals(aliases)) {
            var _ = server.post(
                    "registered-models/set-tag",
                    Map.of("name", model, "key", ALIASES_TAG, "value", String.join(" ", aliases)));
        }
    }

    private static Set<String> words(@Nullable String text) {
        return text == null
                ? Set.of()
                : Arrays.stream(text.split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A call that takes something away, which may be gone already. */
    private interface Removal {
        JsonNode call() throws TrackingException, InterruptedException;
    }

    private static void ifThere(Removal removal) throws TrackingException, InterruptedException {
        try {
            var _ = removal.call();
        } catch (TrackingException failure) {
            if (failure.kind() != Kind.UNKNOWN) {
                throw failure;
            }
        }
    }
}
