package io.assay.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * The keys that were used lately, so that a call which computes needs no database. One that is revoked is forgotten here
 * at once; other replicas may let it in for as long as they remember it.
 */
@Component
class KnownKeys {

    static final Duration REMEMBERED = Duration.ofSeconds(30);

    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);

    private static final int MOST = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(KnownKeys.class);

    private final ApiKeyRepository repository;

    private static final int LOOKUPS = 4;

    private static final Duration PATIENCE = Duration.ofMillis(900);

    /** That, and the second after which the pool gives up. */
    private static final Duration SHARED_PATIENCE = PATIENCE.plusSeconds(1);

    private final Cache<String, ApiKeyRepository.Checked> known;

    private final Cache<String, Boolean> noted = Caffeine.newBuilder()
            .expireAfterWrite(BETWEEN_USES)
            .maximumSize(MOST)
            .build();

    /** Made-up keys, each of which asks the database, leave most of the pool's connections to others. */
    private final Semaphore lookups = new Semaphore(LOOKUPS);

    private final ConcurrentMap<String, CompletableFuture<ApiKeyRepository.@Nullable Checked>> asked =
            new ConcurrentHashMap<>();

    private final AtomicLong forgotten = new AtomicLong();

    @Autowired
    KnownKeys(ApiKeyRepository repository) {
        this(repository, Ticker.systemTicker());
    }

    /** With a clock of its own for what is remembered. */
    KnownKeys(ApiKeyRepository repository, Ticker clock) {
        this.repository = repository;
        this.known = Caffeine.newBuilder()
                .ticker(clock)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST)
                .build();
    }

    /** The key if it is whole and live now. */
    Optional<ApiKey> find(KeyText text) {
        ApiKeyRepository.Checked checked = known.getIfPresent(text.id());
        if (checked == null) {
            checked = lookUp(text.id());
        }
        if (checked == null
                || !checked.sha256().isOf(text.text())
                || checked.key().stateAt(Instant.now()) != ApiKey.State.LIVE) {
            return Optional.empty();
        }
        noteUse(text.id());
        return Optional.of(checked.key());
    }

    /**
     * Callers of one key ask once for all of them, and share the failure, too: beside the cache, whose own loading would
     * let each of them wait for the database again while it is away.
     */
    private ApiKeyRepository.@Nullable Checked lookUp(String id) {
        CompletableFuture<ApiKeyRepository.@Nullable Checked> mine = new CompletableFuture<>();
        CompletableFuture<ApiKeyRepository.@Nullable Checked> others = asked.putIfAbsent(id, mine);
        if (others != null) {
            return shared(others);
        }
        try {
            ApiKeyRepository.Checked found = find(id);
            mine.complete(found);
            return found;
        } catch (DataAccessException away) {
            mine.completeExceptionally(away);
            throw away;
        } finally {
            asked.remove(id, mine);
            mine.cancel(false);
        }
    }

    private static ApiKeyRepository.@Nullable Checked shared(
            CompletableFuture<ApiKeyRepository.@Nullable Checked> lookup) {
        try {
            return lookup.get(SHARED_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted", interrupted);
        } catch (ExecutionException | CancellationException | TimeoutException away) {
            throw new TransientDataAccessResourceException("the key could not be looked up", away);
        }
    }

    /** What was read before some key was forgotten is not remembered: it may be that key as it was. */
    private ApiKeyRepository.@Nullable Checked find(String id) {
        try {
            if (!lookups.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TransientDataAccessResourceException("too many keys are looked up at once");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TransientDataAccessResourceException("interrupted", interrupted);
        }
        try {
            long before = forgotten.get();
            ApiKeyRepository.Checked found = repository.find(id).orElse(null);
            if (found != null) {
                remember(id, found, before);
            }
            return found;
        } finally {
            lookups.release();
        }
    }

    private synchronized void remember(String id, ApiKeyRepository.Checked found, long before) {
        if (forgotten.get() == before) {
            known.put(id, found);
        }
    }

    /** Who asks from now on does not share what was asked before. */
    synchronized void forget(String id) {
        forgotten.incrementAndGet();
        known.invalidate(id);
        asked.remove(id);
    }

    /** Beside the request, which neither waits for it nor fails with it. */
    private void noteUse(String id) {
        if (noted.asMap().putIfAbsent(id, true) == null) {
            Thread.startVirtualThread(() -> {
                try {
                    repository.used(id);
                } catch (DataAccessException away) {
                    LOG.debug("The use of key {} is not noted", id, away);
                }
            });
        }
    }
}
