package io.assay.model.serving;

import io.assay.model.registry.Assigned;
import io.assay.model.registry.ModelReference;
import io.assay.model.registry.ModelRegistry;
import io.assay.model.registry.RegisteredVersion;
import io.assay.model.registry.RegistryChanged;
import io.assay.model.run.RunModels;
import io.assay.platform.problem.ProblemException;
import io.assay.platform.problem.ProblemType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.JsonNode;

/**
 * The versions that this process has in memory, and which of them the aliases point to.
 *
 * <p>Aliases are told from memory. Every {@code assay.serving.poll} one small query asks whether the registry has changed;
 * if it has, what aliases newly point to is loaded first, and then all of them switch at once. So a promotion on one
 * replica is served by the others within that time and that of loading, a request never waits for a load that is not its
 * own, and while the database is away what is loaded goes on answering. Asking needs no connection of its own, as LISTEN
 * would, and goes through whatever pools connections; a notification that is lost would be a champion that is.
 */
@Service
public class LoadedModels {

    private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

    /** What a model takes in memory against the bytes of its documents. */
    private static final int EXPANSION = 3;

    private static final Set<String> DOCUMENTS = Set.of("model.json", "pipeline.json", "calibrator.json");

    private final ModelRegistry registry;
    private final RunModels runs;
    private final Shelf shelf;
    private final ConcurrentMap<Shelf.Key, CompletableFuture<Shelf.Entry>> loading = new ConcurrentHashMap<>();

    /** By name and alias; null before the registry was first read. */
    private volatile @Nullable Map<String, Map<String, Shelf.Key>> aliases;

    private long revision = Long.MIN_VALUE;

    private final AtomicBoolean polling = new AtomicBoolean();

    LoadedModels(ModelRegistry registry, RunModels runs, ServingSettings settings) {
        this.registry = registry;
        this.runs = runs;
        this.shelf = new Shelf(settings.bytes());
    }

    /**
     * The version that is meant, in memory.
     *
     * @throws ProblemException with status 404 where there is none, 409 where the model has no champion or is damaged
     */
    public Loaded get(ModelReference reference) {
        return entry(reference).model();
    }

    /** The version that is meant, and the challenger beside it where the champion is. */
    public Route route(ModelReference reference) {
        Shelf.Entry entry = entry(reference);
        Loaded beside = ModelReference.CHAMPION.equals(reference.alias()) ? challenger(entry.model()) : null;
        return new Route(entry.model(), reference.alias(), beside, entry.inputs(beside));
    }

    /** One that is loaded; nobody waits for what is only to be compared. */
    private @Nullable Loaded challenger(Loaded champion) {
        Shelf.Key key = known(champion.version().name(), ModelReference.CHALLENGER);
        Shelf.Entry entry = key == null || key.version() == champion.version().version() ? null : shelf.take(key);
        return entry == null ? null : entry.model();
    }

    private Shelf.@Nullable Key known(String name, String alias) {
        Map<String, Map<String, Shelf.Key>> all = aliases;
        Map<String, Shelf.Key> ofName = all == null ? null : all.get(name);
        return ofName == null ? null : ofName.get(alias);
    }

    private Shelf.Entry entry(ModelReference reference) {
        Integer number = reference.version();
        String alias = reference.alias();
        Shelf.Key key = number != null
                ? new Shelf.Key(reference.name(), number)
                : alias == null ? null : known(reference.name(), alias);
        Shelf.Entry entry = key == null ? null : shelf.take(key);
        // What is not in memory the registry is asked for: an alias may have moved, and what it pointed to be gone.
        return entry == null ? loaded(registry.resolve(reference)) : entry;
    }

    /** Whoever comes first loads; others who need the same wait for that, and for nothing else. */
    private Shelf.Entry loaded(RegisteredVersion version) {
        Shelf.Key key = new Shelf.Key(version.name(), version.version());
        CompletableFuture<Shelf.Entry> mine = new CompletableFuture<>();
        CompletableFuture<Shelf.Entry> others = loading.putIfAbsent(key, mine);
        if (others != null) {
            return waitedFor(others);
        }
        try {
            Shelf.Entry there = shelf.take(key);
            Shelf.Entry entry = there == null ? placed(key, load(version)) : there;
            mine.complete(entry);
            return entry;
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            throw failure;
        } finally {
            loading.remove(key, mine);
            mine.cancel(false);
        }
    }

    /**
     * Puts it there, and asks the registry once more: a version that was deleted while it was loaded was not there yet when
     * {@link #refresh} took away what is gone. One that is deleted after that it finds.
     */
    private Shelf.Entry placed(Shelf.Key key, Loaded model) {
        Shelf.Entry entry = shelf.put(key, model);
        try {
            registry.resolve(new ModelReference(key.name(), key.version(), null));
            return entry;
        } catch (RuntimeException gone) {
            shelf.update(key, there -> null);
            throw gone;
        }
    }

    private static Shelf.Entry waitedFor(CompletableFuture<Shelf.Entry> others) {
        try {
            return others.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private Loaded load(RegisteredVersion version) {
        RunModels.Ready ready = runs.get(version.run());
        JsonNode run = ready.run();
        if (!version.modelSha256().equals(run.at("/model/sha256").stringValue())) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    version.name() + ":" + version.version()
                            + " is not the model that was registered: its digest differs.");
        }
        long bytes = 0;
        for (JsonNode artifact : run.path("artifacts")) {
            if (DOCUMENTS.contains(artifact.path("name").stringValue())) {
                bytes += artifact.path("size").longValue();
            }
        }
        return new Loaded(version, ready, runs.reference(version.run()).orElse(null), EXPANSION * bytes);
    }

    /** Brings the aliases up to date, where anything has changed. What they newly point to is loaded before they do. */
    public synchronized void refresh() {
        long now = registry.revision();
        if (now == revision) {
            return;
        }
        List<Assigned> assigned = registry.assigned();
        Map<String, Map<String, Shelf.Key>> next = new HashMap<>();
        Map<Shelf.Key, RegisteredVersion> versions = new HashMap<>();
        for (Assigned one : assigned) {
            Shelf.Key key = new Shelf.Key(one.name(), one.version().version());
            versions.put(key, one.version());
            next.computeIfAbsent(one.name(), name -> new HashMap<>()).put(one.alias(), key);
        }
        Map<String, Map<String, Shelf.Key>> before = aliases;
        if (before == null) {
            // Nobody is answered by an older one that could go on meanwhile.
            aliases = next;
        }
        shelf.pin(new HashSet<>(versions.keySet()));
        for (Assigned one : assigned) {
            // At the start as much as there is room for; others when they are asked for, as what had to make room is.
            if (before == null ? shelf.bytes() < shelf.most() : isMoved(one, before)) {
                prepare(one);
            }
        }
        aliases = next;
        for (Shelf.Key key : shelf.keys()) {
            RegisteredVersion told = versions.containsKey(key) ? versions.get(key) : still(key);
            shelf.update(
                    key,
                    model -> told == null || model == null
                            ? null
                            : model.version().equals(told) ? model : model.as(told));
        }
        revision = now;
    }

    private static boolean isMoved(Assigned one, Map<String, Map<String, Shelf.Key>> before) {
        Shelf.Key key = new Shelf.Key(one.name(), one.version().version());
        return !key.equals(before.getOrDefault(one.name(), Map.of()).get(one.alias()));
    }

    /** A damaged model is said to whoever asks for it; the others are not kept from switching. */
    private void prepare(Assigned one) {
        Shelf.Key key = new Shelf.Key(one.name(), one.version().version());
        if (shelf.take(key) != null) {
            return;
        }
        try {
            loaded(one.version());
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (ProblemException damaged) {
            LOG.error("{}@{} cannot be loaded: {}", one.name(), one.alias(), damaged.detail());
        } catch (RuntimeException damaged) {
            LOG.error("{}@{} cannot be loaded", one.name(), one.alias(), damaged);
        }
    }

    /** What the registry says of a version; null where it was deleted. */
    private @Nullable RegisteredVersion still(Shelf.Key key) {
        try {
            return registry.resolve(new ModelReference(key.name(), key.version(), null));
        } catch (ProblemException gone) {
            return null;
        }
    }

    /**
     * As {@link #refresh}, but not for somebody: a database that is away is tried again soon. At a fixed rate, for which
     * each time has a thread of its own: tasks with a fixed delay may share one, and wait for each other.
     */
    @Scheduled(fixedRateString = "${assay.serving.poll:500ms}")
    void poll() {
        if (polling.compareAndSet(false, true)) {
            try {
                refreshQuietly();
            } finally {
                polling.set(false);
            }
        }
    }

    void refreshQuietly() {
        try {
            refresh();
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("The aliases stay as they are: {}", away.getMessage());
        }
    }

    /** What this process changed it serves when it says so. */
    @TransactionalEventListener
    void changed(RegistryChanged change) {
        try {
            refreshQuietly();
        } catch (RuntimeException failure) {
            LOG.warn("The change of {} is served somewhat later", change.name(), failure);
        }
    }

    Shelf shelf() {
        return shelf;
    }
}
