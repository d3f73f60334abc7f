package io.assay.model.serving;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loaded versions within a memory bound. Taking one waits for nobody; putting one there may take others away: those that no
 * alias points to first, and of these the one that was used longest ago. One that no alias points to takes none away that
 * one points to; where there is no room without that, it is not kept.
 */
final class Shelf {

    /** A version by its number. */
    record Key(String name, int version) {}

    /** A version with what reading rows for it takes. */
    static final class Entry {

        private final Loaded model;
        private final Inputs alone;
        private volatile long used = System.nanoTime();
        private volatile @Nullable Pair pair;

        private record Pair(Loaded beside, Inputs inputs) {}

        Entry(Loaded model) {
            this.model = model;
            this.alone = Inputs.of(model, null);
        }

        Loaded model() {
            return model;
        }

        /** What rows are read for, where a version may score them beside this one. */
        Inputs inputs(@Nullable Loaded beside) {
            if (beside == null) {
                return alone;
            }
            Pair known = pair;
            if (known == null || known.beside != beside) {
                known = new Pair(beside, Inputs.of(model, beside));
                pair = known;
            }
            return known.inputs;
        }
    }

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final long most;
    private volatile Set<Key> pinned = Set.of();

    Shelf(long most) {
        this.most = most;
    }

    @Nullable
    Entry take(Key key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            entry.used = System.nanoTime();
        }
        return entry;
    }

    /** Versions that aliases point to. */
    void pin(Set<Key> keys) {
        pinned = Set.copyOf(keys);
    }

    synchronized Entry put(Key key, Loaded model) {
        Entry entry = new Entry(model);
        entries.put(key, entry);
        while (bytes() > most) {
            Optional<Key> oldest = oldest(key);
            if (oldest.isEmpty()) {
                break;
            }
            if (pinned.contains(oldest.get()) && !pinned.contains(key)) {
                entries.remove(key);
                break;
            }
            entries.remove(oldest.get());
        }
        return entry;
    }

    private Optional<Key> oldest(Key except) {
        long now = System.nanoTime();
        return entries.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(except))
                .min(Comparator.comparing((Map.Entry<Key, Entry> entry) -> pinned.contains(entry.getKey()))
                        .thenComparingLong(entry -> entry.getValue().used - now))
                .map(Map.Entry::getKey);
    }

    /** Replaces what is there by what the registry says of it now; takes it away where that is null. */
    synchronized void update(Key key, UnaryOperator<@Nullable Loaded> now) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return;
        }
        Loaded model = now.apply(entry.model);
        if (model == null) {
            entries.remove(key);
        } else if (model != entry.model) {
            entries.put(key, new Entry(model));
        }
    }

    Set<Key> keys() {
        return Set.copyOf(entries.keySet());
    }

    Stream<Loaded> models() {
        return entries.values().stream().map(Entry::model);
    }

    int size() {
        return entries.size();
    }

    long bytes() {
        return models().mapToLong(Loaded::bytes).sum();
    }

    long most() {
        return most;
    }
}
