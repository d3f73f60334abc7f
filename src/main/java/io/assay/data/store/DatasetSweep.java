package io.assay.data.store;

import io.assay.data.file.DatasetFolder;
import io.assay.job.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes datasets whose time is over, and files that nothing tells of: what crashes left. */
@Component
class DatasetSweep {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetSweep.class);

    /** A file gets its row within seconds. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final int AT_ONCE = 100;

    private final DatasetRepository repository;
    private final DatasetService service;
    private final DatasetFolder folder;
    private final Jobs jobs;
    private final ImportKind kind;

    DatasetSweep(
            DatasetRepository repository, DatasetService service, DatasetFolder folder, Jobs jobs, ImportKind kind) {
        this.jobs = jobs;
        this.kind = kind;
        this.repository = repository;
        this.service = service;
        this.folder = folder;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        sweep();
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            expire();
            removeUnknown();
        } catch (DataAccessException away) {
            LOG.info("Datasets are looked through later: {}", away.getMessage());
        }
    }

    private void expire() {
        List<String> over;
        do {
            over = repository.expired(Instant.now(), AT_ONCE);
            for (String id : over) {
                if (repository.deleteUnused(id)) {
                    LOG.info("Dataset {} has expired and is deleted", id);
                    service.removeFiles(id);
                }
            }
        } while (over.size() == AT_ONCE);
    }

    /**
     * What is young may be another process's, which is about to tell the database of it; not where this one is alone. The
     * order matters: what is listed and no longer held is known to the database, or will never be.
     */
    private void removeUnknown() {
        Duration age = folder.isAlone() ? Duration.ZERO : YOUNG;
        List<String> stored = folder.storedIds();
        List<String> waiting = folder.waitingIds();
        Set<String> held = folder.held();
        Set<String> known = repository.known(stored);
        Set<String> asked = jobs.open(kind).stream().map(ImportRequest::id).collect(Collectors.toSet());
        for (String id : stored) {
            if (!held.contains(id)
                    && !known.contains(id)
                    && isOlder(folder.stored(id), age)
                    && isOlder(folder.quarantine(id), age)) {
                LOG.info("The file of dataset {} has no row and is removed", id);
                service.removeFiles(id);
            }
        }
        for (String id : waiting) {
            if (!held.contains(id) && !asked.contains(id) && isOlder(folder.waiting(id), age)) {
                DatasetFolder.remove(folder.waiting(id));
            }
        }
    }

    private static boolean isOlder(Path file, Duration age) {
        try {
            return !Files.exists(file)
                    || !Files.getLastModifiedTime(file)
                            .toInstant()
                            .isAfter(Instant.now().minus(age));
        } catch (IOException gone) {
            return false;
        }
    }
}
