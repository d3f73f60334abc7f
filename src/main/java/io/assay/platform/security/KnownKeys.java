package io.assay.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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

    /** Loads within, so that a key which is forgotten meanwhile does not come back as it was. */
    private final Cache<String, ApiKeyRepository.@Nullable Checked> known =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST).build();

    private final Cache<String, Boolean> noted = Caffeine.newBuilder()
            .expireAfterWrite(BETWEEN_USES)
            .maximumSize(MOST)
            .build();

    KnownKeys(ApiKeyRepository repository) {
        this.repository = repository;
    }

    /** The key if it is whole and live now. */
    Optional<ApiKey> find(KeyText text) {
        ApiKeyRepository.Checked checked =
                known.get(text.id(), id -> repository.find(id).orElse(null));
        if (checked == null
                || !checked.sha256().isOf(text.text())
                || checked.key().stateAt(Instant.now()) != ApiKey.State.LIVE) {
            return Optional.empty();
        }
        noteUse(text.id());
        return Optional.of(checked.key());
    }

    void forget(String id) {
        known.invalidate(id);
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
